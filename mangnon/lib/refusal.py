"""One base for everything that the system may refuse to do, in words for a tired person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Refusal(Exception):
    """An anticipated refusal: a plain sentence, a stable code, and what to do next.

    Subclasses live beside the action that raises them and set the class attributes. Screens, devices, the
    machine interface and the command line all show the same sentence. ``fields`` fill the braces of both texts.
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar[Text] = _("Việc này không làm được.")
    remedy: ClassVar[Text] = ""
    status: ClassVar[int] = 422
    field: ClassVar[str | None] = None
    """Name of the form field the sentence belongs beside, if any."""

    def __init__(self, **fields: Any) -> None:
        self.fields = fields
        super().__init__(self.code)

    @property
    def said(self) -> str:
        """The sentence alone, filled in."""
        return str(self.sentence).format(**self.fields)

    @property
    def mend(self) -> str:
        """What to do next, filled in; empty when there is nothing to add."""
        return str(self.remedy).format(**self.fields)

    def __str__(self) -> str:
        return f"{self.said} {self.mend}".strip()

    def as_json(self) -> dict[str, str]:
        """The shape devices and machines read: ``{"code", "sentence", "remedy"}``."""
        return {"code": self.code, "sentence": self.said, "remedy": self.mend}


class NotFound(Refusal):
    """There is nothing here for this person: it doesn't exist or lies outside their reach; both look alike."""

    code = "not_found"
    sentence = _("Không có trang hoặc hồ sơ này trong phạm vi của bạn.")
    remedy = _("Kiểm tra lại đường dẫn, hoặc tìm bằng ô tìm kiếm.")
    status = 404


class Forbidden(Refusal):
    """The thing is within reach, but this person's role doesn't hold the right; booked as a denial."""

    code = "forbidden"
    sentence = _("Vai trò của bạn không có quyền làm việc này.")
    remedy = _("Nếu cần, nhờ người phụ trách giao việc cho bạn.")
    status = 403

    def __init__(self, *, action: str, place_id: int | None = None, **fields: Any) -> None:
        super().__init__(**fields)
        self.action = action
        self.place_id = place_id


class ProofNeeded(Exception):
    """Not a refusal: the act goes on as soon as this person has given their password or code once more."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__(action)


class StaleVersion(Refusal):
    """Somebody else saved the same thing meanwhile; nothing is overwritten."""

    code = "stale"
    sentence = _("Có người vừa sửa mục này trước bạn.")
    remedy = _("Xem lại bản mới rồi lưu lần nữa; chữ bạn đã gõ vẫn còn.")
    status = 409
