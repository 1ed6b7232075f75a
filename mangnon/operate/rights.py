"""Who may look after the system: its backups and its health. None of it shows a child."""

from mangnon.access.catalogue import Right

RIGHTS: tuple[Right, ...] = ()
