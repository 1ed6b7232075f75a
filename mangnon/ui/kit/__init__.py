"""The living style page /_ui and its sample pages: each function gives a template and its context."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mangnon.ui.kit.asking import errors, form, signin, step
from mangnon.ui.kit.children import listing, listing_empty
from mangnon.ui.kit.province import leader
from mangnon.ui.kit.records import case, detail
from mangnon.ui.kit.showroom import showroom
from mangnon.ui.kit.worklist import home, home_offline

PAGES: dict[str, Callable[[], tuple[str, dict[str, Any]]]] = {
    "": showroom,
    "home": home,
    "home-offline": home_offline,
    "list": listing,
    "list-empty": listing_empty,
    "detail": detail,
    "case": case,
    "leader": leader,
    "form": form,
    "step": step,
    "signin": signin,
    "errors": errors,
}

__all__ = ["PAGES"]
