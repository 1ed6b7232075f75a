"""Addresses of incidents."""

from django.urls import path

from mangnon.oversight.incidents.views import changing, listing, page, whom

URLS = [
    path("su-co", listing.IncidentList.as_view(), name="incidents"),
    path("su-co/ghi", changing.Record.as_view(), name="record_incident"),
    path("canh-bao/<uuid:pk>/mo-su-co", page.FromAlert.as_view(), name="incident_from_alert"),
    path("su-co/<uuid:pk>", page.IncidentPage.as_view(), name="incident"),
    path("su-co/<uuid:pk>/nhan", page.TakeUp.as_view(), name="take_up_incident"),
    path("su-co/<uuid:pk>/mau-08", page.Form08.as_view(), name="form_08_incident"),
    path("su-co/<uuid:pk>/mau-08/in", page.PrintForm08.as_view(), name="print_form_08_incident"),
    path("su-co/<uuid:pk>/viec", changing.Note.as_view(), name="note_incident"),
    path("su-co/<uuid:pk>/sua-luc-biet", changing.Correct.as_view(), name="correct_incident"),
    path("su-co/<uuid:pk>/bao", changing.Tell.as_view(), name="tell_incident"),
    path("su-co/<uuid:pk>/bai-hoc", changing.Learn.as_view(), name="learn_incident"),
    path("su-co/<uuid:pk>/ky", changing.Sign.as_view(), name="sign_incident"),
    path("su-co/<uuid:pk>/nguoi", whom.PeopleList.as_view(), name="incident_people"),
    path("su-co/<uuid:pk>/nguoi/tu-nhat-ky", whom.DrawScreen.as_view(), name="draw_incident"),
    path("su-co/<uuid:pk>/nguoi/them", whom.AddPerson.as_view(), name="add_person"),
    path("su-co/<uuid:pk>/nguoi/da-bao", whom.TellPeople.as_view(), name="tell_people"),
    path("su-co/<uuid:pk>/nguoi/cho-xuat", whom.Release.as_view(), name="release_people"),
    path("su-co/<uuid:pk>/nguoi/<uuid:person>/da-bao", whom.TellPerson.as_view(), name="tell_person"),
]
