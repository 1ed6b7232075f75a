"""The audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Holds the book."""

    name = "mangnon.audit"
    label = "audit"
