"""What can go wrong before the first query, told in one sentence."""


class ClusterError(Exception):
    """One plain Vietnamese sentence: what is wrong, and how to mend it."""
