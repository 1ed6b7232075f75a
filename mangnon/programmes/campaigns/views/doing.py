"""What is written about activities, materials and photos."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.programmes import rights
from mangnon.programmes.campaigns import actions
from mangnon.programmes.campaigns.forms import (
    GROUP_FIELDS,
    ActivityForm,
    MaterialForm,
    PhotoForm,
    activity_of,
    groups_told,
    material_of,
    result_of,
)
from mangnon.programmes.campaigns.models import Activity, Consent, Language, MaterialKind, Photo
from mangnon.programmes.campaigns.queries import campaigns as reads
from mangnon.programmes.campaigns.views.keeping import CampaignForms
from mangnon.programmes.campaigns.views.pages import activity_url
from mangnon.programmes.plans.forms import ReasonForm
from mangnon.ui.bound import field_values
from mangnon.ui.parts import Link, PageHead

RESULT = ("version", "done", "spent", "source")


class AddActivity(CampaignForms):
    """An activity that is to take place, or did."""

    policy = Policy(rights.ADD_ACTIVITY)
    form_class = ActivityForm
    title = gettext_lazy("Thêm hoạt động")
    button = gettext_lazy("Thêm hoạt động")

    def initial(self) -> dict[str, Any]:
        """Today where the campaign runs, else its first day."""
        today, campaign = local_day(self.at), self.campaign
        return {"uid": new_id(), "on": today if campaign.first_on <= today <= campaign.last_on else campaign.first_on}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        made = actions.add_activity(**self.about, told=activity_of(cleaned), uid=cleaned["uid"])
        return self.after(activity_url(made), _("Đã thêm hoạt động. Làm xong thì ghi kết quả."))


class ActivityForms(CampaignForms):
    """A form about one activity."""

    activity: Activity

    def guard(self) -> None:
        """The activity's campaign. Raises NotFound, Forbidden."""
        self.activity = reads.activity_seen(self.kwargs["pk"])
        self.campaign = self.activity.campaign
        self.must_keep()

    @property
    def about_activity(self) -> dict[str, Any]:
        """What every act on it is told."""
        return {**self.whom, "activity_id": self.activity.pk}

    def head(self) -> PageHead:
        """Under the activity."""
        return PageHead(title=self.title, crumbs=(Link(self.activity.title, activity_url(self.activity)),))

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(activity_url(self.activity), said)


class TellActivity(ActivityForms):
    """What came of it: what was done, whom it reached, what it cost."""

    policy = Policy(rights.TELL_ACTIVITY)
    title = gettext_lazy("Ghi kết quả hoạt động")
    button = gettext_lazy("Lưu kết quả")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        names = ("version", "title", "on", "where", "kind", "topic", "planned", "source", "done", "spent")
        known = {name: getattr(self.activity, name) for name in names}
        numbers = groups_told(reads.numbers_of(self.activity))
        self.built = ActivityForm(data, initial=known | numbers, begun=True)
        return self.built

    def extra(self) -> dict[str, Any]:
        """What came of it first, then the numbers, last what it was to be."""
        fields = field_values(self.built)
        first = tuple(sorted((one for one in fields if one.name in RESULT), key=lambda one: RESULT.index(one.name)))
        people = [one for one in fields if one.name in GROUP_FIELDS]
        plan = [one for one in fields if one not in first and one not in people]
        lines = [_("Mỗi người chỉ đếm vào một nhóm. Loa, mạng xã hội không đếm được thì để trống, đừng đoán.")]
        groups = ((_("Đã đến với bao nhiêu người"), people), (_("Hoạt động là gì, ở đâu"), plan))
        return {"fields": first, "groups": groups, "intro": lines}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.tell_activity(
            **self.about_activity, version=cleaned["version"] or 0, told=activity_of(cleaned),
            result=result_of(cleaned),
        )  # fmt: skip
        return self.done(_("Đã lưu kết quả"))


class DropActivity(ActivityForms):
    """It won't take place."""

    policy = Policy(rights.DROP_ACTIVITY)
    form_class = ReasonForm
    title = gettext_lazy("Thôi không làm hoạt động")
    button = gettext_lazy("Thôi không làm")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Drop it."""
        actions.drop_activity(**self.about_activity, **cleaned)
        return self.done(_("Đã ghi thôi không làm"))


class AddMaterial(CampaignForms):
    """Something printed, recorded, made."""

    policy = Policy(rights.ADD_MATERIAL)
    title = gettext_lazy("Thêm tài liệu")
    button = gettext_lazy("Thêm tài liệu")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With files, which Django keeps apart."""
        known = {"uid": new_id(), "kind": MaterialKind.LEAFLET, "language": Language.VIETNAMESE}
        self.built = MaterialForm(data, self.request.FILES if data is not None else None, initial=known)
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        actions.add_material(
            **self.about, told=material_of(cleaned), upload=cleaned["file"], uid=cleaned["uid"]
        )  # fmt: skip
        return self.done(_("Đã thêm tài liệu"))


class AddPhoto(ActivityForms):
    """A photo with who consented."""

    policy = Policy(rights.ADD_PHOTO)
    title = gettext_lazy("Gửi ảnh")
    button = gettext_lazy("Gửi ảnh")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the file, which Django keeps apart."""
        files = self.request.FILES if data is not None else None
        self.built = PhotoForm(data, files, initial={"how": Consent.NOBODY})
        return self.built

    def intro(self) -> list[str]:
        """Why it is asked."""
        return [_("Ảnh có trẻ em chỉ gửi khi cha mẹ và trẻ đồng ý. Ai rút lại sự đồng ý thì gỡ ảnh ngay.")]

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Put it there."""
        actions.add_photo(
            **self.about_activity, upload=cleaned["file"], how=cleaned["how"], consent=cleaned["consent"],
            caption=cleaned["caption"],
        )  # fmt: skip
        return self.done(_("Đã gửi ảnh"))


class RemovePhoto(ActivityForms):
    """Take it away."""

    policy = Policy(rights.REMOVE_PHOTO)
    form_class = ReasonForm
    title = gettext_lazy("Gỡ ảnh")
    button = gettext_lazy("Gỡ ảnh")
    photo: Photo

    def guard(self) -> None:
        """The photo's campaign. Raises NotFound, Forbidden."""
        self.photo = reads.photo_seen(self.kwargs["pk"])
        self.activity = self.photo.activity
        self.campaign = self.activity.campaign
        self.must_keep()

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Take it away."""
        actions.remove_photo(**self.whom, photo_id=self.photo.pk, **cleaned)
        return self.done(_("Đã gỡ ảnh"))
