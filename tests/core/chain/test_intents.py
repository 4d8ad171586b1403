from __future__ import annotations

import pytest

from core.chain.intents import call_of, carrier_of
from core.domain.ids import NetUid, Ss58
from core.domain.intents import AddStake, AllBut, RegisterHotkey, TransferTao, Within
from core.domain.money import Price, TaoRao
from core.errors import AppError, ErrorKind
from tests.fakes.signers import address
from tests.fakes.tiny_world import codec

BOB = address("//Bob")
ONE = NetUid(1)
AMOUNTS = [0, 63, 500, 10**9, 21 * 10**15, 2**64 - 1]


def encoded(call) -> bytes:
    """What the runtime's metadata makes of the call's names and arguments."""
    return codec().encode_call(call.pallet, call.function, call.arguments)


@pytest.mark.parametrize("keep_alive", [True, False])
@pytest.mark.parametrize("rao", AMOUNTS)
def test_the_bytes_of_a_transfer_are_those_of_the_runtime(keep_alive, rao):
    call = call_of(TransferTao(BOB, TaoRao(rao), keep_alive))
    assert call.data == encoded(call)


@pytest.mark.parametrize("netuid", [0, 1, 300, 65_535])
@pytest.mark.parametrize("rao", AMOUNTS)
def test_the_bytes_of_stakes_and_registrations_are_those_of_the_runtime(netuid, rao):
    stake = call_of(AddStake(BOB, NetUid(netuid), TaoRao(rao), Price(rao // 2)))
    assert stake.data == encoded(stake)
    registration = call_of(RegisterHotkey(BOB, NetUid(netuid), TaoRao(rao)))
    assert registration.data == encoded(registration)


@pytest.mark.parametrize("size", [0, 63, 64, 1_300, 8_192])
def test_the_bytes_of_a_carrier_are_those_of_the_runtime(size):
    call = carrier_of(b"\xff" * size)
    arguments = {"ciphertext": b"\xff" * size}
    assert call.data == codec().encode_call(call.pallet, call.function, arguments)


@pytest.mark.parametrize(
    "intent",
    [
        TransferTao(BOB, AllBut(TaoRao(0))),
        AddStake(BOB, ONE, AllBut(TaoRao(0)), Price(1)),
        AddStake(BOB, ONE, TaoRao(1), Within(5)),
        RegisterHotkey(BOB, ONE, Within(5)),
    ],
)
def test_an_intent_that_is_not_exact_is_no_call(intent):
    with pytest.raises(ValueError, match="not known"):
        call_of(intent)


@pytest.mark.parametrize(
    "intent",
    [
        TransferTao(Ss58("5Bob"), TaoRao(1)),
        TransferTao(BOB, TaoRao(2**64)),
        TransferTao(BOB, TaoRao(-1)),
        AddStake(Ss58("5Bob"), ONE, TaoRao(1), Price(1)),
        AddStake(BOB, NetUid(65_536), TaoRao(1), Price(1)),
        AddStake(BOB, ONE, TaoRao(2**64), Price(1)),
        AddStake(BOB, ONE, TaoRao(1), Price(2**64)),
        RegisterHotkey(Ss58("5Bob"), ONE, TaoRao(1)),
        RegisterHotkey(BOB, NetUid(-1), TaoRao(1)),
        RegisterHotkey(BOB, ONE, TaoRao(2**64)),
    ],
)
def test_what_the_chain_has_no_bytes_for_is_no_call(intent):
    with pytest.raises(AppError) as caught:
        call_of(intent)
    assert caught.value.kind is ErrorKind.BAD_INPUT
