"""Papers of training: a certificate for each person, the list of a course to sign. Always in Vietnamese."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import translation

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.papers.printing.composing import Block, Paper, Signer, issuer
from mangnon.papers.printing.pdf import pdf
from mangnon.papers.showing import long_date
from mangnon.places.models import Unit
from mangnon.places.rules import bare_name, in_line
from mangnon.programmes import rights
from mangnon.programmes.training.models import Course, Session, Trainee
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.views.asked import may
from mangnon.programmes.training.views.page import paper_number
from mangnon.programmes.training.words import days, hours
from mangnon.ui.screens import Screen

DOUBT = "Mẫu của hệ thống: chưa có văn bản nào quy định mẫu giấy này."
HOW = "(Ký, ghi rõ họ tên, đóng dấu)"


class PrintCertificate(Screen):
    """The certificate of one person; printed again it has the same number."""

    policy = Policy(rights.MY_TRAINING)
    help_page = "programmes/training"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The PDF. Raises NotFound."""
        one = reads.trainee_seen(pk)
        if one.number is None or not (one.person == self.actor.person_id or self.actor.can(rights.SEE)):
            raise NotFound
        foot = f"{reads.code_of(one.course)} · in lúc {format_datetime(self.at)} · {self.actor.name}"
        with translation.override("vi"):
            content = pdf(_certificate(one, foot))
        return as_pdf(content, f"giay-chung-nhan-{one.number}-{one.number_year}")


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """In the browser; kept nowhere."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _certificate(one: Trainee, foot: str) -> Paper:
    course, office = one.course, one.office or one.course.place
    held, came = reads.held_sessions(course), one.attendance.filter(present=True, session__held=True).count()
    lines = [
        ("Chứng nhận ông (bà)", one.name), ("Chức vụ, nơi công tác", _where(one)),
        ("Đã hoàn thành lớp tập huấn", course.title),
        ("Nội dung", "; ".join(course.curriculum.topics.splitlines())),
        ("Thời gian, địa điểm", f"{days(course)}, {course.venue}"),
        ("Thời lượng", f"{course.curriculum.hours} giờ, có mặt {came} trên {held} buổi"),
    ]  # fmt: skip
    return _paper(
        office, number=f"Số: {paper_number(one)}", day=long_date(one.certified_on or course.ends_on),
        title="GIẤY CHỨNG NHẬN", subtitle="Hoàn thành lớp tập huấn", foot=foot,
        blocks=tuple(Block("line", label, text) for label, text in lines),
        link=reverse("programmes:certificate", args=[one.pk]),
    )  # fmt: skip


def _where(one: Trainee) -> str:
    return ", ".join(filter(None, [one.post, in_line(one.place.name)]))


def _paper(
    office: Unit, *, number: str, day: str, title: str, subtitle: str, foot: str, blocks: tuple[Block, ...], link: str
) -> Paper:
    return Paper(
        form="", issuer=issuer(f"Ủy ban nhân dân {in_line(office.name)}"), number=number,
        place_and_date=f"{bare_name(office.name)}, {day}", title=title, subtitle=subtitle, authority="", addressee="",
        grounds=(), blocks=blocks, signers=(Signer("CHỦ TỊCH", HOW, ""),), recipients=(), doubt=DOUBT, foot=foot,
        link=settings.PUBLIC_URL.rstrip("/") + link,
    )  # fmt: skip


class PrintList(Screen):
    """The list of a course to be signed, with a column for each session."""

    policy = Policy(rights.ATTEND)
    help_page = "programmes/attendance"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The PDF. Raises NotFound, Forbidden."""
        course = reads.course_seen(pk)
        if not may(self.actor, rights.ATTEND, course):
            raise Forbidden(action=rights.ATTEND, place_id=course.place_id)
        foot = f"{reads.code_of(course)} · in lúc {format_datetime(self.at)} · {self.actor.name}"
        listed = [one for one in reads.sessions(course) if one.held][:MOST]
        with translation.override("vi"):
            paper = _paper(
                course.place, number="", day=long_date(local_day(self.at)), title="DANH SÁCH", foot=foot,
                subtitle=f"Người dự lớp tập huấn: {course.title}", blocks=_blocks(course, listed),
                link=reverse("programmes:course", args=[course.pk]),
            )  # fmt: skip
            content = pdf(paper)
        return as_pdf(content, f"danh-sach-{course.starts_on.isoformat()}")


MOST = 4
"""Columns to sign that a page of A4 holds; attendance of later sessions is typed all the same."""


def _blocks(course: Course, listed: list[Session]) -> tuple[Block, ...]:
    heads = tuple(f"Ký, {format_date(one.on)} {hours(one)}" for one in listed) or ("Ký",)
    rows = tuple(
        (f"{nth}. {one.name} ({_where(one)})", *("" for _one in heads))
        for nth, one in enumerate(reads.trainees(course), 1)
    )
    text = f"Thời gian: {days(course)}. Địa điểm: {course.venue}."
    return Block("words", text=text), Block("grid", head=("Họ và tên (công tác tại)", *heads), rows=rows, lead=3.2)
