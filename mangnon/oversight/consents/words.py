"""Consent in words: who, what, how it stands, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Text
from mangnon.oversight.consents.models import Consent, GivenBy, Relation, Way
from mangnon.oversight.consents.purposes import Basis, Purpose, library, purpose_named
from mangnon.oversight.consents.rules import Decision, Giver, Lack
from mangnon.ui.parts import State, Status

GIVERS: Mapping[str, Text] = {
    GivenBy.CHILD: gettext_lazy("Chính em"),
    GivenBy.REPRESENTATIVE: gettext_lazy("Người đại diện"),
}
RELATIONS: Mapping[str, Text] = {
    Relation.FATHER: pgettext_lazy("relation", "cha"),
    Relation.MOTHER: pgettext_lazy("relation", "mẹ"),
    Relation.GUARDIAN: pgettext_lazy("relation", "người giám hộ"),
}
WAYS: Mapping[str, Text] = {
    Way.PAPER: gettext_lazy("Trên giấy, có chữ ký"),
    Way.SPOKEN: gettext_lazy("Bằng lời, có người chứng kiến"),
    Way.SCREEN: gettext_lazy("Trên màn hình, tự bấm"),
}
LACKS: Mapping[tuple[Giver, Lack], Text] = {
    (Giver.CHILD, Lack.NOT_ASKED): gettext_lazy("Chưa hỏi ý kiến của chính em."),
    (Giver.CHILD, Lack.REFUSED): gettext_lazy("Em không đồng ý."),
    (Giver.CHILD, Lack.REVOKED): gettext_lazy("Em đã rút lại sự đồng ý."),
    (Giver.CHILD, Lack.EXPIRED): gettext_lazy("Sự đồng ý của em đã hết hạn."),
    (Giver.CHILD, Lack.UNPROVED): gettext_lazy("Thiếu bản chụp giấy đồng ý của em."),
    (Giver.CHILD, Lack.CONFLICT): gettext_lazy("Sự đồng ý của em không tính được."),
    (Giver.CHILD, Lack.APART): gettext_lazy("Em và người đại diện đồng ý cho những loại thông tin khác nhau."),
    (Giver.REPRESENTATIVE, Lack.NOT_ASKED): gettext_lazy("Chưa có cha, mẹ hoặc người giám hộ đồng ý."),
    (Giver.REPRESENTATIVE, Lack.REFUSED): gettext_lazy("Người đại diện không đồng ý."),
    (Giver.REPRESENTATIVE, Lack.REVOKED): gettext_lazy("Người đại diện đã rút lại sự đồng ý."),
    (Giver.REPRESENTATIVE, Lack.EXPIRED): gettext_lazy("Sự đồng ý của người đại diện đã hết hạn."),
    (Giver.REPRESENTATIVE, Lack.UNPROVED): gettext_lazy("Thiếu bản chụp giấy đồng ý của người đại diện."),
    (Giver.REPRESENTATIVE, Lack.CONFLICT): gettext_lazy(
        "Người đại diện đã đồng ý có xung đột lợi ích với em; cần người đại diện khác."
    ),
}


def lack(giver: Giver, why: Lack) -> Text:
    """What is missing on one side."""
    return LACKS[giver, why]


def unknown_purpose() -> str:
    """Nobody knows what for."""
    return _("Mục đích này không có trong danh mục đang có hiệu lực.")


def by_duty(basis: Basis) -> str:
    """Why no consent is asked."""
    said = _("Không cần đồng ý: {basis}. {source}")
    name = _(basis.name)
    return said.format(basis=name[:1].lower() + name[1:], source=_(basis.source))


def notes(purpose: Purpose, found: Decision, born: date | None) -> tuple[str, ...]:
    """What the law leaves open here."""
    said = []
    if born is None:
        said.append(_("Chưa rõ tuổi, nên hỏi cả em và người đại diện."))
    if found.open_age:
        said.append(_("Từ đủ 16 tuổi: chưa xác nhận được văn bản cho phép chỉ hỏi em, nên vẫn hỏi cả hai."))
    if not purpose.confirmed:
        said.append(_("Căn cứ chưa xác nhận."))
    return tuple(said)


def purpose_name(consent: Consent) -> str:
    """What it was given for."""
    known = purpose_named(consent.purpose, consent.purpose_since)
    return _(known.name) if known else consent.purpose


def data_names(kinds: Iterable[str]) -> str:
    """Kinds of data in the order of the law."""
    wanted = set(kinds)
    return ", ".join(_(name) for key, name in library().data.items() if key in wanted)


def giver_name(consent: Consent) -> str:
    """The child, or which representative."""
    if consent.giver == GivenBy.CHILD:
        return str(GIVERS[GivenBy.CHILD])
    return _("Người đại diện ({relation})").format(relation=RELATIONS[consent.relation])


def status_of(consent: Consent, at: datetime) -> Status:
    """How it stands now."""
    if not consent.agreed:
        return Status(State.UNFOUNDED, _("Không đồng ý"))
    if consent.ended_at is not None:
        return _ended(consent)
    if consent.last_day is not None and consent.last_day < local_day(at):
        return Status(State.PASSED, _("Hết hạn {day}").format(day=format_date(consent.last_day)))
    if not getattr(consent, "proved", True):
        return Status(State.TODO, _("Thiếu bản chụp giấy"))
    return Status(State.DONE, _("Đang có hiệu lực"))


def _ended(consent: Consent) -> Status:
    if consent.must_be_cleared:
        said = _("Đã rút, còn phải gỡ") if consent.revoked_at else _("Xung đột lợi ích, còn phải gỡ")
        return Status(State.DUE, said)
    if consent.conflict_at is not None:
        return Status(State.RESTRICTED, _("Không tính: xung đột lợi ích"))
    day = format_date(local_day(consent.ended_at))
    return Status(State.PASSED, _("Đã rút {day}").format(day=day))
