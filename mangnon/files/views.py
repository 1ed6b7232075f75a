"""The two addresses of a file: get it, and open a sensitive one this once. No page: rooms show files on their own."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views import View

from mangnon.access.actor import Actor
from mangnon.access.policy import Policy
from mangnon.audit.book import book
from mangnon.audit.models import Outcome
from mangnon.files import keeping
from mangnon.files.actions import open_sensitive
from mangnon.files.models import StoredFile
from mangnon.files.queries import READ, bytes_to_show, reached, refuse_unless_open
from mangnon.files.slots import place_of
from mangnon.lib.asked import asked

SEALED = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""Nothing in a file runs, loads or stands in a frame, whatever a browser makes of it."""


class FileView(View):
    """The bytes, to whoever may see the record; each handing out is booked."""

    policy: ClassVar[Policy] = Policy(READ)
    help_page: ClassVar[str] = "files/files"
    http_method_names = ("get",)

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The file; of a sensitive picture the blurred copy."""
        actor = _actor(request)
        file, record = reached(actor, pk)
        name, media = bytes_to_show(file)
        book(
            actor=actor,
            action=READ,
            at=request.at,  # type: ignore[attr-defined]  # set by the middleware
            subject=record,
            place_id=place_of(record),
            outcome=Outcome.SEEN,
            seen=[record.pk] if record.identified else [],
            file=str(file.pk),
            blurred=file.sensitive,
        )
        return answer(file, name, media)


class OpenView(View):
    """POST with a reason: a sensitive file, sharp, in this one answer."""

    policy: ClassVar[Policy] = Policy("files.open")
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """Book the opening, then hand out the bytes."""
        at: Any = request.at  # type: ignore[attr-defined]  # set by the middleware
        file = open_sensitive(actor=_actor(request), at=at, file_id=pk, reason=asked(request.POST, "reason"))
        refuse_unless_open(file)
        return answer(file, file.disk_name, file.media)


def answer(file: StoredFile, name: str, media: str) -> FileResponse:
    """The bytes with every header that keeps them from being more than bytes. Raises BytesMissing.

    Only pictures that were written anew are shown in place; all else is saved.
    """
    response = FileResponse(keeping.opened(name), as_attachment=not file.is_image, filename=file.name)
    response.headers["Content-Type"] = media
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Download-Options"] = "noopen"
    return response


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    return actor
