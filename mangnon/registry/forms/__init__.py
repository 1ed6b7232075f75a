"""What people type about children and households. Forms never save."""
