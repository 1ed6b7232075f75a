"""A child of Trà Linh whose family and who itself agreed to a photo, or not yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mangnon.access.consenting import Whom
from mangnon.lib.ids import new_id
from mangnon.oversight.consents.actions import Person, Told, record_consent
from mangnon.registry.models import Child
from mangnon.registry.tests.conftest import enter as enter
from mangnon.registry.tests.conftest import law as law
from mangnon.registry.tests.conftest import lien as lien
from mangnon.testing.cast import AT, Cast

Agree = Callable[[Child], None]
BASE: dict[str, Any] = {
    "purpose": "anh-trong-ho-so", "agreed": True, "data": ("hinh-anh",), "way": "spoken",
    "given_on": date(2026, 11, 2), "language": "tiếng Ca Dong", "explained": "Ảnh chỉ ở trong hồ sơ.",
    "witness": "Hồ Thị Nhót",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _bytes_apart(tmp_path: Path, settings: Any) -> None:
    settings.FILES_DIR = tmp_path


@pytest.fixture
def agree(cast: Cast) -> Agree:
    """Father and child agree."""

    def agree(child: Child) -> None:
        whom = Person(child.full_name, child.born_from, child.place_id, whom=Whom("registry.Child", str(child.pk)))
        father = Told(giver="representative", relation="father", giver_name="Hồ Văn Bút", **BASE)
        made = record_consent(actor=cast.lien, at=AT, consent_id=new_id(), about=whom, told=father)
        own = Told(giver="child", relation="", giver_name="", **BASE)
        record_consent(actor=cast.lien, at=AT, consent_id=new_id(), about=made.person_id, told=own)

    return agree
