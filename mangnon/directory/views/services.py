"""Forms of services and of the places where they are given."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.directory.actions import (
    add_location,
    add_service,
    close_location,
    close_service,
    correct_location,
    correct_service,
    location_facts_of,
    service_facts_of,
)
from mangnon.directory.forms import (
    CloseForm,
    CorrectLocationForm,
    CorrectServiceForm,
    LocationForm,
    ServiceForm,
)
from mangnon.directory.models import Fee, Location, Provider, Service
from mangnon.directory.queries import group_titles, location_seen, service_seen
from mangnon.directory.refusals import Closed
from mangnon.directory.told import LocationFacts, ServiceFacts
from mangnon.directory.views.keeping import CorrectingScreen, KeptScreen, SectionedScreen, Sections
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit

SERVICE_TOLD = tuple(one.name for one in fields(ServiceFacts))
LOCATION_TOLD = tuple(one.name for one in fields(LocationFacts))
SERVICE_SECTIONS: Sections = (
    (gettext_lazy("Dịch vụ"), ("name", "needs", "about")),
    (gettext_lazy("Dành cho ai, ở đâu"), ("groups", "age_from", "age_below", "eligibility", "everywhere", "served")),
    (gettext_lazy("Cách đến"), ("how", "fee")),
    (gettext_lazy("Sức nhận và công khai"), ("capacity", "takes_referrals", "public")),
    (gettext_lazy("Lý do"), ("reason",)),
)
LOCATION_SECTIONS: Sections = (
    (gettext_lazy("Ở đâu"), ("name", "place", "address", "reaching", "phone")),
    (gettext_lazy("Khi nào"), ("hours", "always", "days_off")),
    (gettext_lazy("Lý do"), ("reason",)),
)


def _service_facts(cleaned: dict[str, Any]) -> ServiceFacts:
    known = {name: cleaned[name] for name in SERVICE_TOLD}
    served = () if known["everywhere"] else known["served"]
    return ServiceFacts(**{**known, "needs": tuple(known["needs"]), "groups": tuple(known["groups"]), "served": served})


def _location_facts(cleaned: dict[str, Any]) -> LocationFacts:
    place: Unit | None = cleaned["place"]
    return LocationFacts(**{**{name: cleaned[name] for name in LOCATION_TOLD}, "place": place.pk if place else None})


class AddService(SectionedScreen):
    """Something more that the provider gives."""

    policy = Policy("directory.services.add")
    title = gettext_lazy("Thêm dịch vụ")
    button = gettext_lazy("Thêm dịch vụ")
    sections = SERVICE_SECTIONS

    def build(self, data: QueryDict | None) -> forms.Form:
        """With the groups of the law."""
        usual = {
            "row_id": new_id(), "everywhere": "1", "fee": Fee.FREE, "takes_referrals": True,
            "public": self.provider.public,
        }  # fmt: skip
        return ServiceForm(data, initial=usual, groups=list(group_titles(local_day(self.at)).items()))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        row = add_service(
            **self.by, provider_id=self.provider.pk, facts=_service_facts(cleaned), service_id=cleaned["row_id"]
        )
        return self.done(_("Đã thêm. Nay ghi nơi và giờ cung cấp."), f"#dv-{row.pk}")


class OfService:
    """A form about a service: its provider decides who keeps it."""

    kwargs: dict[str, Any]
    service: Service

    def find(self) -> Provider:
        """The provider of the service. Raises NotFound, Closed."""
        self.service = service_seen(self.kwargs["pk"])
        if self.service.valid_to is not None:
            raise Closed
        return self.service.provider


class CorrectService(OfService, CorrectingScreen):
    """What is known of a service, corrected."""

    policy = Policy("directory.services.correct")
    title = gettext_lazy("Sửa thông tin dịch vụ")
    button = gettext_lazy("Lưu chỉnh sửa")
    sections = SERVICE_SECTIONS

    def build(self, data: QueryDict | None) -> forms.Form:
        """As it stands; communes by name."""
        known = asdict(service_facts_of(self.service))
        names = Unit.objects.filter(pk__in=known["served"]).order_by("sort_key").values_list("name", flat=True)
        known |= {"everywhere": "1" if known["everywhere"] else "0", "served": "\n".join(names)}
        initial = {**known, "version": self.service.version}
        return CorrectServiceForm(data, initial=initial, groups=list(group_titles(local_day(self.at)).items()))

    def standing(self) -> tuple[int, dict[str, Any]]:
        """As it stands."""
        return self.service.version, asdict(service_facts_of(self.service))

    def typed(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """As typed."""
        return asdict(_service_facts(cleaned))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Correct it."""
        correct_service(
            **self.by, service_id=self.service.pk, version=cleaned["version"], facts=_service_facts(cleaned),
            reason=cleaned["reason"],
        )  # fmt: skip
        return self.done(_("Đã lưu"), f"#dv-{self.service.pk}")


class CloseService(OfService, KeptScreen):
    """No longer given."""

    policy = Policy("directory.services.close")
    form_class = CloseForm
    title = gettext_lazy("Ghi dịch vụ ngừng cung cấp")
    button = gettext_lazy("Ghi ngừng cung cấp")

    def initial(self) -> dict[str, Any]:
        """From today."""
        return {"day": local_day(self.at)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Close it."""
        close_service(**self.by, service_id=self.service.pk, day=cleaned["day"], reason=cleaned["reason"])
        return self.done(_("Đã ghi ngừng cung cấp"))


class AddLocation(OfService, SectionedScreen):
    """A place where the service is given, or a line."""

    policy = Policy("directory.locations.add")
    title = gettext_lazy("Thêm nơi cung cấp dịch vụ")
    button = gettext_lazy("Thêm nơi cung cấp")
    sections = LOCATION_SECTIONS

    def build(self, data: QueryDict | None) -> forms.Form:
        """The provider's address and telephone are known."""
        known = {"row_id": new_id(), "address": self.provider.address, "phone": self.provider.phone}
        return LocationForm(data, initial=known)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        add_location(
            **self.by, service_id=self.service.pk, facts=_location_facts(cleaned), location_id=cleaned["row_id"]
        )
        return self.done(_("Đã thêm nơi cung cấp"), f"#dv-{self.service.pk}")


class OfLocation:
    """A form about a place of service."""

    kwargs: dict[str, Any]
    location: Location

    def find(self) -> Provider:
        """The provider of the service there. Raises NotFound, Closed."""
        self.location = location_seen(self.kwargs["pk"])
        if self.location.valid_to is not None or self.location.service.valid_to is not None:
            raise Closed
        return self.location.service.provider


class CorrectLocation(OfLocation, CorrectingScreen):
    """Another place, other hours."""

    policy = Policy("directory.locations.correct")
    title = gettext_lazy("Sửa nơi cung cấp và giờ mở cửa")
    button = gettext_lazy("Lưu chỉnh sửa")
    sections = LOCATION_SECTIONS

    def build(self, data: QueryDict | None) -> forms.Form:
        """As it stands."""
        known = asdict(location_facts_of(self.location))
        return CorrectLocationForm(data, initial={**known, "version": self.location.service.version})

    def standing(self) -> tuple[int, dict[str, Any]]:
        """As it stands."""
        return self.location.service.version, asdict(location_facts_of(self.location))

    def typed(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """As typed."""
        return asdict(_location_facts(cleaned))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Correct it."""
        correct_location(
            **self.by, location_id=self.location.pk, version=cleaned["version"], facts=_location_facts(cleaned),
            reason=cleaned["reason"],
        )  # fmt: skip
        return self.done(_("Đã lưu"), f"#dv-{self.location.service_id}")


class CloseLocation(OfLocation, KeptScreen):
    """No longer open."""

    policy = Policy("directory.locations.close")
    form_class = CloseForm
    title = gettext_lazy("Ghi nơi này thôi cung cấp")
    button = gettext_lazy("Ghi thôi cung cấp")

    def initial(self) -> dict[str, Any]:
        """From today."""
        return {"day": local_day(self.at)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Close it."""
        close_location(**self.by, location_id=self.location.pk, day=cleaned["day"], reason=cleaned["reason"])
        return self.done(_("Đã ghi thôi cung cấp"), f"#dv-{self.location.service_id}")
