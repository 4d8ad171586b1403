"""What a key process answers: each request by its handler, each error in words of this app."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.errors import AppError, ErrorKind
from core.keys.file_requests import FileRequests
from core.keys.protocol import Frame, Handler
from core.keys.records import write_error
from core.keys.signing_requests import SigningRequests


class KeyService:
    """Answers for the wallets below ``root``. Keys and drafts are in its memory alone."""

    def __init__(self, root: Path) -> None:
        self._handlers: Mapping[str, Handler] = {
            **FileRequests(root).handlers,
            **SigningRequests(root).handlers,
        }

    def answer(self, request: Frame) -> Frame:
        """The reply, or the error in a reply's place. Only words of this app leave with it."""
        number = request.header.get("id")
        try:
            handler = self._handlers[str(request.header.get("op"))]
            blobs = {name: bytes(blob) for name, blob in request.blobs.items()}
            reply = handler(request.header, blobs)
        except AppError as error:
            return Frame({"id": number, "error": write_error(error)})
        except Exception as error:  # noqa: BLE001 - its text may hold secrets, its type does not
            foreign = AppError(ErrorKind.INTERNAL, f"unexpected {type(error).__name__}")
            return Frame({"id": number, "error": write_error(foreign)})
        return Frame({**reply.header, "id": number}, reply.blobs)
