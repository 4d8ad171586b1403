"""The list finds wallets by name, hotkey and address, and reads them aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt

from core.domain.keys import KeyRef
from gui.pages.wallets.balances import Balances
from gui.pages.wallets.list_model import WalletModel
from tests.builders import TAO, account, account_list, address
from tests.fakes.application import FakeApplication
from tests.fakes.key_records import hotkey, wallet, watched


@pytest.fixture
def model(qapp):
    owner = QObject()
    made = WalletModel(Balances(FakeApplication(), owner), owner)
    made.owner = owner
    made.take([wallet("my-cold", hotkey("miner-7")), watched("Treasury"), wallet("old", seed=3)])
    return made


def names(model):
    return [model.record(row).name.text for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["my-cold", "Treasury", "old"]),
        ("treas", ["Treasury"]),
        ("MINER-7", ["my-cold"]),
        (address(3)[5:15], ["old"]),
        ("my cold", ["my-cold"]),
        ("nothing", []),
    ],
)
def test_it_is_searched_by_name_hotkey_and_address(model, text, found):
    model.search(text)
    assert names(model) == found
    assert model.total == 3


def test_a_changed_record_does_not_reset_the_list(model, qtbot):
    resets, changes = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda *_: changes.append(1))
    model.take([wallet("my-cold"), watched("Treasury"), wallet("old", seed=3)])
    assert (resets, changes) == ([], [1])
    model.take([watched("Treasury"), wallet("old", seed=3)])
    assert resets == [1]
    assert model.row_of("old") == 1
    assert model.row_of("my-cold") is None


def spoken(model, row):
    return model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)


def test_it_is_read_aloud_with_marks_amount_and_state(model):
    model.balances._take(account_list(account(owner=address(100), free=2 * TAO)))
    model.show_unlocked([KeyRef("old")])
    group = address(100)[:4]
    assert spoken(model, 0).startswith(f"my-cold, 2.000 TAO, locked, {group}")
    assert spoken(model, 1).startswith("Treasury, watch-only, watched, ")
    assert ", unlocked, " in spoken(model, 2)


def test_hidden_amounts_are_not_read_aloud(model):
    model.balances._take(account_list(account(owner=address(100), free=2 * TAO)))
    model.hidden = True
    assert "2.000" not in spoken(model, 0)
    assert "amount hidden" in spoken(model, 0)
