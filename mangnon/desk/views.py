"""Home, palette and search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from mangnon.access.policy import SIGNED_IN
from mangnon.desk.queries import search, worklist
from mangnon.lib.asked import asked
from mangnon.lib.dates import format_date, local_day, weekday_name
from mangnon.ui.parts import EmptyState, PageHead
from mangnon.ui.screens import Screen


class Home(Screen):
    """What to do now, today, in seven days, and what waits for others."""

    policy = SIGNED_IN
    template = "desk/home.html"
    help_page = "desk/home"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        groups = worklist(self.actor, self.at)
        quiet = not any(group.rows for group in groups)
        empty = EmptyState(
            fact=_("Chưa có việc nào cần làm."),
            text=_("Khi có tin báo, hạn sắp tới hay việc được giao, việc sẽ hiện ở đây theo thứ tự cần làm trước."),
        )
        return self.page({"head": self.head(), "groups": groups, "empty": empty if quiet else None})

    def head(self) -> PageHead:
        """The day, as one says it."""
        today = local_day(self.at)
        day = _("{weekday}, {date}").format(weekday=weekday_name(today), date=format_date(today))
        return PageHead(title=day[:1].upper() + day[1:])


class Palette(Screen):
    """The fragment under the palette's box."""

    policy = SIGNED_IN
    template = "desk/_hits.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Hits for ``q``."""
        words = asked(request.GET, "q")[:100]
        return self.page({"groups": search(self.actor, words), "typed": words})


class SearchPage(Screen):
    """The same search as a page of its own: for phones and without scripts."""

    policy = SIGNED_IN
    template = "desk/search.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Hits for ``q``."""
        words = asked(request.GET, "q")[:100]
        groups = search(self.actor, words, most=20)
        return self.page({"head": PageHead(title=_("Tìm")), "groups": groups, "typed": words})
