"""Whose address a request has, behind the proxy that speaks TLS."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse

from config.proxied import ProxiedMiddleware
from mangnon.operate.health.requests import PROXY_ID

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


@pytest.mark.parametrize(
    ("came_from", "told", "kept"),
    [
        ("127.0.0.1", "0123456789abcdef0123456789abcdef", True),
        ("", "2f1c0d3e-1111-4222-8333-0123456789ab", True),
        ("127.0.0.1", "0905123456", False),
        ("127.0.0.1", 'x"\n{"level": "critical"}', False),
        ("127.0.0.1", "Bríu Thị Canary", False),
        ("192.0.2.4", "0123456789abcdef0123456789abcdef", False),
    ],
)
def test_a_number_is_taken_from_the_proxy_alone_and_only_when_it_is_one(came_from: str, told: str, kept: bool) -> None:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": came_from, "HTTP_X_REQUEST_ID": told}
    ProxiedMiddleware(lambda _request: HttpResponse())(request)
    assert request.META.get(PROXY_ID) == (told if kept else None)
    assert "HTTP_X_REQUEST_ID" not in request.META
