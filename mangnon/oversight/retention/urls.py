"""Addresses of retention, under those of oversight."""

from django.urls import path

from mangnon.oversight.retention.views import holds, proposals

urlpatterns = [
    path("luu-giu", proposals.ProposalList.as_view(), name="retention"),
    path("luu-giu/thoi-han", proposals.TermsPage.as_view(), name="terms"),
    path("luu-giu/soat", proposals.DrawUp.as_view(), name="draw_up"),
    path("luu-giu/giu-lai", holds.HoldList.as_view(), name="holds"),
    path("luu-giu/giu-lai/them", holds.PlaceHold.as_view(), name="place_hold"),
    path("luu-giu/giu-lai/<uuid:pk>", holds.HoldPage.as_view(), name="hold"),
    path("luu-giu/giu-lai/<uuid:pk>/de-nghi-thoi", holds.AskLift.as_view(), name="ask_lift"),
    path("luu-giu/giu-lai/<uuid:pk>/thoi", holds.LiftHold.as_view(), name="lift_hold"),
    path("luu-giu/<uuid:pk>", proposals.ProposalPage.as_view(), name="proposal"),
    path("luu-giu/<uuid:pk>/xac-nhan", proposals.ConfirmProposal.as_view(), name="confirm_proposal"),
    path("luu-giu/<uuid:pk>/duyet", proposals.ApproveProposal.as_view(), name="approve_proposal"),
    path("luu-giu/<uuid:pk>/bac", proposals.RejectProposal.as_view(), name="reject_proposal"),
]
