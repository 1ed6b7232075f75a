"""A full disk: nothing is acknowledged that wasn't kept, people read whom to call, and freeing it is enough (B-05)."""

from __future__ import annotations

import http.client
import json
import random
import time

import pytest

from tests.crash.checking import faults_of, waiting
from tests.crash.conftest import Prepared
from tests.crash.filling import small_house
from tests.crash.house import House, until
from tests.crash.sending import ADDRESS, FORM, Run, made

pytestmark = pytest.mark.crash
BIG = "Bríu Thị Canary 0905777123 " * 70
"""Fills a page of the table with four of them."""
BACK_WITHIN = 60.0


def page(house: House, cookie: str, body: str, luck: random.Random) -> tuple[int, str, str]:
    """Status, time to wait and text of what a person's browser would show."""
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
    heads = {
        "Content-Type": "application/json",
        "Cookie": f"mangnon={cookie}; csrf={FORM}",
        "X-CSRFToken": FORM,
        "Accept": "text/html",
    }
    try:
        connection.request("POST", ADDRESS, json.dumps({"id": str(made(luck)), "body": body}), heads)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Retry-After") or "", answer.read().decode()
    finally:
        connection.close()


def test_b_05_a_full_disk_acknowledges_nothing_and_freeing_it_is_enough(prepared: Prepared) -> None:
    with small_house(prepared) as (house, disk):
        run = Run("truoc", house.port, prepared.cookie, 20, seed=5)
        run.play(clients=2)
        disk.fill()
        luck, refused = random.Random(6), []  # noqa: S311 - the same play each time
        over = time.monotonic() + 60
        while len(refused) < 5 and time.monotonic() < over:
            receipt = made(luck)
            run.sent.add(receipt)
            body = f"{run.name}/{len(run.sent)} {BIG}"  # small things may still find room: each says its own
            status = run._post(receipt, body)
            if status == 200:
                run.acknowledged[receipt] = body
            elif status == 503:
                refused.append(receipt)
            else:
                assert status == 0, status
        assert len(refused) == 5, "the disk was never full"
        status, wait, text = page(house, prepared.cookie, f"{run.name}/{BIG}", luck)
        assert status == 503
        assert wait
        assert "chưa" in text
        assert "gọi ngay 111" in text
        assert "113" in text
        disk.free()
        freed = time.monotonic()
        until(lambda: run._post(made(luck), f"sau/{time.monotonic()}") == 200, "no answer after freeing", house.log)
        took = time.monotonic() - freed
        house.wait_ready()
        print(f"disk full ({disk.how}): {len(refused)} refused, back {took:.1f} s after freeing")
        assert took < BACK_WITHIN
        kept = {row[0] for row in house.rows("select id from testing_samplereceipt")}
        assert kept & set(refused) == set()
        assert faults_of(run, house) == []
        until(lambda: waiting(house) == 0, "entries stay unsealed", house.log)
        book = json.loads(house.command("audit", "verify", "--json").stdout)
        assert book["findings"] == []
        log = house.log.read_text("utf-8")
        assert "Canary" not in log, "the log holds what somebody wrote"
        assert "no_room" in log
