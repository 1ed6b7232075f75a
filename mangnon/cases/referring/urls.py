"""Addresses of referrals, under ho-so/."""

from django.urls import path

from mangnon.cases.referring.views import answering, pages, sending

REFERRING_URLS = [
    path("chuyen-gui", pages.ReferralList.as_view(), name="referrals"),
    path("chuyen-gui/<uuid:pk>", pages.ReferralPage.as_view(), name="referral"),
    path("chuyen-gui/<uuid:pk>/nhan", answering.AcceptReferral.as_view(), name="accept_referral"),
    path("chuyen-gui/<uuid:pk>/khong-nhan", answering.DeclineReferral.as_view(), name="decline_referral"),
    path("chuyen-gui/<uuid:pk>/da-lam", answering.FinishReferral.as_view(), name="finish_referral"),
    path("chuyen-gui/<uuid:pk>/rut", sending.WithdrawReferral.as_view(), name="withdraw_referral"),
    path("chuyen-gui/<uuid:pk>/nhan-xet", sending.GiveFeedback.as_view(), name="feedback_referral"),
    path("<uuid:pk>/chuyen-gui", sending.SendReferral.as_view(), name="refer"),
]
