"""What the register of documents may refuse, in words for whoever typed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal
from mangnon.statutes.models import Document


class DocumentTwice(Refusal):
    """The register has this number of this issuer and year; ``known`` are those documents."""

    code = "statutes.document_twice"
    sentence = _("Đã có văn bản số {number} của {issuer} cùng năm.")
    remedy = _("Mở văn bản đó để xem. Nếu đúng là văn bản khác thì đánh dấu “Đây là văn bản khác” rồi lưu lại.")
    field = "number"
    status = 409

    def __init__(self, *, known: Sequence[Document] = (), **fields: object) -> None:
        super().__init__(**fields)
        self.known = tuple(known)


class SentBefore(Refusal):
    """The form was sent already, and its document says something else."""

    code = "statutes.sent_before"
    sentence = _("Biểu mẫu này đã gửi một lần: văn bản {name} đã có trong danh mục.")
    remedy = _("Muốn đổi thì mở văn bản đó rồi sửa; muốn thêm văn bản khác thì mở lại trang “Thêm văn bản”.")
    status = 409


class UnknownDocument(Refusal):
    """A number leads to no document, or to several."""

    code = "statutes.unknown_document"
    sentence = _("Danh mục có {n} văn bản số “{number}”.")
    remedy = _(
        "Nếu chưa có thì thêm văn bản đó trước. Nếu nhiều văn bản cùng số thì ghi thêm năm, cơ quan ban hành trong"
        " ngoặc, ví dụ {number} (2019, Bộ Y tế)."
    )

    def __init__(self, *, field: str, **fields: object) -> None:
        super().__init__(**fields)
        self.field = field  # type: ignore[misc]  # beside the box in which the number was typed


class TiedToItself(Refusal):
    """A document can't replace or amend itself."""

    code = "statutes.tied_to_itself"
    sentence = _("Văn bản không thể liên quan với chính nó.")
    remedy = _("Bỏ số của chính văn bản này khỏi ô.")

    def __init__(self, *, field: str) -> None:
        super().__init__()
        self.field = field  # type: ignore[misc]  # as UnknownDocument


class TiedBothWays(Refusal):
    """The same other document is said to be older and newer."""

    code = "statutes.tied_both_ways"
    sentence = _("Văn bản {name} không thể vừa bị thay thế vừa thay thế văn bản này.")
    remedy = _("Giữ số đó ở một ô.")
    field = "replaced_by"


class EndsBeforeForce(Refusal):
    """The end lies before the beginning."""

    code = "statutes.ends_before_force"
    sentence = _("Ngày hết hiệu lực phải sau ngày có hiệu lực {day}.")
    field = "force_to"


class EndedAlready(Refusal):
    """It isn't in force any more."""

    code = "statutes.ended_already"
    sentence = _("Văn bản này đã ghi hết hiệu lực từ {day}.")
    remedy = _("Muốn sửa ngày thì dùng “Sửa”.")
    field = "force_to"
    status = 409


class WithdrawnDocument(Refusal):
    """It was taken out of the register."""

    code = "statutes.withdrawn"
    sentence = _("Văn bản này đã rút khỏi danh mục.")
    remedy = _("Muốn sửa thì đưa lại vào danh mục trước.")
    status = 409


class NotWithdrawn(Refusal):
    """It stands in the register."""

    code = "statutes.not_withdrawn"
    sentence = _("Văn bản này đang ở trong danh mục.")
    status = 409


class ShippedStays(Refusal):
    """The law that came with the software isn't taken out by hand."""

    code = "statutes.shipped_stays"
    sentence = _("Văn bản đi cùng phần mềm không rút được.")
    remedy = _("Nếu không còn áp dụng thì ghi hết hiệu lực; nếu ghi sai thì sửa.")
    status = 409


class ReasonMissing(Refusal):
    """What others rely on isn't changed without a word."""

    code = "statutes.reason_missing"
    sentence = _("Chưa ghi lý do.")
    remedy = _("Ghi ngắn gọn vì sao, ví dụ: đối chiếu bản chính, số in là 15.")
    field = "reason"


class NothingChanged(Refusal):
    """What was sent equals what stands there."""

    code = "statutes.nothing_changed"
    sentence = _("Không có gì khác với điều đã ghi.")
    remedy = _("Sửa ít nhất một mục, hoặc quay lại.")
