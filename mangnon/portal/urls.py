"""Addresses of the public site. The report of harm has a short one, to be read out and printed on posters."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponseBase
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from mangnon.portal.views import community, home, machines, news, reading, receipt, report, searching


def door(view: type[report.DoorScreen]) -> Callable[..., HttpResponseBase]:
    """A page of the door: its sealed form stands in for the cookie of a token, and it owns its transaction."""
    return csrf_exempt(transaction.non_atomic_requests(view.as_view()))


app_name = "portal"
urlpatterns = [
    path("cong/", home.Home.as_view(), name="home"),
    path("cong/noi-giup-do", reading.Services.as_view(), name="services"),
    path("cong/van-ban", reading.Documents.as_view(), name="documents"),
    path("cong/van-ban/<uuid:uid>", reading.DocumentPage.as_view(), name="document"),
    path("cong/huong-dan", reading.Guides.as_view(), name="guides"),
    path("cong/huong-dan/<slug:name>", reading.Guide.as_view(), name="guide"),
    path("cong/xa-phuong-phu-hop", community.Communes.as_view(), name="communes"),
    path("cong/tre-em-hoi", community.Forums.as_view(), name="forums"),
    path("cong/guong-tot", community.Praise.as_view(), name="praise"),
    path("cong/quyen-rieng-tu", reading.Privacy.as_view(), name="privacy"),
    path("cong/tiep-can", reading.Accessibility.as_view(), name="accessibility"),
    path("tin-tuc", news.NewsList.as_view(), name="news_vi"),
    path("tin-tuc.atom", news.Feed.as_view(), name="feed_vi"),
    path("tin-tuc/muc/<slug:section>", news.NewsList.as_view(), name="news_section_vi"),
    path("tin-tuc/<slug:slug>", news.Article.as_view(), name="article_vi"),
    path("tim-kiem", searching.Search.as_view(), name="search_vi"),
    path("news", news.NewsList.as_view(language="en"), name="news_en"),
    path("news.atom", news.Feed.as_view(language="en"), name="feed_en"),
    path("news/section/<slug:section>", news.NewsList.as_view(language="en"), name="news_section_en"),
    path("news/<slug:slug>", news.Article.as_view(language="en"), name="article_en"),
    path("search", searching.Search.as_view(language="en"), name="search_en"),
    path("hinh/<str:name>", news.Picture.as_view(), name="picture"),
    path("robots.txt", machines.Robots.as_view(), name="robots"),
    path("sitemap.xml", machines.Sitemap.as_view(), name="sitemap"),
    path(".well-known/security.txt", machines.Security.as_view(), name="security"),
    path("bao-tin", door(report.Report), name="report"),
    path("bao-tin/em", door(report.ChildReport), name="report_child"),
    path("bao-tin/xem", door(receipt.Follow), name="follow"),
]
