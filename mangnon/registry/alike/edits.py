"""How many strokes of a key lie between two short words or numbers: one, two, or more."""

from __future__ import annotations


def one_edit_apart(one: str, other: str) -> bool:
    """A letter wrong, missing, too many, or two neighbours in the wrong order."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = _same_start(one, other)
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right if len(left) > len(right) else left == right[1:]


def two_edits_apart(one: str, other: str) -> bool:
    """At most two such slips; words of fewer than five letters are too short to say so."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 2:
        return False
    start = _same_start(one, other)
    left, right = one[start:], other[start:]
    if not left or not right:
        return True
    steps = ((left[1:], right[1:]), (left[1:], right), (left, right[1:]))
    if any(a == b or one_edit_apart(a, b) for a, b in steps):
        return True
    swapped = left[:2] == right[1::-1] and len(left) > 1
    return swapped and (left[2:] == right[2:] or one_edit_apart(left[2:], right[2:]))


def digits_apart(one: str, other: str) -> int:
    """0 for equal numbers, 1 for one slip of a key, 2 for anything else."""
    if one == other:
        return 0
    return 1 if one_edit_apart(one, other) else 2


def _same_start(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    for at in range(shorter):
        if one[at] != other[at]:
            return at
    return shorter
