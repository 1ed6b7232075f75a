"""What became of a report, by its code; and adding to it. Four neutral words, nothing of the matter."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.intake.actions import DropState, Sender, drop_more, state_of_drop
from mangnon.lib.ids import WrongCode, read_public_code
from mangnon.lib.refusal import Text
from mangnon.portal.asking import TRAP, clean
from mangnon.portal.carried import opened_code, sealed_code
from mangnon.portal.throttling import may_try_code
from mangnon.portal.views.report import DoorScreen

STEPS: dict[str, tuple[Text, Text]] = {
    "received": (
        gettext_lazy("Đã nhận"),
        gettext_lazy("Tin đã đến và được giữ an toàn, đang chuyển đến nơi phải làm."),
    ),
    "sent": (gettext_lazy("Đã chuyển"), gettext_lazy("Tin đã đến nơi phải làm, đang chờ một người có tên nhận việc.")),
    "taken": (gettext_lazy("Đã có người nhận việc"), gettext_lazy("Một người có tên đang xem xét.")),
    "done": (gettext_lazy("Đã xem xét xong"), gettext_lazy("Nơi nhận tin đã làm xong phần xem xét.")),
}
"""The four words, in their order, with what each means."""
MORE = 2000


class Follow(DoorScreen):
    """The code is typed, never part of an address; each try is counted by address."""

    template = "portal/report/follow.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Count before the role changes: the portal's role can't write. Where counting fails, nothing else works."""
        try:
            self.within = request.method != "POST" or may_try_code(self.address, self.at)
        except DatabaseError:
            return self.failed()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The field for the code."""
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """What became of it; or, with words to add, one more part."""
        if not self.within:
            note = _("Bạn đã thử nhiều mã quá. Đợi 10 phút rồi thử lại. Trẻ đang nguy hiểm thì gọi ngay.")
            return self.show(note=note, status=429)
        known = opened_code(request.POST.get("t", ""))
        if known is not None:
            return self._add(*known)
        typed = request.POST.get("code", "")
        try:
            code = read_public_code(typed)
        except WrongCode:
            return self.show(typed=typed, note=_("Mã này viết chưa đúng. Xem lại từng chữ, từng số."), status=422)
        state = state_of_drop(code)
        if state is None:
            return self.show(
                typed=typed, note=_("Không có tin nào mang mã này. Xem lại từng chữ, từng số."), status=422
            )
        return self.tell(code, state)

    def _add(self, code: str, drop_id: Any) -> HttpResponse:
        text = clean(self.request.POST.get("more", ""), MORE, lines=True)
        if text:
            odd = bool(self.request.POST.get(TRAP))
            drop_more(at=self.at, drop_id=drop_id, code=code, text=text, sender=Sender(self.address, odd=odd))
        state = state_of_drop(code)
        if state is None:
            return self.show(note=_("Không có tin nào mang mã này. Xem lại từng chữ, từng số."), status=422)
        said = _("Đã nhận phần viết thêm.") if text else _("Chưa có chữ nào để gửi thêm.")
        return self.tell(code, state, said=said)

    def tell(self, code: str, state: DropState, *, said: str = "") -> HttpResponse:
        """Where it stands, and the field to add something."""
        passed = list(STEPS)[: list(STEPS).index(state.step) + 1]
        steps = [(title, words, key in passed, key == state.step) for key, (title, words) in STEPS.items()]
        return self.show(state=state, steps=steps, said=said, token=sealed_code(code, uuid4()), most=MORE)

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """The page, whatever is on it."""
        whole = {"typed": "", "note": "", "said": "", "state": None, "steps": (), "token": "", "most": 0, "trap": TRAP}
        return self.page(whole | {"post_to": reverse("portal:follow")} | context, status=status)
