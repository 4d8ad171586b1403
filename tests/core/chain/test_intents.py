from __future__ import annotations

import pytest

from core.chain.intents import call_of
from core.domain.ids import Ss58
from core.domain.intents import AllBut, TransferTao
from core.domain.money import TaoRao
from core.errors import AppError
from tests.fakes.signers import address
from tests.fakes.tiny_world import codec

BOB = address("//Bob")


@pytest.mark.parametrize("keep_alive", [True, False])
@pytest.mark.parametrize("rao", [0, 63, 500, 10**9, 21 * 10**15, 2**64 - 1])
def test_the_bytes_known_beforehand_are_those_of_the_runtime(keep_alive, rao):
    call = call_of(TransferTao(BOB, TaoRao(rao), keep_alive))
    assert call.data == codec().encode_call(call.pallet, call.function, call.arguments)


def test_an_intent_without_an_exact_amount_is_no_call():
    with pytest.raises(ValueError, match="not known"):
        call_of(TransferTao(BOB, AllBut(TaoRao(0))))


def test_an_intent_to_no_address_is_no_call():
    with pytest.raises(AppError):
        call_of(TransferTao(Ss58("5Bob"), TaoRao(1)))
