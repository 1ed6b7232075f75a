"""Substitute care: people who offer it, the match, the decision, the hand-over, how the child fares, the end."""
