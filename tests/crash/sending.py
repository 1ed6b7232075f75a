"""Clients that send until they are answered, and remember what they were promised."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

ADDRESS, REPORTS = "/mau-thu/api/nhan", "/tin-bao/nhan"
PLACE = "xã Trà Leng"
"""Where reports tell of: another commune than the sender's, so that somebody there must be told."""
FORM = "k" * 32
"""A page of ours would carry this token in a cookie and send it back in a head; so do we."""


@dataclass
class Run:
    """What is to be sent, and what became of it. ``fresh_ids`` is a fault on purpose: each retry takes a new id.

    With ``reports`` each so-manieth action is a report of harm, sent by the form of the hotline's desk.
    """

    name: str
    port: int
    cookie: str
    count: int
    seed: int
    fresh_ids: bool = False
    reports: int = 0
    sent: set[UUID] = field(default_factory=set)
    acknowledged: dict[UUID, str] = field(default_factory=dict)
    surprises: list[str] = field(default_factory=list)
    retries: int = 0
    replays: int = 0
    answered: list[tuple[float, int]] = field(default_factory=list)
    """When each answer came, and its status; 0 for none."""
    _next: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def play(self, clients: int = 6) -> None:
        """Send everything from several threads; returns when each one is acknowledged. Raises TimeoutError."""
        over = time.monotonic() + 60 + self.count / 2
        threads = [threading.Thread(target=self._client, args=(n, over), daemon=True) for n in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if len(self.acknowledged) < self.count and not self.surprises:
            raise TimeoutError(f"{len(self.acknowledged)} of {self.count} acknowledged")

    def _client(self, number: int, over: float) -> None:
        luck = random.Random(f"{self.seed}/{number}")  # noqa: S311 - the same play for the same seed
        while (turn := self._take()) is not None and not self.surprises:
            self._deliver(f"{self.name}/{turn}", luck, over)

    def is_report(self, body: str) -> bool:
        """Whether this action is a report."""
        turn = body.removeprefix(f"{self.name}/").split()[0]
        return bool(self.reports) and int(turn) % self.reports == 0

    def _take(self) -> int | None:
        with self._lock:
            if self._next >= self.count:
                return None
            self._next += 1
            return self._next

    def _deliver(self, body: str, luck: random.Random, over: float) -> None:
        receipt = made(luck)
        while time.monotonic() < over:
            with self._lock:
                self.sent.add(receipt)
            answer = self._post(receipt, body, hang_up=luck.random() < 0.05)
            if answer == 200 and luck.random() >= 0.1:  # else the answer got lost on the way
                with self._lock:
                    self.acknowledged[receipt] = body
                return self._again(receipt, body, luck)
            if answer not in (0, 200, 500, 502, 503):
                self.surprises.append(f"{receipt}: {answer}")
                return None
            with self._lock:
                self.retries += 1
            time.sleep(luck.uniform(0.0, 0.1))
            receipt = made(luck) if self.fresh_ids else receipt
        return None

    def _again(self, receipt: UUID, body: str, luck: random.Random) -> None:
        """A tenth is sent once more; a twentieth with other words, which must be refused."""
        if self.fresh_ids or luck.random() >= 0.15:
            return
        other = luck.random() < 1 / 3
        answer = self._post(receipt, f"{body} khác" if other else body)
        self.replays += 1
        if answer not in (0, 409 if other else 200, 500, 502, 503):
            self.surprises.append(f"{receipt} again, other={other}: {answer}")

    def _post(self, receipt: UUID, body: str, *, hang_up: bool = False) -> int:
        """The status, 0 for no answer at all."""
        status = self._posted(receipt, body, hang_up=hang_up)
        if not hang_up:
            self.answered.append((time.monotonic(), status))
        return status

    def _posted(self, receipt: UUID, body: str, *, hang_up: bool) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        heads = {"Cookie": f"mangnon={self.cookie}; csrf={FORM}", "X-CSRFToken": FORM}
        address, told, more = self._written(receipt, body)
        try:
            connection.request("POST", address, told, {**heads, **more})
            if hang_up:
                return 0
            return self._understood(connection.getresponse(), receipt, report=address == REPORTS)
        except (OSError, http.client.HTTPException, ValueError):
            return 0
        finally:
            connection.close()

    def _written(self, receipt: UUID, body: str) -> tuple[str, str, dict[str, str]]:
        """Address, body and heads of one action."""
        if not self.is_report(body):
            json_heads = {"Content-Type": "application/json", "Accept": "application/json"}
            return ADDRESS, json.dumps({"id": str(receipt), "body": body}), json_heads
        typed = {"report_id": str(receipt), "looked": "", "what": f"Tin thử {body}", "place": PLACE, "place_key": "",
                 "channel": "phone", "danger": "no", "reference": body}  # fmt: skip
        return REPORTS, urlencode(typed), {"Content-Type": "application/x-www-form-urlencoded"}

    def _understood(self, response: http.client.HTTPResponse, receipt: UUID, *, report: bool) -> int:
        """200 for what was kept under this id, 1 for an answer that tells of another, else the status."""
        said = response.read()
        if report:
            kept = f"/tin-bao/{receipt}" in (response.getheader("Location") or "")
            return (200 if kept else 1) if response.status == 303 else response.status
        return response.status if response.status != 200 or json.loads(said) == {"id": str(receipt)} else 1


def made(luck: random.Random) -> UUID:
    """An id as a client makes it."""
    return UUID(int=luck.getrandbits(128), version=4)
