"""Commendations: who is proposed for what, who decides, and whose example may be made public."""
