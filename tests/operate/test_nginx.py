"""The nginx site that docs/operate ships, run before a stand-in of the application: addresses, numbers, quiet logs."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.architecture.code import ROOT
from tests.crash.house import free_port

SHIPPED = ROOT / "docs" / "operate" / "nginx"
HOST = "mangnon.example.gov.vn"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
WRAP = """
daemon off; worker_processes 1; pid {tmp}/pid; error_log {tmp}/start.log; {user}
events {{ worker_connections 64; }}
http {{
  client_body_temp_path {tmp}/a; proxy_temp_path {tmp}/b; fastcgi_temp_path {tmp}/c; uwsgi_temp_path {tmp}/d;
  scgi_temp_path {tmp}/e;
  include {tmp}/site.conf;
}}
"""


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was sent, as the application would see it."""

    def do_GET(self) -> None:
        body = json.dumps({"path": self.path, **dict(self.headers.items())}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Request-ID", "K7F3-9QXA")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: Any) -> None:
        """Quiet."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running nginx."""

    https: int
    http: int
    folder: Path
    application: HTTPServer

    def ask(self, path: str, *, port: int = 0, **heads: str) -> tuple[int, dict[str, str], bytes]:
        """Status, heads and body, without following anything."""
        told = {name.replace("_", "-"): value for name, value in heads.items()}
        connection = self._plain() if port == self.http else self._secure()
        try:
            connection.request("GET", path, headers={"Host": HOST, **told})
            answer = connection.getresponse()
            return answer.status, dict(answer.headers.items()), answer.read()
        finally:
            connection.close()

    def _plain(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.http, timeout=10)

    def _secure(self) -> http.client.HTTPConnection:
        context = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        context.check_hostname = False
        return http.client.HTTPSConnection("127.0.0.1", self.https, timeout=10, context=context)


def certify(folder: Path) -> None:
    """A certificate of the test's own."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def lay_out(folder: Path, site: dict[str, str]) -> None:
    """The shipped file with ports and paths of this test; each replacement must find its place."""
    text = (SHIPPED / "mangnon.conf").read_text("utf-8")
    for old, new in site.items():
        assert old in text, old
        text = text.replace(old, new)
    (folder / "site.conf").write_text(text, "utf-8")
    for page in SHIPPED.glob("*.html"):
        shutil.copy(page, folder)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(WRAP.format(tmp=folder, user=user), "utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("nginx")
    certify(folder)
    application = HTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=application.serve_forever, daemon=True).start()
    https, plain = free_port(), free_port()
    lay_out(
        folder,
        {
            "127.0.0.1:8000": f"127.0.0.1:{application.server_port}",
            "  listen [::]:80;\n": "",
            "  listen [::]:443 ssl;\n": "",
            "listen 443 ssl": f"listen 127.0.0.1:{https} ssl",
            "listen 80": f"listen 127.0.0.1:{plain}",
            "/etc/ssl/mangnon": str(folder),
            "/var/log/nginx": str(folder),
            "/usr/share/mangnon": str(folder),
        },
    )
    process = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)])
    try:
        until_listening(plain, folder)
        yield Site(https, plain, folder, application)
    finally:
        process.terminate()
        process.wait(10)
        application.server_close()


def until_listening(port: int, folder: Path) -> None:
    """Wait for the first answer."""
    for _turn in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail((folder / "start.log").read_text("utf-8"))


def test_nginx_takes_the_site_without_a_warning(site: Site) -> None:
    done = subprocess.run(
        [NGINX, "-t", "-c", str(site.folder / "nginx.conf")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_plain_http_is_led_to_https(site: Site) -> None:
    status, heads, _body = site.ask("/dang-nhap", port=site.http)
    assert (status, heads["Location"]) == (301, f"https://{HOST}/dang-nhap")


def test_the_application_hears_who_calls_and_gets_a_number_of_nginxs_own(site: Site) -> None:
    _status, heads, body = site.ask("/", X_Forwarded_For="203.0.113.9", X_Request_ID="0905123456")
    told = json.loads(body)
    assert (told["Host"], told["X-Forwarded-Proto"]) == (HOST, "https")
    assert told["X-Forwarded-For"] == "203.0.113.9, 127.0.0.1", "appended: the system believes the last one"
    assert re.fullmatch(r"[0-9a-f]{32}", told["X-Request-ID"])
    assert "nginx/" not in heads.get("Server", "")


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_what_only_this_machine_asks_for_is_not_there_for_others(site: Site, path: str) -> None:
    assert site.ask(path, Authorization="Bearer x")[0] == 404


def test_logs_name_no_page_and_join_with_the_applications(site: Site) -> None:
    site.ask("/tim?q=canary-bi-mat")
    site.ask("/loi-moi/canary-loi-moi")
    time.sleep(0.1)
    lines = [json.loads(line) for line in (site.folder / "mangnon.log").read_text("utf-8").splitlines()]
    assert {"request": "K7F3-9QXA", "status": 200}.items() <= lines[-1].items()
    assert re.fullmatch(r"[0-9a-f]{32}", lines[-1]["proxy"])
    assert "canary" not in (site.folder / "mangnon.log").read_text("utf-8")


def test_when_the_application_is_away_the_telephones_stay(site: Site) -> None:
    """Last: it ends the stand-in."""
    site.application.shutdown()
    site.application.server_close()
    status, heads, body = site.ask("/tim?q=canary-bi-mat")
    assert (status, heads["Retry-After"]) == (503, "30")
    assert 'href="tel:111"' in body.decode()
    assert 'href="tel:113"' in body.decode()
    assert 'href="tel:18001581"' in body.decode()
    for path in ("/bao-tin", "/bao-tin/em", "/cong/"):
        status, _heads, body = site.ask(path)
        assert (status, body.decode().count('href="tel:')) == (503, 3), path
        assert "<title>Thông tin</title>" in body.decode(), "it doesn't tell what it is"
    assert "canary" not in (site.folder / "mangnon-error.log").read_text("utf-8")
