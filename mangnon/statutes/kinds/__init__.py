"""The kinds of definitions: what each is called, its shape, and what is checked beyond the shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text
from mangnon.statutes.kinds import bodies, checks, circumstances, entitlement, figures, form, lists, procedure

Check = Callable[[dict[str, Any]], Iterator[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. ``name`` is stored and is the folder of its files."""

    name: str
    title: Text
    shape: type[Any]
    checks: tuple[Check, ...] = ()


KINDS: dict[str, Kind] = {
    one.name: one
    for one in (
        Kind("circumstances", _("Nhóm hoàn cảnh"), circumstances.Group, (checks.codes_once("subgroups"),)),
        Kind("procedure", _("Quy trình"), procedure.Procedure, (checks.steps_once,)),
        Kind("form", _("Mẫu văn bản"), form.Form, (checks.fields_of_form,)),
        Kind("scale", _("Thang đánh giá"), lists.Scale, (checks.codes_once("levels"),)),
        Kind("protection", _("Cấp độ bảo vệ"), lists.Protection, (checks.codes_once("measures", "letter"),)),
        Kind(
            "criteria", _("Bộ tiêu chí"), figures.CriteriaTable, (checks.codes_once("criteria"), checks.points_add_up)
        ),
        Kind("indicators", _("Bộ chỉ tiêu"), figures.IndicatorSet, (checks.codes_once("items"),)),
        Kind("targets", _("Mục tiêu"), figures.Targets),
        Kind("report", _("Biểu báo cáo"), figures.Report, (checks.codes_once("columns"), checks.codes_once("rows"))),
        Kind("body", _("Vai trò, cơ quan"), bodies.Body),
        Kind("codes", _("Bảng mã"), lists.CodeList, (checks.codes_once("items"),)),
        Kind("entitlement", _("Chế độ, chính sách"), entitlement.Entitlement, (checks.codes_once("benefits"),)),
        Kind("table", _("Bảng tra cứu"), lists.LookUp, (checks.cells_have_columns,)),
    )
}
