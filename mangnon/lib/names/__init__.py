"""Vietnamese personal and place names: cleaning, keys for search and equality, order, typing slips.

A name is stored as its bearer writes it (after ``clean_name``);
everything else here is derived and may be computed again at any time.
"""

from mangnon.lib.names.clean import clean_name, given_name
from mangnon.lib.names.keys import fold, fold_tight, skeleton, tone_place_key
from mangnon.lib.names.sorting import place_sort_key, sort_key
from mangnon.lib.names.typing_slips import typing_leftovers

__all__ = [
    "clean_name",
    "fold",
    "fold_tight",
    "given_name",
    "place_sort_key",
    "skeleton",
    "sort_key",
    "tone_place_key",
    "typing_leftovers",
]
