"""Telling people: outbox, inbox, e-mail, SMS, escalation chains. Only a code and a link leave the system."""
