"""Addresses under tin-bai/."""

from django.urls import path

from mangnon.publishing.views import article, articles, domains, watching

app_name = "publishing"
urlpatterns = [
    path("", articles.ArticleList.as_view(), name="articles"),
    path("viet", articles.AddArticle.as_view(), name="add"),
    path("ten-mien", domains.DomainList.as_view(), name="domains"),
    path("ten-mien/de-nghi", domains.AskDomain.as_view(), name="ask_domain"),
    path("ten-mien/<uuid:pk>", domains.DomainPage.as_view(), name="domain"),
    path("ten-mien/<uuid:pk>/xac-nhan", domains.ConfirmDomain.as_view(), name="confirm_domain"),
    path("trang-da-ky", watching.WatchPage.as_view(), name="watch"),
    path("trang-da-ky/ban-phat-hanh/<int:pk>", watching.ConfirmRelease.as_view(), name="confirm_release"),
    path("duyet/<uuid:pk>", article.ApproveArticle.as_view(), name="approve"),
    path("duyet/<uuid:pk>/tra-lai", article.ReturnArticle.as_view(), name="return"),
    path("anh/<uuid:pk>/dong-y", article.ClearPicture.as_view(), name="clear"),
    path("anh/<uuid:pk>/bo", article.RemovePicture.as_view(), name="remove_picture"),
    path("<uuid:pk>", article.ArticlePage.as_view(), name="article"),
    path("<uuid:pk>/sua", articles.EditArticle.as_view(), name="edit"),
    path("<uuid:pk>/gui-duyet", article.SendArticle.as_view(), name="send"),
    path("<uuid:pk>/rut-lai", article.TakeBackArticle.as_view(), name="take_back"),
    path("<uuid:pk>/go-xuong", article.WithdrawArticle.as_view(), name="withdraw"),
    path("<uuid:pk>/them-anh", article.AddPicture.as_view(), name="picture"),
    path("<uuid:pk>/so-sanh/<int:old>/<int:new>", articles.CompareVersions.as_view(), name="compare"),
]
