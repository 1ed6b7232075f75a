"""Entitlements by law: proposed, granted, ended, and what was given."""
