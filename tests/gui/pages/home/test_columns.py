"""How positions and wallets look, and what of them leaves the table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gui.pages.home.columns import POSITION_COLUMNS, WALLET_COLUMNS
from gui.pages.home.rows import names_of, position_rows, wallet_rows
from gui.tables.column import NO_VALUE, Tone, position
from gui.widgets.amount import HIDDEN, HIDDEN_WORDS
from tests import builders
from tests.builders import TAO, account, account_list, address, hostile_texts, subnet
from tests.fakes import key_records

WALLET = key_records.wallet("my-cold", seed=1)


def position_row(hidden=False, name="Lumen Text", symbol="ξ", **fields):
    held = account_list(account(builders.position(14, **fields), owner=address(1)))
    names = names_of([WALLET], [subnet(14, name, symbol=symbol)])
    return position_rows(held, names, {}, hidden=hidden)[0]


def wallet_row(hidden=False, known=True):
    held = account_list(account(owner=address(1), free=1_500_000_001)) if known else None
    return wallet_rows([WALLET], held, (), hidden=hidden)[0]


def cell(columns, key, row):
    return columns[position(columns, key)].cell(row)


def exact(columns, key, row):
    return columns[position(columns, key)].exact(row)


def tip(columns, key, row):
    return columns[position(columns, key)].tooltip(row)


def test_a_position_reads_as_people_expect():
    row = position_row(alpha=5_204_118_123_456, price=48_210_000)
    staked = cell(POSITION_COLUMNS, "staked", row)
    assert (staked.text, staked.tail) == ("5\u00a0204.118", "\u00a0ξ")
    assert cell(POSITION_COLUMNS, "price", row).text == "0.04821"
    assert cell(POSITION_COLUMNS, "worth", row).text == "250.890"
    assert cell(POSITION_COLUMNS, "subnet", row).tail == "14"


def test_copies_carry_all_decimals_and_whole_addresses():
    row = position_row(alpha=5_204_118_123_456)
    assert exact(POSITION_COLUMNS, "staked", row) == "5204.118123456"
    assert exact(POSITION_COLUMNS, "hotkey", row) == row.hotkey
    assert exact(POSITION_COLUMNS, "wallet", row) == address(1)


@pytest.mark.parametrize("key", ["staked", "worth"])
def test_a_hidden_amount_is_nowhere_in_a_position(key):
    row = position_row(hidden=True)
    assert cell(POSITION_COLUMNS, key, row).text == HIDDEN
    assert cell(POSITION_COLUMNS, key, row).tail == ""
    assert exact(POSITION_COLUMNS, key, row) == HIDDEN_WORDS
    assert tip(POSITION_COLUMNS, key, row) == HIDDEN_WORDS


@pytest.mark.parametrize("key", ["free", "total"])
def test_a_hidden_amount_is_nowhere_in_a_wallet(key):
    row = wallet_row(hidden=True)
    assert cell(WALLET_COLUMNS, key, row).text == HIDDEN
    assert exact(WALLET_COLUMNS, key, row) == HIDDEN_WORDS


def test_prices_are_public_and_stay():
    assert cell(POSITION_COLUMNS, "price", position_row(hidden=True)).text == "0.04821"


@pytest.mark.parametrize(
    ("change", "text", "tone"),
    [
        (24, "+2.4\u00a0%", Tone.POSITIVE),
        (-11, "−1.1\u00a0%", Tone.NEGATIVE),
        (0, "+0.0\u00a0%", Tone.MUTED),
    ],
)
def test_a_change_has_sign_and_colour(change, text, tone):
    found = cell(POSITION_COLUMNS, "change_24h", replace(position_row(), change=change))
    assert (found.text, found.tone) == (text, tone)


def test_an_unknown_change_is_a_dash():
    assert cell(POSITION_COLUMNS, "change_24h", position_row()) == NO_VALUE
    assert exact(POSITION_COLUMNS, "change_24h", position_row()) is None


def test_a_wallet_reads_as_people_expect():
    row = wallet_row()
    assert cell(WALLET_COLUMNS, "free", row).text == "1.500"
    assert exact(WALLET_COLUMNS, "free", row) == "1.500000001"
    assert cell(WALLET_COLUMNS, "name", row).text == "my-cold"


def test_what_a_wallet_owns_is_a_dash_before_it_is_known():
    row = wallet_row(known=False)
    assert cell(WALLET_COLUMNS, "total", row) == NO_VALUE
    assert exact(WALLET_COLUMNS, "total", row) is None


def test_a_wallet_without_an_address_says_so():
    (row,) = wallet_rows([key_records.empty()], None, (), hidden=False)
    assert cell(WALLET_COLUMNS, "address", row).text == "no address"
    assert "cannot be read" in tip(WALLET_COLUMNS, "address", row)


def test_hostile_names_stay_on_one_line_and_short():
    for text in hostile_texts(60):
        row = position_row(name=text, symbol=text)
        for column in POSITION_COLUMNS:
            shown = column.cell(row).text + column.cell(row).mark
            assert "\n" not in shown
            assert len(shown) < 200
            assert column.sort_key(row) is not None or column.key == "change_24h"


def test_amounts_of_every_size_are_told():
    for power in range(1, 24):
        row = position_row(alpha=10**power, price=TAO)
        assert cell(POSITION_COLUMNS, "worth", row).text
