"""While an upload arrives: what is beyond all limits is let go at once, so that nobody fills the disk by sending."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

MOST = 64 * 2**20
"""Bytes of files that one request may leave on the server; the rules of each field are far narrower."""


class BoundedUpload(FileUploadHandler):
    """First of the handlers: passes on ``MOST`` bytes of all files of a request together, swallows the rest.

    What was cut off is bigger than any field accepts, so its form says in words that it is too big.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The piece, or None to swallow it."""
        self._taken += len(raw_data)
        return raw_data if self._taken <= MOST else None

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""
