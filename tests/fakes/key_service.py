"""A key process's answers, asked for in this process."""

from __future__ import annotations

from core.errors import AppError
from core.keys.protocol import Frame
from core.keys.records import read_error
from core.keys.service import KeyService
from tests.fakes.keyfiles import PASSWORD

MAIN, MINER = ["main", ""], ["main", "miner"]


def ask(keys: KeyService, operation: str, blobs: dict[str, bytes] | None = None, **fields) -> Frame:
    return keys.answer(Frame({"id": 7, "op": operation, **fields}, blobs or {}))


def unlock(keys: KeyService, ref=MAIN, password: bytes | None = PASSWORD) -> Frame:
    blobs = {} if password is None else {"password": password}
    return ask(keys, "unlock", blobs, ref=ref, expected=None)


def error_of(reply: Frame) -> AppError:
    return read_error(reply.header["error"])
