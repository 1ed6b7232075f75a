"""Forms that keep and remove a photo."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.files.forms import UploadField
from mangnon.files.kinds import PHOTOS
from mangnon.lib.refusal import NotFound, Text
from mangnon.registry.photos.actions import ADD, REMOVE, add_photo, consent, current, remove_photo
from mangnon.registry.views.forming import ChildForm
from mangnon.ui.parts import Act, PageHead

HELP = "registry/photo"


def _why(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": hint},
    )


class PhotoForm(forms.Form):
    """A picture and why it is needed."""

    reason = _why(
        gettext_lazy("Vì sao cần ảnh?"),
        gettext_lazy("Việc cần đến ảnh, ví dụ: trẻ bị lạc, không nói được tên. Chỉ để cho đẹp thì không lưu."),
    )
    file = UploadField(PHOTOS, label=gettext_lazy("Ảnh"))


class RemoveForm(forms.Form):
    """Why the picture goes."""

    reason = _why(gettext_lazy("Vì sao gỡ ảnh?"), gettext_lazy("Ảnh bị xóa hẳn; lý do và ngày gỡ được giữ lại."))


NEEDS_CONSENT = gettext_lazy("Chưa lưu ảnh được: trước hết ghi sự đồng ý.")


class AddPhoto(ChildForm):
    """Keep a photo, closed."""

    policy = Policy(ADD)
    help_page = HELP
    title = gettext_lazy("Ảnh của trẻ")
    button = gettext_lazy("Lưu ảnh")
    keeps_draft = False
    note: Text = gettext_lazy(
        "Ảnh được vẽ lại để bỏ vị trí chụp, hiện bản mờ; chỉ người được mở phần kín mới xem rõ, có ghi lý do. "
        "Ảnh không bao giờ có trong danh sách, tìm kiếm, tệp xuất."
    )

    def build(self, data: QueryDict | None) -> forms.Form:
        """With what was sent."""
        return PhotoForm(data, self.request.FILES if data is not None else None)

    def guard(self) -> None:
        """What the book of consents lacks is said before anybody chooses a file."""
        super().guard()
        self.answer = consent(self.child, self.at)
        if not self.answer.allowed:
            self.note = " ".join(map(str, (NEEDS_CONSENT, *self.answer.missing)))

    def head(self) -> PageHead:
        """With the way to what is missing."""
        url = "" if self.answer.allowed else self.answer.url
        acts = (Act(_("Ghi sự đồng ý"), url=url, icon="plus"),) if url else ()
        return replace(super().head(), acts=acts)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One photo."""
        add_photo(**self.about, upload=cleaned["file"], reason=cleaned["reason"])
        return self.done(_("Đã lưu ảnh"))


class RemovePhoto(ChildForm):
    """Take the photo away."""

    policy = Policy(REMOVE)
    form_class = RemoveForm
    help_page = HELP
    title = gettext_lazy("Gỡ ảnh của trẻ")
    button = gettext_lazy("Gỡ ảnh")

    def guard(self) -> None:
        """There is one. Raises NotFound."""
        super().guard()
        if current(self.child) is None:
            raise NotFound

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """For good."""
        remove_photo(**self.about, **cleaned)
        return self.done(_("Đã gỡ ảnh"))
