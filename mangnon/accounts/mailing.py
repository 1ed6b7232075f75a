"""The few letters of this room: a sentence and a link, no name, no place, nothing about anybody."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

logger = logging.getLogger("mangnon.accounts")


def send_link(address: str, url: str) -> None:
    """A link to set one's password, once the running transaction is through."""
    text = _(
        "Đường dẫn để tự đặt mật khẩu và vào hệ thống Măng Non, dùng một lần trong 7 ngày:\n\n{url}\n\n"
        "Nếu không xin đường dẫn này, bỏ qua thư; không ai vào được khi chưa mở nó."
    ).format(url=url)
    _send(_("Đường dẫn vào hệ thống Măng Non"), text, address)


def send_silence_warning(address: str, days_left: int) -> None:
    """Tells somebody that their access closes soon unless they sign in."""
    text = _(
        "Tài khoản Măng Non này lâu không đăng nhập và sẽ tự khóa sau {days} ngày.\nĐăng nhập một lần để giữ: {url}"
    ).format(days=days_left, url=settings.PUBLIC_URL)
    _send(_("Tài khoản Măng Non sắp tự khóa"), text, address)


def send_notice(address: str, said: str) -> None:
    """Tells somebody that their way of signing in was changed, so that they notice when it wasn't them."""
    text = _("{said} Nếu không phải chính mình làm, đăng nhập và đổi mật khẩu ngay, rồi báo người quản trị: {url}")
    _send(_("Cách đăng nhập Măng Non vừa thay đổi"), text.format(said=said, url=settings.PUBLIC_URL), address)


def _send(subject: str, text: str, address: str) -> None:
    def deliver() -> None:
        try:
            send_mail(subject, text, None, [address])
        except OSError:
            logger.warning("a letter could not be sent; the page and the managers' worklist tell the same")

    transaction.on_commit(deliver)
