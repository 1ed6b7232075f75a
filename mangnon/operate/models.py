"""What operate keeps: runs of backups and drills."""

from mangnon.operate.backups.models import BackupRun, Drill

__all__ = ["BackupRun", "Drill"]
