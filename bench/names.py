"""Synthetic names for a million rows: common Vietnamese family, middle and given names, nobody in particular."""

from __future__ import annotations

from itertools import product

FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Alăng",
    "Zơrâm",
    "Bhnước",
]
MIDDLE = ["Thị", "Văn", "Ngọc", "Minh", "Gia", "Bảo", "Hoài", "Thanh", "Đức", "Quỳnh"]
GIVEN = [
    "An",
    "Ánh",
    "Bình",
    "Chi",
    "Dung",
    "Đạt",
    "Giang",
    "Hà",
    "Hải",
    "Hân",
    "Huy",
    "Khánh",
    "Lan",
    "Liên",
    "Linh",
    "Mai",
    "Nam",
    "Nga",
    "Như",
    "Phúc",
    "Quân",
    "Sơn",
    "Thảo",
    "Tú",
    "Vy",
    "Yến",
]
PRIME = 1999
"""How many names are used: prime, so that stepping through them reaches all in each place."""


def names() -> list[tuple[str, str]]:
    """Pairs of name and sort key."""
    from mangnon.lib.names import sort_key

    whole = [" ".join(parts) for parts in product(FAMILY, MIDDLE, GIVEN)]
    step = len(whole) // PRIME
    chosen = [whole[(index * step) % len(whole)] for index in range(PRIME)]
    return [(name, sort_key(name)) for name in chosen]
