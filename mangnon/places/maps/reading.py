"""Reads a GeoJSON file of borders: pure. What is wrong is said so that the office that made the file can mend it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.lib.planes import Ring, thinned
from mangnon.lib.refusal import Refusal

LARGEST = 20 * 2**20
"""Bytes of a file: a whole province with a point every 50 m stays below."""
MOST_FEATURES, MOST_POINTS = 2_000, 1_000_000
EAST, NORTH = (102.0, 118.5), (6.0, 24.0)
"""Degrees within which Viet Nam lies, with its islands: outside of it the file is in metres, or turned round."""
TOLERANCE = 0.0008
"""Degrees (about 90 m) by which a thinned border may stray: below a dot of the drawing."""
CODE = re.compile(r"\d{1,5}")


class WrongBorders(Refusal):
    """The file can't be drawn."""

    code = "places.wrong_borders"
    sentence = _("Tệp ranh giới chưa dùng được: {what}.")
    remedy = _("Sửa tệp rồi nạp lại. Bản đồ đang dùng không đổi.")
    field = "file"


@dataclass(frozen=True, slots=True)
class Border:
    """The border of a unit, by code."""

    code: str
    rings: list[Ring]


def read_borders(content: bytes, codes: Collection[str]) -> list[Border]:
    """The borders of exactly the units ``codes``, thinned. Raises WrongBorders."""
    if len(content) > LARGEST:
        raise WrongBorders(what=_("tệp lớn hơn {n} MB").format(n=LARGEST // 2**20))
    features = _features(content)
    key = _key(features, codes)
    found: dict[str, list[Ring]] = {}
    points = 0
    for at, feature in enumerate(features, 1):
        code = _code(feature, key)
        if code not in codes:
            continue
        for ring in _rings(feature, at):
            points += len(ring)
            if points > MOST_POINTS:
                raise WrongBorders(what=_("có hơn {n} điểm").format(n=MOST_POINTS))
            found.setdefault(code, []).append(ring)
    lacking = sorted(set(codes) - set(found))
    if lacking:
        raise WrongBorders(
            what=_("thiếu {n} xã, phường, trong đó có mã {codes}").format(n=len(lacking), codes=", ".join(lacking[:5]))
        )
    return [Border(code, [_thin(ring) for ring in rings]) for code, rings in sorted(found.items())]


def _features(content: bytes) -> list[Any]:
    try:
        read = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as wrong:
        raise WrongBorders(what=_("tệp không phải GeoJSON")) from wrong
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not features:
        raise WrongBorders(what=_("tệp không có danh sách “features”"))
    if len(features) > MOST_FEATURES:
        raise WrongBorders(what=_("có hơn {n} vùng").format(n=MOST_FEATURES))
    if not all(isinstance(one, dict) and isinstance(one.get("properties"), dict) for one in features):
        raise WrongBorders(what=_("có vùng không mang thuộc tính"))
    return features


def _key(features: list[Any], codes: Collection[str]) -> str:
    """The property that holds the codes of units: the one that fits most often."""
    fits = Counter(key for one in features for key, value in one["properties"].items() if _as_code(value) in codes)
    if not fits:
        raise WrongBorders(what=_("không thuộc tính nào mang mã xã, phường năm chữ số"))
    return str(fits.most_common(1)[0][0])


def _code(feature: Any, key: str) -> str:
    return _as_code(feature["properties"].get(key))


def _as_code(value: Any) -> str:
    text = str(value).strip() if isinstance(value, (str, int)) else ""
    return text.zfill(5) if CODE.fullmatch(text) else ""


def _rings(feature: Any, at: int) -> Iterator[Ring]:
    shape = feature.get("geometry")
    kind = shape.get("type") if isinstance(shape, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise WrongBorders(what=_("vùng thứ {n} không phải Polygon hay MultiPolygon").format(n=at))
    listed = shape.get("coordinates")
    try:
        for polygon in [listed] if kind == "Polygon" else listed:
            for ring in polygon:
                yield _ring(ring, at)
    except (TypeError, ValueError, IndexError) as wrong:
        raise WrongBorders(what=_("tọa độ của vùng thứ {n} không đọc được").format(n=at)) from wrong


def _ring(listed: Any, at: int) -> Ring:
    ring = [(float(point[0]), float(point[1])) for point in listed]
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise WrongBorders(what=_("vùng thứ {n} có đường không khép kín").format(n=at))
    if not all(EAST[0] <= x <= EAST[1] and NORTH[0] <= y <= NORTH[1] for x, y in ring):
        raise WrongBorders(what=_("vùng thứ {n} nằm ngoài Việt Nam; tọa độ phải là kinh độ, vĩ độ WGS 84").format(n=at))
    return ring[:-1]


def _thin(ring: Ring) -> Ring:
    """Thinned between the two points farthest apart in the list, so that a small ring keeps a shape."""
    if len(ring) < 8:
        return ring
    half = len(ring) // 2
    kept = [*thinned(ring[: half + 1], TOLERANCE)[:-1], *thinned([*ring[half:], ring[0]], TOLERANCE)[:-1]]
    return [(round(x, 5), round(y, 5)) for x, y in (kept if len(kept) > 2 else ring)]
