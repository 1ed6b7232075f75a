"""Database backend: Django's own for PostgreSQL, which tells each transaction who acts."""
