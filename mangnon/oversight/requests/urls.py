"""Addresses of rights requests, under nhat-ky/yeu-cau."""

from django.urls import path

from mangnon.oversight.requests.views import changing, listing, page

URLS = [
    path("yeu-cau", listing.RequestList.as_view(), name="requests"),
    path("yeu-cau/ghi", changing.Receive.as_view(), name="receive_request"),
    path("yeu-cau/<uuid:pk>", page.RequestPage.as_view(), name="request"),
    path("yeu-cau/<uuid:pk>/thu-tra-loi", page.AnswerLetter.as_view(), name="request_letter"),
    path("yeu-cau/<uuid:pk>/thu-tra-loi/in", page.PrintLetter.as_view(), name="print_request_letter"),
    path("yeu-cau/<uuid:pk>/ban-sao", page.CopyPage.as_view(), name="request_copy"),
    path("yeu-cau/<uuid:pk>/kiem-tra", changing.Identify.as_view(), name="identify_request"),
    path("yeu-cau/<uuid:pk>/xung-dot", changing.Flag.as_view(), name="flag_request"),
    path("yeu-cau/<uuid:pk>/chuyen", changing.Redirect.as_view(), name="redirect_request"),
    path("yeu-cau/<uuid:pk>/tra-loi", changing.Reply.as_view(), name="answer_request"),
    path("yeu-cau/<uuid:pk>/gia-han", changing.Extend.as_view(), name="extend_request"),
    path("yeu-cau/<uuid:pk>/duyet", changing.Approve.as_view(), name="approve_request"),
    path("yeu-cau/<uuid:pk>/thuc-hien", changing.Fulfil.as_view(), name="fulfil_request"),
    path("yeu-cau/<uuid:pk>/ket-thuc", changing.Close.as_view(), name="close_request"),
]
