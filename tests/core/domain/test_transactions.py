from __future__ import annotations

import pytest

from core.domain.ids import Ss58
from core.domain.intents import AllBut, TransferTao
from core.domain.money import TaoRao
from core.domain.transactions import Standing


def standing(free: int, reserved: int = 0, frozen: int = 0) -> Standing:
    return Standing(TaoRao(free), TaoRao(reserved), TaoRao(frozen), TaoRao(500))


@pytest.mark.parametrize(
    ("held", "keep_alive", "usable"),
    [
        (standing(10_000), True, 9_500),
        (standing(10_000), False, 10_000),
        (standing(10_000, frozen=4_000), True, 6_000),
        (standing(10_000, reserved=3_000, frozen=4_000), False, 9_000),
        (standing(10_000, reserved=3_000, frozen=4_000), True, 9_000),
        (standing(10_000, reserved=4_000, frozen=4_000), True, 9_500),
        (standing(300), True, 0),
        (standing(10_000, reserved=1), False, 9_500),
        (standing(100, frozen=4_000), False, 0),
    ],
)
def test_what_can_leave_an_account(held, keep_alive, usable):
    assert held.usable(keep_alive=keep_alive) == usable


def test_an_open_amount_is_not_taken_for_an_exact_one():
    with pytest.raises(ValueError, match="not known"):
        _ = TransferTao(Ss58("x"), AllBut(TaoRao(1))).exact
