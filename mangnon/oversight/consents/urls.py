"""Addresses of consent, under those of oversight."""

from django.urls import path

from mangnon.oversight.consents.views import changing, lists, pages

urlpatterns = [
    path("dong-y", lists.ConsentList.as_view(), name="consents"),
    path("dong-y/muc-dich", lists.PurposesPage.as_view(), name="purposes"),
    path("can-cu", lists.BasesPage.as_view(), name="bases"),
    path("dong-y/ghi", changing.NewConsent.as_view(), name="new_consent"),
    path("dong-y/tre-trong-so/<uuid:pk>/ghi", changing.ChildConsent.as_view(), name="child_consent"),
    path("dong-y/tre/<uuid:pk>", pages.PersonPage.as_view(), name="consent_person"),
    path("dong-y/tre/<uuid:pk>/ghi", changing.AddConsent.as_view(), name="add_consent"),
    path("dong-y/tre/<uuid:pk>/sua", changing.CorrectPerson.as_view(), name="correct_person"),
    path("dong-y/<uuid:pk>", pages.ConsentPage.as_view(), name="consent"),
    path("dong-y/<uuid:pk>/rut", changing.Revoke.as_view(), name="revoke_consent"),
    path("dong-y/<uuid:pk>/xung-dot", changing.MarkConflict.as_view(), name="conflict_consent"),
    path("dong-y/<uuid:pk>/da-go", changing.Clear.as_view(), name="clear_consent"),
    path("dong-y/<uuid:pk>/ban-chup", changing.AttachProof.as_view(), name="attach_proof"),
]
