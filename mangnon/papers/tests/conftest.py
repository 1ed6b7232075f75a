"""The shipped definitions, put into the transaction of a test; files in a folder of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mangnon.access.scope import acting
from mangnon.papers.questions import Questionnaire, in_force
from mangnon.papers.slots import OwnerRef
from mangnon.statutes.tests.shipping import put
from mangnon.testing.actions import FILES
from mangnon.testing.cast import Cast, sample
from mangnon.testing.models import Sample

TODAY = date(2026, 11, 23)
FORMS = [f"mau-{n:02}" for n in range(1, 17)]


@pytest.fixture
def law(db: None) -> None:
    """The shipped forms and code lists."""
    put("form", "codes")


@pytest.fixture
def child(cast: Cast, law: None) -> Sample:
    """A sample of the own commune."""
    with acting(cast.lien):
        return sample("Hồ Thị Sương", cast.land.own, hamlet=cast.land.hamlet)


@pytest.fixture
def owner(child: Sample) -> OwnerRef:
    """The same, as papers name it."""
    return OwnerRef(FILES, child.pk)


@pytest.fixture(params=FORMS)
def form(request: Any, law: None) -> Questionnaire:
    """Each of the sixteen."""
    return in_force(request.param, TODAY)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    settings.FILES_DIR = tmp_path / "files"
    settings.CLAMAV = ""
