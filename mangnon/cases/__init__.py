"""A child's case from assessment to closure, and substitute care."""
