"""A told report as text and back: how it lies sealed in the box of the public page."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from mangnon.intake.told import Against, ChildTold, PlaceTold, ReporterTold, ReportTold, SuspectTold

Data = dict[str, Any]


def packed(told: ReportTold) -> tuple[str, str]:
    """The story and, apart from it, who told it; both as JSON. Moments aren't carried: a stranger states none."""
    story = asdict(replace(told, reporter=ReporterTold(), happened_at=None, first_information_at=None))
    del story["reporter"]
    return _text(story), _text(asdict(told.reporter))


def _text(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)


def unpacked(story: str, identity: str, *, first_at: datetime, source: str) -> ReportTold:
    """The report as it was told, first heard at ``first_at``. Raises ValueError, TypeError for what isn't one."""
    data: Data = json.loads(story)
    parts = {
        "place": PlaceTold(**data.pop("place")),
        "children": tuple(_child(one) for one in data.pop("children")),
        "suspects": tuple(SuspectTold(**one) for one in data.pop("suspects")),
        "against": Against(**data.pop("against") | {"people": ()}),
        "harms": tuple(data.pop("harms")),
        "signs": tuple(data.pop("signs")),
    }
    told = ReportTold(**data | parts)
    reporter = ReporterTold(**json.loads(identity)) if identity else ReporterTold()
    return replace(told, reporter=reporter, first_information_at=first_at, first_information_source=source)


def _child(data: Data) -> ChildTold:
    return ChildTold(**data | {"home": PlaceTold(**data["home"])})
