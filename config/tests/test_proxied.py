"""Whose address a request has, behind the proxy that speaks TLS."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse

from config.proxied import ProxiedMiddleware

SEEN = [
    ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
    ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
    ("::1", "2001:db8::7", "2001:db8::7"),
    ("", "203.0.113.9", "203.0.113.9"),
    ("127.0.0.1", "", "127.0.0.1"),
    ("127.0.0.1", "203.0.113.9, <b>", "127.0.0.1"),
    ("192.0.2.4", "203.0.113.9", "192.0.2.4"),
]


@pytest.mark.parametrize(("came_from", "told", "address"), SEEN)
def test_the_address_is_the_one_the_proxy_saw(came_from: str, told: str, address: str) -> None:
    """What the caller wrote before it, and what somebody writes who is no proxy, isn't believed."""
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": came_from, "HTTP_X_FORWARDED_FOR": told}
    ProxiedMiddleware(lambda _request: HttpResponse())(request)
    assert list(request.META.items()) == [("REMOTE_ADDR", address)]
