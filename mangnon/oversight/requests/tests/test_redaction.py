"""What never stands in a copy: the reporter, whoever asks; a class that nobody has judged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.access.scope import acting
from mangnon.oversight.definitions import DefinitionFileWrong
from mangnon.oversight.requests.actions import fulfilling
from mangnon.oversight.requests.redaction import FILE, CopiedFact, read_redaction, redacted, redaction
from mangnon.oversight.requests.tests.conftest import Registry
from mangnon.papers.tests.reading import text_of_pdf
from mangnon.testing.cast import sample

RULES = redaction()
SORTS = [*RULES.always, *RULES.toward_representative, *RULES.open, "không ai xét"]


@given(st.lists(st.sampled_from(SORTS), max_size=30), st.booleans())
def test_no_copy_holds_what_is_left_out(sorts: list[str], to_representative: bool) -> None:
    facts = [CopiedFact(f"Ô {n}", f"giá trị {n}", sort) for n, sort in enumerate(sorts)]
    copied = redacted(facts, to_representative=to_representative, rules=RULES)
    kept = {fact.sort for fact in copied.facts}
    assert not kept & RULES.always.keys()
    assert "không ai xét" not in kept
    assert not (to_representative and kept & RULES.toward_representative.keys())
    assert [fact for fact in facts if fact.sort in RULES.open] == [
        fact for fact in copied.facts if fact.sort in RULES.open
    ]
    assert not any(fact.value in why for fact in facts for why in copied.withheld)


def test_the_reporter_cannot_be_opened_by_editing_the_file() -> None:
    text = FILE.read_text(encoding="utf-8")
    for broken in (
        text.replace("class: reporter", "class: teacher"),
        text.replace("  - identity", "  - reporter"),
        text.replace("always:", "sometimes:"),
        text.replace("why: Danh tính", "because: Danh tính"),
    ):
        with pytest.raises(DefinitionFileWrong):
            read_redaction(broken)


@pytest.mark.parametrize(("requester", "harm"), [("parent", False), ("child", True)])
def test_the_page_of_a_copy_never_names_the_reporter(registry: Registry, requester: str, *, harm: bool) -> None:
    with acting(registry.actor("phu")):
        child = sample("Hồ Thị Ánh", registry.land.own, hamlet=registry.land.hamlet)
    row = registry.receive(requester=requester, subject_kind="testing.Sample", subject_id=str(child.pk))
    client = registry.client("lien")
    url = f"/nhat-ky/yeu-cau/{row.pk}/ban-sao"
    assert client.get(url).status_code == 404, "nothing was accepted yet"
    row = registry.accept(row)
    page = client.get(url).content.decode()
    assert "Hồ Thị Ánh" in page
    assert "Canh Tin Nguoi Bao" not in page
    assert ("Canh Tin Nguoi Hai" in page) is harm
    assert "Danh tính người báo tin được giữ kín." in page


def test_no_copy_opens_while_a_conflict_stands(registry: Registry) -> None:
    with acting(registry.actor("phu")):
        child = sample("Hồ Thị Ánh", registry.land.own)
    row = registry.accept(registry.receive(subject_kind="testing.Sample", subject_id=str(child.pk)))
    from mangnon.oversight.requests.actions.receiving import flag_conflict

    flag_conflict(
        actor=registry.actor("lien"), at=registry.at, request_id=row.pk, version=2, words="Trẻ kể bị người này đánh."
    )
    assert registry.client("lien").get(f"/nhat-ky/yeu-cau/{row.pk}/ban-sao").status_code == 404
    assert fulfilling.toward(registry.fresh(row)) == ""
    assert "Hồ Thị Nhung" not in letter(registry, row.pk)


def letter(registry: Registry, pk: object) -> str:
    """The text of the letter itself."""
    page = registry.client("tam").get(f"/nhat-ky/yeu-cau/{pk}/thu-tra-loi").content.decode()
    return page[page.index("<article") : page.index("</article>")]


def test_the_letter_goes_to_the_other_representative(registry: Registry) -> None:
    from mangnon.oversight.requests.actions.receiving import redirect_request

    row = registry.receive(conflict="Trẻ kể bị chính người này đánh.")
    row = redirect_request(
        actor=registry.actor("tam"), at=registry.at, request_id=row.pk, version=1, to="Bà ngoại Hồ Thị Năm",
        words="Bà đang nuôi trẻ.",
    )  # fmt: skip
    said = letter(registry, registry.accept(row).pk)
    assert "Bà ngoại Hồ Thị Năm" in said
    assert "Hồ Thị Nhung" not in said
    assert "người này đánh" not in said


def test_the_letter_is_printed_in_the_words_of_the_screen_and_booked(registry: Registry) -> None:
    row = registry.receive()
    url = f"/nhat-ky/yeu-cau/{row.pk}/thu-tra-loi/in"
    assert registry.client("tam").post(url).status_code == 404, "nothing was answered yet"
    row = registry.accept(row)
    printed = registry.client("tam").post(url)
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    paper, screen = text_of_pdf(printed.content).replace("\n", " "), letter(registry, row.pk)
    for words in ("Kính gửi: Hồ Thị Nhung", "Yêu cầu được chấp nhận và sẽ thực hiện chậm nhất ngày", row.code):
        assert words in paper
        assert words in screen
    assert registry.client("thao").post(url).status_code == 404
