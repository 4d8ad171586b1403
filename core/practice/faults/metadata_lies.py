"""Metadata that says something else than the runtime: how a node gets another call signed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from core.practice.metadata_format import parse, write

Record = dict[str, Any]

_HONEST: Final = "transfer_keep_alive"
_OTHER: Final = "transfer_all"
_TWIN: Final = "transfer_allow_death"


@cache
def lying(blob: bytes, kind: str) -> bytes:
    """The metadata with one lie in it. KeyError for a kind that is none."""
    version, record = parse(blob)
    KINDS[kind](record)
    return write(version, record)


def _calls(record: Record) -> list[Record]:
    pallet = next(pallet for pallet in record["pallets"] if pallet["name"] == "Balances")
    found: list[Record] = record["types"][pallet["calls"]]["definition"][1]
    return found


def _call(record: Record, name: str) -> Record:
    return next(call for call in _calls(record) if call["name"] == name)


def _call_index(record: Record) -> None:
    """A small transfer gets the index of sending everything, and the other way round."""
    one, other = _call(record, _HONEST), _call(record, _OTHER)
    one["index"], other["index"] = other["index"], one["index"]


def _call_name(record: Record) -> None:
    """What keeps the account alive and what may end it trade names."""
    one, other = _call(record, _HONEST), _call(record, _TWIN)
    one["name"], other["name"] = other["name"], one["name"]


def _argument_type(record: Record) -> None:
    """The amount is said to be a bool: all of it, instead of what was asked for."""
    flag = _call(record, _OTHER)["fields"][1]["type"]
    _call(record, _HONEST)["fields"][1]["type"] = flag


def _pallet_index(record: Record) -> None:
    """Balances and the pallet of the next index trade places."""
    mine = next(pallet for pallet in record["pallets"] if pallet["name"] == "Balances")
    theirs = next(pallet for pallet in record["pallets"] if pallet["index"] == mine["index"] + 1)
    mine["index"], theirs["index"] = theirs["index"], mine["index"]
    outer = record.get("outer")
    if outer is None:  # version 14 knows its outer call by its path alone
        return
    variants: list[Record] = record["types"][outer["call"]]["definition"][1]
    for variant in variants:
        for pallet in (mine, theirs):
            if variant["name"] == pallet["name"]:
                variant["index"] = pallet["index"]


KINDS: Final[dict[str, Callable[[Record], None]]] = {
    "call-index": _call_index,
    "call-name": _call_name,
    "argument-type": _argument_type,
    "pallet-index": _pallet_index,
}
