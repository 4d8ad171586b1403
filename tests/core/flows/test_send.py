"""The form of a transfer: what it says, and when it can be reviewed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.addresses import AddressFault
from core.domain.intents import AllBut, TransferTao
from core.domain.money import AmountFault, TaoRao
from core.domain.transactions import Standing
from core.flows.send import SendForm
from tests.builders import TAO
from tests.fakes.signers import address

ALICE = address("//Alice")
BOB = address("//Bob")
RESERVE = TaoRao(TAO // 10)
FEE = TaoRao(166_000)
EMPTY = SendForm(ALICE, RESERVE, "my-cold")
WHOLE = replace(EMPTY, address=BOB, amount="12.5")


def standing(free: int) -> Standing:
    return Standing(TaoRao(free), TaoRao(0), TaoRao(0), TaoRao(500))


def test_a_whole_form_is_an_exact_transfer():
    assert WHOLE.intent == TransferTao(BOB, TaoRao(12_500_000_000), keep_alive=True)


def test_an_empty_form_is_none():
    assert EMPTY.intent is None
    assert EMPTY.address_fault is AddressFault.EMPTY
    assert EMPTY.amount_fault is AmountFault.EMPTY


@pytest.mark.parametrize(
    "form",
    [
        replace(WHOLE, address=BOB[:-1]),
        replace(WHOLE, address=ALICE),
        replace(WHOLE, amount="1,5"),
        replace(WHOLE, amount="0"),
        replace(WHOLE, amount="0.000"),
    ],
)
def test_a_wrong_form_can_not_be_reviewed(form):
    assert form.intent is None


def test_all_but_the_reserve_needs_no_amount():
    form = replace(WHOLE, amount="nonsense", sends_all=True, keep_alive=False)
    assert form.intent == TransferTao(BOB, AllBut(RESERVE), keep_alive=False)
    assert form.amount_fault is None


def test_an_address_may_be_pasted_in_fours():
    fours = " ".join(BOB[at : at + 4] for at in range(0, len(BOB), 4))
    assert EMPTY.with_address(f" {fours}\n").dest == BOB


def test_the_probe_goes_to_the_sender_so_that_it_can_never_be_signed():
    assert EMPTY.probe == TransferTao(ALICE, AllBut(RESERVE), keep_alive=True)


def test_fee_reserve_and_the_least_of_an_account_stay():
    assert EMPTY.most(standing(TAO), FEE) == TAO - 500 - FEE - RESERVE
    assert replace(EMPTY, keep_alive=False).most(standing(TAO), FEE) == TAO - FEE - RESERVE
    assert EMPTY.most(standing(RESERVE), FEE) == 0


def test_an_amount_is_too_much_from_the_first_rao_on():
    most = EMPTY.most(standing(20 * TAO), FEE)
    exact = replace(WHOLE, amount=f"{most // TAO}.{most % TAO:09d}")
    over = replace(WHOLE, amount=f"{most // TAO}.{most % TAO + 1:09d}")
    assert not exact.is_too_much(standing(20 * TAO), FEE)
    assert over.is_too_much(standing(20 * TAO), FEE)
