from __future__ import annotations

import pytest

from core.domain.ids import ROOT, NetUid, Ss58
from core.domain.intents import AddStake, AllBut, RegisterHotkey, TransferTao, Within
from core.domain.money import Price, TaoRao

SOMEBODY = Ss58("5Somebody")
ONE = NetUid(1)


@pytest.mark.parametrize(
    ("points", "price", "limit"),
    [(0, 100, 100), (500, 100, 105), (500, 21_040_001, 22_092_001), (1, 9_999, 9_999)],
)
def test_a_limit_within_a_tolerance_is_rounded_down(points, price, limit):
    assert Within(points).above(price) == limit


@pytest.mark.parametrize(
    "read",
    [
        lambda: TransferTao(SOMEBODY, AllBut(TaoRao(1))).exact,
        lambda: AddStake(SOMEBODY, ONE, AllBut(TaoRao(1)), Price(1)).exact,
        lambda: AddStake(SOMEBODY, ONE, TaoRao(1), Within(1)).ceiling,
        lambda: RegisterHotkey(SOMEBODY, ONE, Within(1)).exact,
    ],
)
def test_what_is_open_is_not_taken_for_exact(read):
    with pytest.raises(ValueError, match="not known"):
        read()


@pytest.mark.parametrize(("price", "over"), [(99, False), (100, True), (101, True)])
def test_buying_needs_a_price_below_the_limit(price, over):
    assert AddStake(SOMEBODY, ONE, TaoRao(1), Price(100)).is_over(price) is over


@pytest.mark.parametrize(("price", "over"), [(100, False), (101, True)])
def test_on_the_root_network_and_for_registering_the_price_may_be_the_limit(price, over):
    assert AddStake(SOMEBODY, ROOT, TaoRao(1), Price(100)).is_over(price) is over
    assert RegisterHotkey(SOMEBODY, ONE, TaoRao(100)).is_over(price) is over


def test_the_most_a_registration_can_cost_is_its_limit():
    assert RegisterHotkey(SOMEBODY, ONE, TaoRao(7)).exact == 7
