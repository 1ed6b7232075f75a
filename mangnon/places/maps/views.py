"""Loading the province's own borders, and what is drawn now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.places.maps.actions import DROP, LOAD, drop_borders, load_borders
from mangnon.places.maps.drawing import drawing_of, drawn_units
from mangnon.places.maps.models import Boundary
from mangnon.places.maps.reading import LARGEST, WrongBorders
from mangnon.places.maps.showing import MapShown, Step, regions
from mangnon.ui.parts import Act, Link, PageHead
from mangnon.ui.screens import ActScreen, FormScreen, Screen


class MapPage(Screen):
    """The map as it is drawn now, with where it comes from."""

    policy = Policy("places.see")
    template = "places/map.html"
    help_page = "places/map"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The drawing."""
        units = drawn_units(local_day(self.at))
        drawing = drawing_of(units)
        known = {unit.pk: unit for unit in units}
        cells = regions(
            drawing, known, {}, steps=[0.0], says=str, url=lambda _pk: "", unknown=_("một xã, phường"),
        )  # fmt: skip
        shown = MapShown(
            "map", _("Bản đồ vẽ theo đâu?"), _source(drawing.source), drawing.width, drawing.height, cells,
            (Step("none", _("xã, phường, đặc khu")),),
        )  # fmt: skip
        return self.page({"head": self.head(loaded=bool(drawing.source)), "map": shown, "units": units})

    def head(self, *, loaded: bool = False) -> PageHead:
        """With the ways to load and to take down, for those who may."""
        acts = []
        if self.actor.can(LOAD):
            acts.append(Act(_("Nạp ranh giới của tỉnh"), reverse("places:load_borders"), "upload"))
            if loaded:
                acts.append(Act(_("Bỏ ranh giới đã nạp"), reverse("places:drop_borders"), "close", post=True))
        crumbs = (Link(_("Địa bàn"), reverse("places:list")),)
        return PageHead(title=_("Bản đồ địa bàn"), crumbs=crumbs, acts=tuple(acts))


def _source(source: str) -> str:
    if not source:
        return _(
            "Sơ đồ: mỗi ô là một xã, phường, xếp quanh điểm giữa đã công bố và vẽ to gần bằng nhau. "
            "Đường giữa các ô không phải địa giới hành chính."
        )
    row = Boundary.objects.first()
    day = format_date(local_day(row.loaded_at)) if row else ""
    return _("Ranh giới do {source} công bố, nạp ngày {day}.").format(source=source, day=day)


class BordersForm(forms.Form):
    """A file and who published it."""

    file = forms.FileField(
        label=gettext_lazy("Tệp GeoJSON"),
        help_text=gettext_lazy(
            "Hệ tọa độ WGS 84, nhiều nhất 20 MB, đủ mọi xã, phường đang có hiệu lực; mỗi vùng mang mã xã năm chữ số."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Ai công bố ranh giới này?"),
        max_length=200,
        help_text=gettext_lazy("Cơ quan, văn bản, ngày; dòng này đứng dưới mọi bản đồ."),
    )


class LoadBorders(FormScreen):
    """Put the borders of a file in the place of those that are drawn."""

    policy = Policy(LOAD)
    help_page = "places/map"
    title = gettext_lazy("Nạp ranh giới của tỉnh")
    button = gettext_lazy("Nạp ranh giới")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the file of the request."""
        return BordersForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Read, check, replace; all or nothing."""
        file = cleaned["file"]
        if file.size > LARGEST:
            raise WrongBorders(what=_("tệp lớn hơn {n} MB").format(n=LARGEST // 2**20))
        n = load_borders(actor=self.actor, at=self.at, content=file.read(), source=cleaned["source"])
        return self.after(reverse("places:map"), _("Đã nạp ranh giới của {n} xã, phường").format(n=n))

    def head(self) -> PageHead:
        """Below the map."""
        return PageHead(title=self.title, crumbs=(Link(_("Bản đồ địa bàn"), reverse("places:map")),))


class DropBorders(ActScreen):
    """Back to the schematic drawing."""

    policy = Policy(DROP)

    def act(self, **_kwargs: Any) -> HttpResponse:
        """Take them down."""
        drop_borders(actor=self.actor, at=self.at)
        return self.after(reverse("places:map"), _("Đã bỏ ranh giới đã nạp"))
