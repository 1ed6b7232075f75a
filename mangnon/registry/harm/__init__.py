"""Accidents of children, the quarterly report about them, and the spots where they happen."""
