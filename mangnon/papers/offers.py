"""What papers give to lower rooms: how many keep a version of a form."""

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.papers.models import Sheet
from mangnon.papers.questions import KIND
from mangnon.statutes.slots import Pinned


def count_pinned(kind: str, key: str, version: str) -> int:
    """Papers of a version everywhere: counted by a machine, since who loads law sees no paper."""
    if kind != KIND:
        return 0
    with acting(job("papers.count")):
        return Sheet.objects.filter(form=key, version=version).count()


OFFERS = (Pinned(_("Giấy tờ đã lập"), count_pinned),)
