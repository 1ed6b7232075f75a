"""The embedded PostgreSQL server: `Cluster(home).start()` gives the `Place` where clients connect."""

from .binaries import find as find_binaries
from .errors import ClusterError
from .ground import locked, scratch
from .launcher import DATABASE, Cluster, Place

__all__ = ["DATABASE", "Cluster", "ClusterError", "Place", "find_binaries", "locked", "scratch"]
