"""A hotkey's row says where it is registered, what it carries and how its file is kept."""

from __future__ import annotations

import pytest

from core.domain.accounts import Registration
from core.domain.ids import NetUid, Uid
from core.domain.keys import Finding, KeyFormat
from gui.pages.wallets.hotkey_columns import HOTKEY_COLUMNS, file_state, hotkey_rows
from gui.tables.column import position as column_at
from gui.widgets.amount import HIDDEN
from tests.builders import TAO, account, address, position
from tests.fakes.key_records import hotkey, wallet

ONE = hotkey("miner-1", seed=1)


def place(netuid, uid, seed=1):
    return Registration(address(seed), NetUid(netuid), Uid(uid))


def row_of(record=ONE, places=None, owned=None, *, chosen="", hidden=False, unlocked=()):
    rows = hotkey_rows(
        wallet("w", record), places, owned, chosen=chosen, hidden=hidden, unlocked=unlocked
    )
    return rows[0]


def cell(row, key):
    return HOTKEY_COLUMNS[column_at(HOTKEY_COLUMNS, key)].cell(row)


def exact(row, key):
    return HOTKEY_COLUMNS[column_at(HOTKEY_COLUMNS, key)].exact(row)


def test_registrations_are_told_by_subnet_with_the_uid_behind():
    row = row_of(places={address(1): [place(14, 61), place(3, 29)]})
    assert (cell(row, "registered").text, cell(row, "registered").tail) == ("3, 14", "uid 29, 61")


def test_many_registrations_are_cut_and_told_in_full_when_copied():
    row = row_of(places={address(1): [place(netuid, netuid + 1) for netuid in range(6)]})
    assert cell(row, "registered").text == "0, 1, 2 +3"
    assert exact(row, "registered").endswith("subnet 5 uid 6")


def test_nowhere_is_not_the_same_as_not_known():
    assert cell(row_of(places={address(1): []}), "registered").text == "nowhere"
    assert cell(row_of(places=None), "registered").text == "–"
    assert cell(row_of(places={}), "registered").text == "–"


def test_stake_is_what_the_own_coldkey_has_with_it_on_all_subnets():
    owned = account(
        position(1, hotkey=address(1), alpha=2 * TAO, price=TAO),
        position(2, hotkey=address(1), alpha=3 * TAO, price=TAO // 2),
        position(1, hotkey=address(9), alpha=7 * TAO, price=TAO),
    )
    row = row_of(owned=owned)
    assert cell(row, "stake").text == "3.500"
    assert exact(row, "stake") == "3.500000000"
    assert cell(row_of(), "stake").text == "–"


def test_hidden_stake_is_neither_shown_nor_copied():
    owned = account(position(1, hotkey=address(1), alpha=2 * TAO, price=TAO))
    row = row_of(owned=owned, hidden=True)
    assert cell(row, "stake").text == HIDDEN
    assert exact(row, "stake") is None


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (hotkey(), "encrypted"),
        (hotkey("h", Finding.PLAINTEXT, kind=KeyFormat.JSON), "plaintext"),
        (hotkey("h", Finding.OPEN_MODE), "open to others"),
        (hotkey("h", Finding.PLAINTEXT, Finding.OPEN_MODE, kind=KeyFormat.JSON), "open to others"),
        (hotkey("h", kind=KeyFormat.ANSIBLE), "legacy"),
        (hotkey("h", kind=None), "public only"),
        (hotkey("h", Finding.DAMAGED, kind=KeyFormat.UNKNOWN), "damaged"),
        (hotkey("h", Finding.PAIR_DIFFERS), "files differ"),
    ],
)
def test_the_file_is_told_by_its_worst_trait(record, says):
    assert file_state(record)[0] == says


def test_the_chosen_hotkey_is_marked():
    assert cell(row_of(chosen="miner-1"), "name").tail == "chosen"
    assert cell(row_of(chosen="other"), "name").tail == ""


def test_an_open_hotkey_is_marked():
    assert cell(row_of(unlocked=["miner-1"]), "name").tail == "unlocked"
    both = row_of(chosen="miner-1", unlocked=["miner-1"])
    assert cell(both, "name").tail == "chosen, unlocked"


def test_whole_addresses_are_copied():
    assert exact(row_of(), "address") == address(1)
    assert len(cell(row_of(), "address").text) == 9
