"""Around everything: whatever our own handlers could not answer becomes one plain page (V16.5.4)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

logger = logging.getLogger("mangnon.last")

PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hệ thống tạm không trả lời được</title></head>
<body><h1>Hệ thống tạm không trả lời được; việc vừa rồi chưa được lưu.</h1>
<p>Thử lại sau ít phút. Nếu trẻ đang nguy hiểm, gọi ngay <a href="tel:111">111</a> (miễn phí, cả ngày đêm)
hoặc <a href="tel:113">113</a>.</p></body></html>
"""
HEADS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Retry-After", "30"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
    ("X-Content-Type-Options", "nosniff"),
]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class LastResort:
    """Needs no template, no database and no setting."""

    def __init__(self, application: Wsgi) -> None:
        """Wrap an application."""
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Its answer, or the page."""
        try:
            return self.application(environ, start_response)
        except Exception:
            logger.critical("a request could not be answered", exc_info=True)
            start_response("503 Service Unavailable", HEADS)
            return [PAGE.encode()]
