"""Both generations of btcli work against the practice node, unmodified."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.interop.clients import ToolError

AMOUNT = Decimal("1.234567891")
DEAREST_FEE = Decimal("0.01")


def test_every_subnet_is_listed(btcli):
    rows = btcli.subnets()
    assert sorted(rows) == list(range(len(rows)))
    assert len(rows) > 2
    assert all(row.name and row.price and row.price > 0 for n, row in rows.items() if n)


def test_both_tools_see_the_same_subnets(current, older):
    """Prices move with every block, and the tools name the root network differently."""
    one, other = current.subnets(), older.subnets()
    assert one.keys() == other.keys()
    for netuid in one.keys() - {0}:
        assert (one[netuid].name, one[netuid].tempo) == (other[netuid].name, other[netuid].tempo)


def test_both_tools_see_the_same_owner_and_neurons(current, older):
    assert current.subnet_owner(1) == older.subnet_owner(1)
    assert sorted(current.hotkeys(1)) == sorted(older.hotkeys(1))
    assert len(current.hotkeys(1)) > 1


def test_alice_has_tao_to_practise_with(btcli):
    assert btcli.own_balance() > 100


def test_an_address_that_nobody_used_is_empty(btcli, stranger):
    assert btcli.balance(stranger) == 0


def test_a_transfer_arrives_whole_and_costs_its_fee(btcli, stranger):
    before = btcli.own_balance()
    btcli.transfer(stranger, str(AMOUNT))
    assert btcli.balance(stranger) == AMOUNT
    fee = before - AMOUNT - btcli.own_balance()
    assert 0 < fee < DEAREST_FEE


def test_a_transfer_beyond_the_balance_is_refused_and_moves_nothing(btcli, stranger):
    before = btcli.own_balance()
    with pytest.raises(ToolError):
        btcli.transfer(stranger, str(before + 1000))
    assert btcli.balance(stranger) == 0
    assert before - btcli.own_balance() < DEAREST_FEE
