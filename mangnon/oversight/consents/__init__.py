"""Consents: who agreed to what about a child, for how long, and what may be done with it; withdrawn at any time."""
