"""What the public site gives to other rooms: which pages are signed, and how the book calls what is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.oversight.slots import Shown, Subject
from mangnon.portal import news, pages
from mangnon.publishing.queries.editing import articles, domains
from mangnon.publishing.rights import SEE, WATCH


def _articles(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    rows = articles(actor).filter(pk__in=list(ids)).values_list("pk", "title")
    return {str(pk): Shown(title, reverse("publishing:article", args=[pk])) for pk, title in rows}


def _domains(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    if not actor.can(SEE):
        return {}
    rows = domains().filter(pk__in=list(ids)).values_list("pk", "host")
    return {str(pk): Shown(host, reverse("publishing:domain", args=[pk])) for pk, host in rows}


def _releases(actor: Actor, ids: Sequence[str]) -> Mapping[str, Shown]:
    words = _("Bản phát hành số {n}")
    told = {one: Shown(words.format(n=one), reverse("publishing:watch")) for one in ids}
    return told if actor.can(WATCH) else {}


OFFERS: tuple[Any, ...] = (
    news.PAGES,
    pages.PAGES,
    Subject("publishing.Article", _("bài viết"), _articles),
    Subject("publishing.LinkDomain", _("tên miền được liên kết"), _domains),
    Subject("publishing.Release", _("bản phát hành trang công khai"), _releases),
)
