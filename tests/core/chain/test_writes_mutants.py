"""Metadata that lies in hundreds of ways: no signature for what an honest chain reads otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from bittensor._transport.codec import RuntimeCodec

from core.chain.intents import call_of
from core.chain.wire import Dialer
from core.chain.writes import SdkWriter
from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, NetUid
from core.domain.intents import AddStake, Intent, RegisterHotkey, TransferTao
from core.domain.money import Price, TaoRao
from core.domain.signing import SigningOrder
from core.domain.transactions import PreparedCall
from core.errors import AppError, ErrorKind
from tests.fakes.metadata_mutants import (
    Target,
    calls_of,
    honest,
    kind_of_addresses,
    mutated,
    mutations,
)
from tests.fakes.offline_access import GENESIS, NONCE, PRICE, OfflineAccess
from tests.fakes.signers import DevSigner, address

BOB = address("//Bob")
HEAD = BlockHead(BlockNumber(1_003), BlockHash("0x" + "ef" * 32), 0.0)
DIGEST = 32
CARRIER = bytes([30, 1])

TRANSFER = TransferTao(BOB, TaoRao(1_234_567_890))
STAKE = AddStake(BOB, NetUid(14), TaoRao(25_000_000_001), Price(PRICE + 1))
OPEN = RegisterHotkey(BOB, NetUid(19), TaoRao(PRICE + 1), shielded=False)
SHIELDED = RegisterHotkey(BOB, NetUid(19), TaoRao(PRICE + 1))

BALANCES = ("transfer_all", "transfer_allow_death", "burn", "force_transfer")
MODULE = ("add_stake", "burned_register", "remove_stake_full_limit", "swap_hotkey", "move_stake")
LIES = {
    "transfer": (TRANSFER, Target("Balances", "transfer_keep_alive", (5, 3), BALANCES)),
    "stake": (STAKE, Target("SubtensorModule", "add_stake_limit", (7, 88), MODULE)),
    "register": (OPEN, Target("SubtensorModule", "register_limit", (7, 134), MODULE)),
    "carrier": (
        SHIELDED,
        Target("MevShield", "submit_encrypted", (30, 1), ("announce_next_key",)),
    ),
}


class Blind(DevSigner):
    """A key whose process looks at nothing, so that all depends on what is checked before it."""

    async def sign_order(self, order: SigningOrder) -> bytes:
        self.orders.append(order)
        return self.seal(order.payload)


async def signed_under(lie: bytes, intent: Intent) -> tuple[list[SigningOrder], AppError | None]:
    """What a key signed for the intent under this metadata, and how it ended."""
    access = understood(lie)
    if access is None:
        return [], AppError(ErrorKind.NODE_FAULT, "no metadata")
    return await signed_on(access, intent)


async def signed_on(
    access: Any, intent: Intent, reviewed: PreparedCall | None = None
) -> tuple[list[SigningOrder], AppError | None]:
    """The same, of what was reviewed before the lie where that is given."""
    writer, signer = writer_on(access), Blind()
    try:
        prepared = reviewed or await writer.prepare(intent, signer.ss58_address)
        await writer.sign(prepared, signer, NONCE)
    except AppError as error:
        return signer.orders, error
    return signer.orders, None


async def reviewed_honestly(intent: Intent) -> PreparedCall:
    return await writer_on(understood(honest())).prepare(intent, Blind().ss58_address)


def understood(metadata: bytes) -> Any:
    """An ``OfflineAccess``; None for what is not even metadata, which a connection refuses."""
    try:
        return OfflineAccess(metadata)
    except ValueError:
        return None


def writer_on(access: Any) -> SdkWriter:
    async def heads():
        yield HEAD

    return SdkWriter(access, Dialer("ws://lie"), BlockHash(GENESIS), heads)


def terms(order: SigningOrder) -> tuple[bytes, bytes]:
    """All that is signed beside the call but the digest, which is the lie's."""
    return order.extra, order.implicit[:-DIGEST]


@pytest.mark.parametrize("intent", [TRANSFER, STAKE, OPEN])
async def test_honest_metadata_is_signed_for_once(intent):
    orders, error = await signed_under(honest(), intent)
    assert error is None
    assert [order.call for order in orders] == [call_of(intent).data]


async def test_what_is_shielded_is_signed_and_then_what_carries_it():
    (inner, carrier), error = await signed_under(honest(), SHIELDED)
    assert error is None
    assert inner.call == call_of(SHIELDED).data
    assert carrier.call[:2] == CARRIER


@pytest.mark.parametrize("what", LIES)
@pytest.mark.parametrize("since", ["before", "after"])
async def test_no_lie_gets_a_signature_for_another_call(what, since):
    """All that is signed reads, on the honest runtime, as what was wanted, on the same terms.

    The lie is told before the review, or after it.
    """
    intent, target = LIES[what]
    genuine, _ = await signed_under(honest(), intent)
    reviewed = await reviewed_honestly(intent) if since == "after" else None
    told = refused = 0
    for name, access in lies_about(target):
        told += 1
        if access is None:
            refused += 1
            continue
        orders, error = await signed_on(access, intent, reviewed)
        refused += error is not None
        assert error is None or intent.shielded or orders == [], name
        for order, same in zip(orders, genuine, strict=False):
            require_same_meaning(name, order, same, intent)
    assert told >= 200
    assert refused >= 150


def lies_about(target: Target) -> Iterator[tuple[str, Any]]:
    """Each metadata that differs from the honest one, with its name."""
    for name, mutate in mutations(target):
        lie = mutated(mutate)
        if lie is not None:
            yield name, understood(lie)


def require_same_meaning(
    name: str, order: SigningOrder, same: SigningOrder, intent: Intent
) -> None:
    wanted = call_of(intent)
    assert terms(order) == terms(same), name
    if order.call[:2] == CARRIER:
        assert order.call[2:4] == same.call[2:4], name  # of the same length
        return
    read = honest_reader().decode_call(order.call)
    assert (read["call_module"], read["call_function"]) == (wanted.pallet, wanted.function)
    assert {part["name"]: part["value"] for part in read["call_args"]} == wanted.arguments


@cache
def honest_reader() -> RuntimeCodec:
    return RuntimeCodec(honest(), spec_version=461, transaction_version=1)


@pytest.mark.parametrize("what", [what for what in LIES if what != "carrier"])
async def test_a_call_that_reads_otherwise_since_the_review_is_named(what):
    intent, target = LIES[what]
    lie = mutated(lambda record: swapped(record, target))
    assert lie is not None
    orders, error = await signed_on(understood(lie), intent, await reviewed_honestly(intent))
    assert error is not None
    assert (error.kind, error.facts["field"]) == (ErrorKind.NODE_FAULT, "function")
    assert orders == []


def swapped(record: Any, target: Target) -> None:
    """Another call stands where the reviewed one was."""
    calls = {call["name"]: call for call in calls_of(record, target.pallet)}
    mine, other = calls[target.function], calls[target.others[0]]
    mine["index"], other["index"] = other["index"], mine["index"]
    mine["fields"], other["fields"] = other["fields"], mine["fields"]


@pytest.mark.parametrize("size", [0, 31, 33])
async def test_a_digest_of_another_size_signs_nothing(size):
    class Careless(Blind):
        async def metadata_digest(self, context: Any) -> bytes:
            return bytes(size)

    writer, signer = writer_on(OfflineAccess(honest())), Careless()
    prepared = await writer.prepare(TRANSFER, signer.ss58_address)
    with pytest.raises(AppError) as caught:
        await writer.sign(prepared, signer, NONCE)
    assert (caught.value.kind, signer.orders) == (ErrorKind.NODE_FAULT, [])
    assert "wrong size" in caught.value.detail


@pytest.mark.parametrize(
    ("mutate", "field"),
    [
        (lambda record: record["extrinsic"]["signed"].pop(5), "payload"),
        (lambda record: record["extrinsic"]["signed"].reverse(), "payload"),
        (kind_of_addresses, "extrinsic"),
    ],
)
async def test_a_lie_about_what_is_signed_beside_the_call_is_named(mutate, field):
    lie = mutated(mutate)
    assert lie is not None
    orders, error = await signed_under(lie, OPEN)
    assert orders == []
    assert error is not None
    assert (error.kind, error.facts["field"]) == (ErrorKind.NODE_FAULT, field)


async def test_a_shield_that_closed_since_the_review_signs_nothing():
    reviewed = await reviewed_honestly(SHIELDED)
    access = understood(honest())
    access.answers["MevShield.NextKey"] = None
    orders, error = await signed_on(access, SHIELDED, reviewed)
    assert orders == []
    assert error is not None
    assert (error.kind, error.facts["changed"]) == (ErrorKind.STALE, "shield")


async def test_a_key_of_the_shield_that_is_none_signs_nothing():
    access = understood(honest())
    access.answers["MevShield.NextKey"] = "0x" + "ab" * 32
    orders, error = await signed_on(access, SHIELDED)
    assert orders == []
    assert error is not None
    assert error.kind is ErrorKind.NODE_FAULT
    assert "wrong size" in error.detail


@pytest.mark.parametrize("intent", [STAKE, OPEN, SHIELDED], ids=["stake", "register", "carrier"])
async def test_a_price_above_the_limit_that_was_shown_signs_nothing(intent):
    reviewed = await reviewed_honestly(intent)
    access = understood(honest())
    for name in ("SubtensorModule.Burn", "SwapRuntimeApi.current_alpha_price"):
        access.answers[name] = PRICE + 2
    orders, error = await signed_on(access, intent, reviewed)
    assert orders == []
    assert error is not None
    assert (error.kind, error.facts["changed"]) == (ErrorKind.STALE, "price")


@pytest.mark.parametrize("what", LIES)
async def test_metadata_that_lied_is_forgotten(what):
    """The SDK would believe it ever after, also from another node."""
    intent, target = LIES[what]
    lie = mutated(lambda record: swapped(record, target))
    assert lie is not None
    access = understood(lie)
    _, error = await signed_on(access, intent)
    assert error is not None
    assert access.forgotten == 1


async def test_the_digest_of_a_lie_is_in_what_is_signed():
    """A lie that changes no byte of the call still gives a signature no honest chain takes."""
    (genuine,), _ = await signed_under(honest(), TRANSFER)
    lie = mutated(lambda record: calls_of(record, "System").pop())
    assert lie is not None
    (order,), error = await signed_under(lie, TRANSFER)
    assert error is None
    assert order.payload != genuine.payload
    assert order.payload[:-DIGEST] == genuine.payload[:-DIGEST]
