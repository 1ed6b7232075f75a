"""The five questions of the report of harm, in two voices: to whoever reports, and to a child. Pure data and reading.

Nothing is mandatory. What is typed is cut to its length and freed from signs that nobody types; it is never refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text

Answers = dict[str, str]
"""Name of a question → what was answered; several ticks are joined by blanks."""


class Kind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    MANY = "many"
    PICK = "pick"
    LINE = "line"
    LONG = "long"
    PHONE = "phone"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. ``em`` is what a child reads; empty: the same words."""

    value: str
    label: Text
    em: Text = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``em`` and ``em_hint`` are a child's words; ``em=None`` asks a child nothing."""

    name: str
    kind: Kind
    label: Text
    em: Text | None = ""
    hint: Text = ""
    em_hint: Text = ""
    choices: tuple[Choice, ...] = ()
    most: int = 120

    def asked(self, *, child: bool) -> bool:
        """Whether it is asked in this voice."""
        return not (child and self.em is None)

    def words(self, *, child: bool) -> Text:
        """The question in this voice."""
        return (self.em or self.label) if child else self.label

    def helped(self, *, child: bool) -> Text:
        """What stands below it in this voice."""
        return (self.em_hint or ("" if self.em else self.hint)) if child else self.hint


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: one thing."""

    key: str
    title: Text
    em: Text
    questions: tuple[Question, ...]
    lead: Text = ""
    em_lead: Text = ""

    def words(self, *, child: bool) -> Text:
        """The heading in this voice."""
        return self.em if child else self.title

    def led(self, *, child: bool) -> Text:
        """The sentence below the heading."""
        return self.em_lead if child else self.lead

    def asked(self, *, child: bool) -> list[Question]:
        """Its questions in this voice."""
        return [one for one in self.questions if one.asked(child=child)]


HARMS = frozenset({"BL", "XHTD", "BR", "BLOT"})
"""Those ticks that are codes of the list ``hinh_thuc_xam_hai``; the others are signs of ``intake.rules``."""
TICKS = (
    Choice("BL", _("Bị đánh, bị hành hạ, bị chửi mắng"), _("Em bị đánh, bị chửi mắng")),
    Choice(
        "XHTD", _("Bị đụng chạm, bị ép làm chuyện tình dục"),
        _("Có người đụng vào chỗ kín của em, hoặc bắt em làm điều làm em sợ"),
    ),
    Choice("BR", _("Bị bỏ mặc, không ai chăm sóc"), _("Không ai chăm sóc em")),
    Choice("BLOT", _("Bị bắt làm việc nặng, đi xin, kiếm tiền"), _("Em bị bắt làm việc nặng, đi xin")),
    Choice("held", _("Bị nhốt, bị đưa đi không rõ nơi"), _("Em bị nhốt, bị đưa đi nơi lạ")),
    Choice("injured", _("Bị thương, ốm nặng hoặc ngất"), _("Em bị thương hoặc rất mệt")),
    Choice("life", _("Bị dọa giết, hoặc nói muốn tự làm đau mình"), _("Em bị dọa giết, hoặc em muốn tự làm đau mình")),
    Choice("again", _("Đã xảy ra nhiều lần"), _("Chuyện này xảy ra nhiều lần")),
)  # fmt: skip
TIES = (
    Choice("", _("Không biết, không muốn trả lời"), _("Em không biết, không muốn nói")),
    Choice("father", _("Cha")), Choice("mother", _("Mẹ")), Choice("step", _("Cha dượng, mẹ kế")),
    Choice("carer", _("Người khác đang chăm sóc trẻ"), _("Người khác đang chăm sóc em")),
    Choice("relative", _("Họ hàng")), Choice("neighbour", _("Hàng xóm, người quen")),
    Choice("teacher", _("Giáo viên, nhân viên cơ sở"), _("Thầy cô, người ở trường")),
    Choice("peer", _("Trẻ em khác"), _("Bạn khác")), Choice("stranger", _("Người lạ")),
)  # fmt: skip
OFFICE = _("Người đó làm ở ủy ban, công an, trường học hoặc cơ quan nhà nước")

STEPS: tuple[Step, ...] = (
    Step(
        "danger", _("Trẻ có đang gặp nguy hiểm ngay lúc này không?"),
        _("Em có đang gặp nguy hiểm ngay lúc này không?"),
        (
            Question("danger", Kind.ONE, _("Chọn một câu"), choices=(
                Choice("yes", _("Có, trẻ đang gặp nguy hiểm"), _("Có, em đang gặp nguy hiểm")),
                Choice("unknown", _("Tôi không chắc"), _("Em không chắc")),
                Choice("no", _("Không, hiện trẻ an toàn"), _("Không, lúc này em an toàn")),
            )),
        ),
    ),
    Step(
        "what", _("Điều gì làm bạn lo?"), _("Có chuyện gì vậy em?"),
        (
            Question(
                "what", Kind.LONG, _("Kể bằng lời của bạn"), _("Em kể ở đây"),
                _("Bạn thấy gì, nghe gì, từ bao giờ. Không cần chắc chắn, không cần viết hay."),
                _("Em kể theo cách của em. Một câu cũng được. Chuyện này không phải lỗi của em."), most=4000,
            ),
            Question("ticks", Kind.MANY, _("Đánh dấu điều đúng, nếu có"), _("Đánh dấu điều đúng, nếu em muốn"),
                     choices=TICKS),
        ),
    ),
    Step(
        "where", _("Chuyện xảy ra ở đâu?"), _("Chuyện đó xảy ra ở đâu?"),
        (
            Question(
                "commune", Kind.COMMUNE, _("Xã, phường"),
                hint=_("Tên cũ hay tên mới đều được, viết không dấu cũng được."),
                em_hint=_("Em viết tên xã, tên phường. Không nhớ thì bỏ trống."), most=70,
            ),
            Question(
                "spot", Kind.LINE, _("Chỗ nào ở đó?"), "",
                _("Thôn, đường, gần trường, gần cầu, nhà màu gì."),
                _("Ví dụ: ở nhà, ở trường, gần cầu."),
            ),
        ),
        _("Không biết thì bỏ trống."), _("Em không biết thì bỏ trống."),
    ),
    Step(
        "who", _("Trẻ là ai? Ai làm trẻ đau hay sợ?"), _("Em là ai? Ai làm em đau hay sợ?"),
        (
            Question("child", Kind.LINE, _("Tên trẻ"), _("Tên em")),
            Question("age", Kind.LINE, _("Chừng mấy tuổi?"), _("Em mấy tuổi?"), most=20),
            Question("sex", Kind.ONE, _("Trai hay gái?"), _("Em là con trai hay con gái?"), choices=(
                Choice("2", _("Gái"), _("Con gái")), Choice("1", _("Trai"), _("Con trai")),
                Choice("9", _("Không rõ"), _("Không muốn nói")),
            )),
            Question("about", Kind.LINE, _("Nhận ra trẻ bằng gì?"), None, _("Lớp nào, con nhà ai, mặc gì.")),
            Question("suspect", Kind.LINE, _("Ai làm trẻ đau hay sợ?"), _("Ai làm em đau hay sợ?"),
                     _("Tên, hoặc một câu tả người đó.")),
            Question("tie", Kind.PICK, _("Người đó là gì của trẻ?"), _("Người đó là gì của em?"), choices=TIES),
            Question("person", Kind.MANY, _("Về người đó"), choices=(
                Choice("near", _("Người đó đang ở gần trẻ"), _("Người đó đang ở gần em")), Choice("office", OFFICE),
            )),
        ),
        _("Câu nào không biết thì bỏ trống."), _("Câu nào em không muốn trả lời thì bỏ trống."),
    ),
    Step(
        "you", _("Liên lạc với bạn cách nào thì an toàn?"), _("Cô chú tìm em cách nào thì an toàn?"),
        (
            Question("reporter", Kind.ONE, _("Bạn là"), None, choices=(
                Choice("child", _("Trẻ em, dưới 16 tuổi")), Choice("adult", _("Người lớn")),
                Choice("no", _("Không muốn trả lời")),
            )),
            Question("name", Kind.LINE, _("Tên bạn"), None),
            Question("phone", Kind.PHONE, _("Điện thoại"), _("Số điện thoại, nếu em có"), most=40),
            Question("watched", Kind.ONE, _("Người gây hại có xem điện thoại này không?"),
                     _("Người làm em sợ có xem điện thoại này không?"), choices=(
                Choice("yes", _("Có")), Choice("no", _("Không")), Choice("unknown", _("Không biết")),
            )),
            Question(
                "safe", Kind.LINE, _("Lúc nào, cách nào thì an toàn?"), "",
                _("Ví dụ: nhắn tin sau 9 giờ tối, đừng gọi."),
                _("Ví dụ: gặp em ở trường, hỏi cô giáo của em."), most=200,
            ),
        ),
        _("Không để lại gì cũng được. Tin không tên được xem xét như mọi tin khác."),
        _("Em không để lại gì cũng được. Em vẫn được giúp."),
    ),
)  # fmt: skip
BY_KEY = {step.key: step for step in STEPS}
TRAP = "website"
"""A field that people don't see; whatever fills it is a machine, or a browser that fills in too much."""

_BIDI = frozenset("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


def read(step: Step, posted: Mapping[str, Sequence[str]], *, child: bool) -> Answers:
    """What was answered on one screen, cleaned; choices that aren't offered are no answers."""
    return {one.name: _answer(one, posted.get(one.name, ())) for one in step.asked(child=child)}


def _answer(question: Question, values: Sequence[str]) -> str:
    if question.choices:
        known = [one.value for one in question.choices]
        chosen = [one for one in known if one in values]
        return " ".join(chosen if question.kind is Kind.MANY else chosen[:1])
    return clean(values[-1] if values else "", question.most, lines=question.kind is Kind.LONG)


def clean(text: str, most: int, *, lines: bool = False) -> str:
    """Composed letters, without signs that turn or hide others; one line unless ``lines``; at most so long."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(_kept(sign, lines=lines) for sign in composed)
    return kept.strip()[:most].strip()


def _kept(sign: str, *, lines: bool) -> str:
    if sign == "\n":
        return "\n" if lines else " "
    if sign in _BIDI or unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn"):
        return "" if sign != "\t" else " "
    return sign
