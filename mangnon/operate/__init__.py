"""Keeps the system alive: backups and restores, health, metrics, the administrator's page."""
