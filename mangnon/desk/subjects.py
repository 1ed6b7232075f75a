"""What the book says of plans, boards and courses: their titles and addresses, for those who read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Text
from mangnon.oversight.slots import Shown, Subject
from mangnon.programmes.models import (
    Activity,
    Board,
    Campaign,
    Conclusion,
    Course,
    Curriculum,
    Disbursement,
    Dossier,
    Example,
    ExampleYear,
    Finding,
    Forum,
    ForumAnswer,
    ForumGroup,
    ForumQuestion,
    Goal,
    Inspection,
    Inspector,
    Material,
    Meeting,
    Member,
    Nomination,
    Objective,
    Partner,
    Photo,
    PlaceClass,
    Preparation,
    Programme,
    Project,
    ProjectReport,
    ProjectResult,
    ProjectShare,
    Recommendation,
    Round,
    Session,
    Task,
    Trainee,
    Trainer,
)
from mangnon.programmes.rights import SEE, SEE_INSPECTIONS


def _rows(model: Any, title: str, page: str, key: str = "pk") -> Callable[[Actor, Sequence[str]], Mapping[str, Shown]]:
    """Titles by ``title``, each opening ``page`` with the value of ``key``."""

    def shown(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
        if not actor.can(SEE):
            return {}
        rows = model.objects.filter(pk__in=list(ids)).values_list("pk", title, F(key))
        return {str(pk): Shown(str(told), reverse(f"programmes:{page}", args=[at])) for pk, told, at in rows}

    return shown


def _rounds(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    """Rounds have no page of their own: the list shows each."""
    if not actor.can(SEE):
        return {}
    address = reverse("programmes:recognition")
    return {str(one.pk): Shown(str(one), f"{address}?dot={one.pk}") for one in Round.objects.filter(pk__in=list(ids))}


def _inspected(model: Any, page: str, key: str, title: str) -> Callable[[Actor, Sequence[str]], Mapping[str, Shown]]:
    """As ``_rows``, for whoever reads inspections; row security leaves the others out."""

    def shown(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
        if not actor.can(SEE_INSPECTIONS):
            return {}
        rows = model.objects.filter(pk__in=list(ids)).values_list("pk", title, F(key))
        return {str(pk): Shown(str(told), reverse(f"programmes:{page}", args=[at])) for pk, told, at in rows}

    return shown


def _listed(model: Any, title: str, page: str) -> Callable[[Actor, Sequence[str]], Mapping[str, Shown]]:
    """Titles of things without a page that everybody opens: ``page`` lists them."""

    def shown(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
        if not actor.can(SEE):
            return {}
        rows = model.objects.filter(pk__in=list(ids)).values_list("pk", title)
        return {str(pk): Shown(str(told), reverse(f"programmes:{page}")) for pk, told in rows}

    return shown


def _subject(model: Any, noun: Text, title: str, page: str, key: str = "pk") -> Subject:
    return Subject(model._meta.label, noun, _rows(model, title, page, key))


SUBJECTS = (
    _subject(Programme, _("chương trình, kế hoạch"), "title", "plan"),
    _subject(Objective, _("mục tiêu của kế hoạch"), "title", "plan", "programme_id"),
    _subject(Goal, _("chỉ tiêu của kế hoạch"), "name", "plan", "objective__programme_id"),
    _subject(Task, _("việc của kế hoạch"), "title", "task"),
    _subject(Board, _("ban bảo vệ trẻ em"), "place__name", "board_page"),
    _subject(Member, _("thành viên của ban"), "board__place__name", "board_page", "board_id"),
    _subject(Meeting, _("buổi họp của ban"), "board__place__name", "meeting"),
    _subject(Conclusion, _("kết luận của buổi họp"), "text", "meeting", "meeting_id"),
    _subject(Dossier, _("hồ sơ xã, phường phù hợp với trẻ em"), "place__name", "dossier"),
    _subject(Forum, _("diễn đàn trẻ em"), "title", "forum"),
    _subject(ForumGroup, _("nhóm đại biểu của diễn đàn trẻ em"), "forum__title", "forum", "forum_id"),
    _subject(ForumQuestion, _("câu hỏi, kiến nghị của trẻ em"), "forum__title", "forum_question"),
    _subject(ForumAnswer, _("trả lời trẻ em"), "question__forum__title", "forum_question", "question_id"),
    Subject(
        Inspection._meta.label, _("cuộc kiểm tra, giám sát"), _inspected(Inspection, "inspection", "pk", "subject")
    ),
    Subject(
        Inspector._meta.label,
        _("thành viên đoàn kiểm tra, giám sát"),
        _inspected(Inspector, "inspection", "inspection_id", "inspection__subject"),
    ),
    Subject(
        Finding._meta.label,
        _("điều phát hiện khi kiểm tra, giám sát"),
        _inspected(Finding, "finding", "pk", "inspection__subject"),
    ),
    Subject(
        Recommendation._meta.label,
        _("kiến nghị sau kiểm tra, giám sát"),
        _inspected(Recommendation, "recommendation", "pk", "inspection__subject"),
    ),
    _subject(PlaceClass, _("loại địa bàn"), "place__name", "place_history", "place_id"),
    _subject(Example, _("mô hình bảo vệ trẻ em"), "title", "example"),
    _subject(ExampleYear, _("kết quả năm của mô hình"), "example__title", "example", "example_id"),
    Subject(
        Nomination._meta.label, _("đề nghị khen thưởng"), _rows(Nomination, "place__name", "nomination"),
        identified=True,
    ),
    _subject(Partner, _("đối tác của dự án"), "name", "partner"),
    _subject(Project, _("dự án"), "title", "project"),
    _subject(ProjectShare, _("tiền dự án dự kiến cho một nơi"), "project__title", "project", "project_id"),
    _subject(Disbursement, _("khoản chi của dự án"), "what", "paid"),
    _subject(ProjectResult, _("kết quả của dự án"), "indicator", "project", "project_id"),
    _subject(ProjectReport, _("báo cáo của dự án"), "about", "project", "project_id"),
    _subject(Campaign, _("đợt truyền thông"), "title", "campaign"),
    _subject(Preparation, _("việc chuẩn bị của đợt truyền thông"), "title", "campaign", "campaign_id"),
    _subject(Activity, _("hoạt động truyền thông"), "title", "activity"),
    _subject(Material, _("tài liệu truyền thông"), "title", "campaign", "campaign_id"),
    _subject(Photo, _("ảnh của hoạt động"), "activity__title", "activity", "activity_id"),
    _subject(Course, _("lớp tập huấn"), "title", "course"),
    _subject(Session, _("buổi học"), "topic", "course", "course_id"),
    _subject(Trainee, _("học viên của lớp tập huấn"), "name", "course", "course_id"),
    Subject(Curriculum._meta.label, _("chương trình tập huấn"), _listed(Curriculum, "title", "curricula")),
    Subject(Trainer._meta.label, _("giảng viên"), _listed(Trainer, "name", "trainers")),
    Subject(Round._meta.label, _("đợt đánh giá xã, phường phù hợp với trẻ em"), _rounds),
)  # fmt: skip
