"""What is typed about cases."""
