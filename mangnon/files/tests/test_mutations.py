"""Whatever is done to a file's bytes, it is taken or refused in words; nothing else ever comes out of the judging."""

from __future__ import annotations

import os
import random
import re

import pytest

from mangnon.files import cleaning
from mangnon.files.kinds import ANYTHING
from mangnon.files.refusals import FileRefused
from mangnon.files.tests import friendly

ROUNDS = int(os.environ.get("MANGNON_FILE_MUTATIONS", "150"))
"""For each seed file; the long form is run by hand with 20,000."""
SEEDS = {
    "jpeg": friendly.picture(64, 48, exif=friendly.gps_exif(6)),
    "progressive jpeg": friendly.picture(64, 48, progressive=True),
    "png": friendly.picture(64, 48, form="PNG"),
    "webp": friendly.picture(64, 48, form="WEBP"),
    "pdf": friendly.pdf(tail=friendly.object_stream(b"1 0 << /A /B >>")),
    "docx": friendly.package(friendly.word(word__styles="<a/>")),
    "stored docx": friendly.package(friendly.word(), store=True),
    "xlsx": friendly.excel(3),
    "ods": friendly.ods(),
    "csv": "tên,sinh\nHồ Thị Ánh,2016\n".encode(),
}


def mutated(data: bytes, luck: random.Random) -> bytes:
    """Bytes changed, cut out, doubled, put in or cut off."""
    out = bytearray(data)
    for _time in range(luck.randint(1, 6)):
        at = luck.randrange(len(out) + 1)
        size = luck.randint(1, 12)
        match luck.randrange(5):
            case 0:
                out[at : at + size] = luck.randbytes(min(size, len(out) - at))
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size]
            case 3:
                out[at:at] = luck.choice((b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f", b"%%EOF", b"PK\x05\x06", b"<"))
            case _:
                out = out[: max(at, 1)]
    return bytes(out)


def outcome(data: bytes) -> str:
    """What is said of it; empty when it is taken. Anything but a refusal comes through."""
    try:
        cleaning.make_harmless(cleaning.read(friendly.upload(data, "a.csv"), ANYTHING), ANYTHING)
    except FileRefused as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("kind", SEEDS)
def test_a_mutated_file_is_taken_or_refused_in_words(kind: str) -> None:
    luck = random.Random(kind)  # noqa: S311 - the same play each time
    assert outcome(SEEDS[kind]) == ""
    said = [outcome(mutated(SEEDS[kind], luck)) for _number in range(ROUNDS)]
    assert [one for one in said if re.search(r"\{[a-z]+\}", one)] == []
    assert any(said)
