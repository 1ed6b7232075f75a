"""Keeps the web server and the worker running under one command, with the standard library only."""

from .child import Child, Patience
from .supervisor import Supervisor, port_is_free

__all__ = ["Child", "Patience", "Supervisor", "port_is_free"]
