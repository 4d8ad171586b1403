"""Metadata that lies in hundreds of ways: no signature for what an honest chain reads otherwise."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from bittensor._transport.codec import RuntimeCodec

from core.chain.intents import call_of
from core.chain.wire import Dialer
from core.chain.writes import SdkWriter
from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber
from core.domain.intents import TransferTao
from core.domain.money import TaoRao
from core.errors import AppError, ErrorKind
from core.practice import metadata
from core.practice.metadata_format import parse, write
from tests.fakes.offline_access import GENESIS, NONCE, OfflineAccess
from tests.fakes.signers import DevSigner, address

Record = dict[str, Any]
Mutation = Callable[[Record], None]

INTENT = TransferTao(address("//Bob"), TaoRao(1_234_567_890))
HEAD = BlockHead(BlockNumber(1_003), BlockHash("0x" + "ef" * 32), 0.0)


@cache
def honest() -> bytes:
    return metadata.load().v15


def pallets(record: Record) -> dict[str, Record]:
    return {pallet["name"]: pallet for pallet in record["pallets"]}


def calls(record: Record, pallet: str) -> list[Record]:
    found: list[Record] = record["types"][pallets(record)[pallet]["calls"]]["definition"][1]
    return found


def call(record: Record, name: str) -> Record:
    return next(variant for variant in calls(record, "Balances") if variant["name"] == name)


def outer(record: Record) -> list[Record]:
    found: list[Record] = record["types"][record["outer"]["call"]]["definition"][1]
    return found


def put_pallet(record: Record, index: int) -> None:
    """Balances at another index, whoever stands there moving to its place."""
    for entry in (*record["pallets"], *outer(record)):
        if entry["name"] == "Balances":
            entry["index"] = index
        elif entry["index"] == index:
            entry["index"] = 5


def put_call(record: Record, index: int) -> None:
    for variant in calls(record, "Balances"):
        if variant["name"] == "transfer_keep_alive":
            variant["index"] = index
        elif variant["index"] == index:
            variant["index"] = 3


def swap_names(record: Record, other: str) -> None:
    mine, theirs = call(record, "transfer_keep_alive"), call(record, other)
    mine["name"], theirs["name"] = theirs["name"], mine["name"]


def take_fields(record: Record, other: str) -> None:
    call(record, "transfer_keep_alive")["fields"] = deepcopy(call(record, other)["fields"])


def set_type(record: Record, field: int, type_id: int) -> None:
    call(record, "transfer_keep_alive")["fields"][field]["type"] = type_id


def swap_fields(record: Record) -> None:
    call(record, "transfer_keep_alive")["fields"].reverse()


def swap_field_names(record: Record) -> None:
    one, two = call(record, "transfer_keep_alive")["fields"]
    one["name"], two["name"] = two["name"], one["name"]


def add_field(record: Record, type_id: int) -> None:
    extra = {"name": "memo", "type": type_id, "type_name": None, "docs": []}
    call(record, "transfer_keep_alive")["fields"].append(extra)


def address_kind(record: Record, index: int) -> None:
    """MultiAddress::Id said to have another index."""
    variants = record["types"][181]["definition"][1]
    for variant in variants:
        if variant["name"] == "Id":
            variant["index"] = index
        elif variant["index"] == index:
            variant["index"] = 0


def swap_extensions(record: Record, one: int, other: int) -> None:
    signed = record["extrinsic"]["signed"]
    signed[one], signed[other] = signed[other], signed[one]


def swap_extension_names(record: Record, one: int, other: int) -> None:
    signed = record["extrinsic"]["signed"]
    signed[one]["id"], signed[other]["id"] = signed[other]["id"], signed[one]["id"]


def drop_extension(record: Record, index: int) -> None:
    del record["extrinsic"]["signed"][index]


def retype_extension(record: Record, index: int, part: str, type_id: int) -> None:
    record["extrinsic"]["signed"][index][part] = type_id


def mutations() -> Iterator[tuple[str, Mutation]]:
    rng = random.Random(11)
    for index in rng.sample([n for n in range(256) if n != 5], 40):
        yield f"pallet at {index}", lambda r, i=index: put_pallet(r, i)
    for index in rng.sample([n for n in range(256) if n != 3], 40):
        yield f"call at {index}", lambda r, i=index: put_call(r, i)
    for other in ("transfer_all", "transfer_allow_death", "burn", "force_transfer"):
        yield f"named as {other}", lambda r, o=other: swap_names(r, o)
        yield f"fields of {other}", lambda r, o=other: take_fields(r, o)
    for type_id in rng.sample(range(440), 25):
        yield f"dest of type {type_id}", lambda r, t=type_id: set_type(r, 0, t)
        yield f"value of type {type_id}", lambda r, t=type_id: set_type(r, 1, t)
        yield f"one more of type {type_id}", lambda r, t=type_id: add_field(r, t)
    yield "fields the other way round", swap_fields
    yield "names the other way round", swap_field_names
    for index in (1, 2, 3, 4, 9):
        yield f"addresses as kind {index}", lambda r, i=index: address_kind(r, i)
    yield from extension_mutations(rng)


def extension_mutations(rng: random.Random) -> Iterator[tuple[str, Mutation]]:
    for one in range(13):
        yield f"no extension {one}", lambda r, i=one: drop_extension(r, i)
        for other in rng.sample(range(13), 2):
            pair = (one, other)
            yield f"extensions {pair}", lambda r, p=pair: swap_extensions(r, *p)
            yield f"extensions' names {pair}", lambda r, p=pair: swap_extension_names(r, *p)
        for part in ("type", "additional"):
            for type_id in rng.sample(range(590), 2):
                place = (one, part, type_id)
                yield f"extension {place}", lambda r, p=place: retype_extension(r, *p)


def mutated(mutate: Mutation) -> bytes | None:
    """The bytes of a mutant; None where the mutation changes nothing."""
    version, record = parse(honest())
    mutate(record)
    lie = write(version, record)
    return None if lie == honest() else lie


async def signed_under(lie: bytes) -> tuple[list[bytes], ErrorKind | None]:
    """What a key signed for the transfer under this metadata, and how it ended."""

    async def heads():
        yield HEAD

    signer = DevSigner()
    try:
        access: Any = OfflineAccess(lie)
    except ValueError:
        return [], ErrorKind.NODE_FAULT  # not even metadata: the connection refuses it
    writer = SdkWriter(access, Dialer("ws://lie"), BlockHash(GENESIS), heads)
    try:
        prepared = await writer.prepare(INTENT, signer.ss58_address)
        await writer.sign(prepared, signer, NONCE)
    except AppError as error:
        return signer.payloads, error.kind
    return signer.payloads, None


async def test_honest_metadata_is_signed_for_once():
    payloads, error = await signed_under(honest())
    assert error is None
    assert len(payloads) == 1


async def test_no_lie_gets_a_signature_for_another_call():
    """All that is signed reads, on the honest runtime, as what was wanted, on the same terms."""
    reader = RuntimeCodec(honest(), spec_version=461, transaction_version=1)
    (genuine,), _ = await signed_under(honest())
    length = len(call_of(INTENT).data)
    told = refused = 0
    for name, mutate in mutations():
        lie = mutated(mutate)
        if lie is None:
            continue
        told += 1
        payloads, error = await signed_under(lie)
        refused += error is not None
        assert error is None or payloads == [], name
        for payload in payloads:
            args = reader.decode_call(payload[:length])["call_args"]
            assert [arg["value"] for arg in args] == [INTENT.dest, INTENT.amount], name
            assert payload[:-32] == genuine[:-32], name  # all but the digest of the lie
    assert told >= 250
    assert refused >= 200


async def test_the_digest_of_a_lie_is_in_what_is_signed():
    """A lie that changes no byte of the call still gives a signature no honest chain takes."""
    (genuine,), _ = await signed_under(honest())
    lie = mutated(lambda record: calls(record, "System").pop())
    assert lie is not None
    (payload,), error = await signed_under(lie)
    assert error is None
    assert payload != genuine
    assert payload[:-32] == genuine[:-32]
