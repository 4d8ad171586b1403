"""Metadata that lies about one call, or about what is signed beside it, in hundreds of ways."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.practice import metadata
from core.practice.metadata_format import parse, write

Record = dict[str, Any]
Mutation = Callable[[Record], None]

_TYPES = 440  # of which numbers mutations take types
_EXTENSIONS = 13
_ADDRESS = 181  # the type of MultiAddress
_PALLETS = ("System", "Balances", "SubtensorModule", "MevShield")


@cache
def honest() -> bytes:
    return metadata.load().v15


@dataclass(frozen=True)
class Target:
    """The call that is lied about: where it is, and calls of its pallet to take it for."""

    pallet: str
    function: str
    at: tuple[int, int]
    others: tuple[str, ...]


def mutated(mutate: Mutation) -> bytes | None:
    """The bytes of a mutant; None where the mutation changes nothing."""
    version, whole = _parsed()
    record = {**whole, **pickle.loads(_mutable())}
    types = list(whole["types"])
    for number, definition in record.pop("mutable").items():
        types[number] = definition
    record["types"] = types
    mutate(record)
    lie = write(version, record)
    return None if lie == honest() else lie


@cache
def _parsed() -> tuple[int, Record]:
    return parse(honest())


@cache
def _mutable() -> bytes:
    """What mutations change; copying no more than this makes hundreds of them bearable."""
    _, record = _parsed()
    calls = [entry["calls"] for entry in record["pallets"] if entry["name"] in _PALLETS]
    numbers = (record["outer"]["call"], _ADDRESS, *calls)
    parts = {name: record[name] for name in ("pallets", "extrinsic")}
    return pickle.dumps({**parts, "mutable": {n: record["types"][n] for n in numbers}})


def mutations(target: Target, seed: int = 11) -> Iterator[tuple[str, Mutation]]:
    """Each with a name; the same for the same seed."""
    rng = random.Random(seed)
    yield from _places(target, rng)
    yield from _names(target)
    yield from _fields(target, rng)
    yield from _extensions(rng)


def calls_of(record: Record, pallet: str) -> list[Record]:
    entry = next(entry for entry in record["pallets"] if entry["name"] == pallet)
    found: list[Record] = record["types"][entry["calls"]]["definition"][1]
    return found


# -- where the call is


def _places(target: Target, rng: random.Random) -> Iterator[tuple[str, Mutation]]:
    pallet, call = target.at
    for index in rng.sample([n for n in range(256) if n != pallet], 40):
        yield f"pallet at {index}", lambda r, i=index: _put_pallet(r, target, i)
    for index in rng.sample([n for n in range(256) if n != call], 40):
        yield f"call at {index}", lambda r, i=index: _put_call(r, target, i)


def _put_pallet(record: Record, target: Target, index: int) -> None:
    """The pallet at another index, whoever stands there moving to its place."""
    outer = record["types"][record["outer"]["call"]]["definition"][1]
    for entry in (*record["pallets"], *outer):
        if entry["name"] == target.pallet:
            entry["index"] = index
        elif entry["index"] == index:
            entry["index"] = target.at[0]


def _put_call(record: Record, target: Target, index: int) -> None:
    for variant in calls_of(record, target.pallet):
        if variant["name"] == target.function:
            variant["index"] = index
        elif variant["index"] == index:
            variant["index"] = target.at[1]


# -- what the call is called


def _names(target: Target) -> Iterator[tuple[str, Mutation]]:
    for other in target.others:
        yield f"named as {other}", lambda r, o=other: _swap_names(r, target, o)
        yield f"fields of {other}", lambda r, o=other: _take_fields(r, target, o)


def _named(record: Record, target: Target, name: str = "") -> Record:
    wanted = name or target.function
    return next(call for call in calls_of(record, target.pallet) if call["name"] == wanted)


def _swap_names(record: Record, target: Target, other: str) -> None:
    mine, theirs = _named(record, target), _named(record, target, other)
    mine["name"], theirs["name"] = theirs["name"], mine["name"]


def _take_fields(record: Record, target: Target, other: str) -> None:
    _named(record, target)["fields"] = deepcopy(_named(record, target, other)["fields"])


# -- what the call holds


def _fields(target: Target, rng: random.Random) -> Iterator[tuple[str, Mutation]]:
    count = len(_named(_parsed()[1], target)["fields"])
    for type_id in rng.sample(range(_TYPES), 60 // count + 5):
        yield f"one more of type {type_id}", lambda r, t=type_id: _add_field(r, target, t)
        for field in range(count):
            place = (field, type_id)
            yield f"field, type {place}", lambda r, p=place: _set_type(r, target, *p)
    for one in range(count):
        yield f"no field {one}", lambda r, i=one: _drop_field(r, target, i)
        for other in range(one):
            pair = (one, other)
            yield f"fields {pair}", lambda r, p=pair: _swap_fields(r, target, *p)
            yield f"fields' names {pair}", lambda r, p=pair: _swap_field_names(r, target, *p)
    for index in (1, 2, 3, 4, 9):
        yield f"addresses as kind {index}", lambda r, i=index: _address_kind(r, i)


def _add_field(record: Record, target: Target, type_id: int) -> None:
    extra = {"name": "memo", "type": type_id, "type_name": None, "docs": []}
    _named(record, target)["fields"].append(extra)


def _set_type(record: Record, target: Target, field: int, type_id: int) -> None:
    _named(record, target)["fields"][field]["type"] = type_id


def _drop_field(record: Record, target: Target, field: int) -> None:
    del _named(record, target)["fields"][field]


def _swap_fields(record: Record, target: Target, one: int, other: int) -> None:
    fields = _named(record, target)["fields"]
    fields[one], fields[other] = fields[other], fields[one]


def _swap_field_names(record: Record, target: Target, one: int, other: int) -> None:
    fields = _named(record, target)["fields"]
    fields[one]["name"], fields[other]["name"] = fields[other]["name"], fields[one]["name"]


def kind_of_addresses(record: Record) -> None:
    _address_kind(record, 1)


def _address_kind(record: Record, index: int) -> None:
    """MultiAddress::Id said to have another index."""
    for variant in record["types"][_ADDRESS]["definition"][1]:
        if variant["name"] == "Id":
            variant["index"] = index
        elif variant["index"] == index:
            variant["index"] = 0


# -- what is signed beside the call


def _extensions(rng: random.Random) -> Iterator[tuple[str, Mutation]]:
    for one in range(_EXTENSIONS):
        yield f"no extension {one}", lambda r, i=one: _drop_extension(r, i)
        for other in rng.sample(range(_EXTENSIONS), 2):
            pair = (one, other)
            yield f"extensions {pair}", lambda r, p=pair: _swap_extensions(r, *p)
            yield f"extensions' names {pair}", lambda r, p=pair: _swap_extension_names(r, *p)
        for part in ("type", "additional"):
            for type_id in rng.sample(range(590), 2):
                place = (one, part, type_id)
                yield f"extension {place}", lambda r, p=place: _retype_extension(r, *p)


def _swap_extensions(record: Record, one: int, other: int) -> None:
    signed = record["extrinsic"]["signed"]
    signed[one], signed[other] = signed[other], signed[one]


def _swap_extension_names(record: Record, one: int, other: int) -> None:
    signed = record["extrinsic"]["signed"]
    signed[one]["id"], signed[other]["id"] = signed[other]["id"], signed[one]["id"]


def _drop_extension(record: Record, index: int) -> None:
    del record["extrinsic"]["signed"][index]


def _retype_extension(record: Record, index: int, part: str, type_id: int) -> None:
    record["extrinsic"]["signed"][index][part] = type_id
