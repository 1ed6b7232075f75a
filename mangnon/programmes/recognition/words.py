"""Words of recognition."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.programmes.recognition.models import Dossier, Stand
from mangnon.programmes.recognition.rules import Verdict
from mangnon.statutes.kinds.figures import Criterion
from mangnon.statutes.queries.definitions import Law
from mangnon.ui.parts import State, Status

RECOGNITION: Text = gettext_lazy("Xã, phường phù hợp với trẻ em")

STATES: Mapping[str, State] = {
    Stand.DRAFT: State.DOING, Stand.SUBMITTED: State.WAITING, Stand.RETURNED: State.DUE,
    Stand.VERIFIED: State.WAITING, Stand.RECOGNISED: State.DONE, Stand.REFUSED: State.PASSED,
}  # fmt: skip


def state_of(dossier: Dossier | None) -> Status:
    """How far a dossier is, with its word; none yet: not begun."""
    if dossier is None:
        return Status(State.TODO, _("Chưa chấm"))
    words = str(Stand(dossier.state).label)
    return Status(STATES[dossier.state], words[:1].upper() + words[1:])


def named(one: Criterion) -> str:
    """A criterion with its number, in the reader's language."""
    title = one.en if get_language() == "en" and one.en else one.vi
    return f"{one.number}. {title[:1].upper()}{title[1:]}"


def verdict_words(verdict: Verdict) -> str:
    """What is missing, or that nothing is."""
    if verdict.passes:
        return _("Đủ điều kiện: {total} điểm, mức phải đạt {least}.").format(
            total=format_int(verdict.total), least=verdict.least
        )
    told = []
    if verdict.short is None:
        told.append(_("chưa biết loại địa bàn nên chưa biết phải đạt bao nhiêu điểm"))
    elif verdict.short:
        told.append(_("thiếu {short} điểm so với mức {least}").format(short=verdict.short, least=verdict.least))
    if verdict.zeros:
        told.append(_("tiêu chí 0 điểm: {list}").format(list=", ".join(map(str, verdict.zeros))))
    if verdict.unscored:
        told.append(_("chưa chấm: {list}").format(list=", ".join(verdict.unscored)))
    return _("{total} điểm; {rest}.").format(total=format_int(verdict.total), rest="; ".join(told))


def unconfirmed(law: Law | None) -> str:
    """What is to be known of criteria that aren't confirmed; empty where they are."""
    if law is None or law.confirmed:
        return ""
    return _("Bảng điểm {version}: {why}").format(version=law.version, why=law.why)


def class_name(code: str, names: Mapping[str, str]) -> str:
    """A class in the words of the criteria; its code where they don't have it."""
    return names.get(code, code)
