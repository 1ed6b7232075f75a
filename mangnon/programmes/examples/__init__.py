"""Models of child protection: where they run, what came of them, how another commune does the same."""
