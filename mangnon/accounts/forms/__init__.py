"""What people type when they sign in or manage people. Forms never save."""
