"""Screens of the directory."""

from mangnon.directory.views.counting import CountPlaces, SetIntake
from mangnon.directory.views.keeping import (
    AddProvider,
    CheckProvider,
    CloseProvider,
    CorrectProvider,
    EndStaff,
    GiveStaff,
    ReopenProvider,
)
from mangnon.directory.views.listing import ProviderList, ServiceList
from mangnon.directory.views.provider import ProviderPage
from mangnon.directory.views.services import (
    AddLocation,
    AddService,
    CloseLocation,
    CloseService,
    CorrectLocation,
    CorrectService,
)

__all__ = [
    "AddLocation",
    "AddProvider",
    "AddService",
    "CheckProvider",
    "CloseLocation",
    "CloseProvider",
    "CloseService",
    "CorrectLocation",
    "CorrectProvider",
    "CorrectService",
    "CountPlaces",
    "EndStaff",
    "GiveStaff",
    "ProviderList",
    "ProviderPage",
    "ReopenProvider",
    "ServiceList",
    "SetIntake",
]
