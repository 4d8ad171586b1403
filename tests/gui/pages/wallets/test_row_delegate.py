"""A row is painted whatever the wallet is called and however narrow the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from core.domain.keys import KeyFormat
from gui.pages.wallets.balances import Balances
from gui.pages.wallets.list_model import WalletModel
from gui.pages.wallets.wallet_list import WalletListView
from tests.builders import TAO, account, account_list, address
from tests.fakes.application import FakeApplication
from tests.fakes.key_records import empty, wallet, watched


@pytest.fixture
def view(qtbot, theme):
    owner = QObject()
    model = WalletModel(Balances(FakeApplication(), owner), owner)
    made = WalletListView(model, theme)
    qtbot.addWidget(made)
    made.owner, made.wallets = owner, model
    made.resize(320, 300)
    return made


def picture(view, *records):
    view.wallets.take(records)
    view.clearFocus()
    return view.grab().toImage()


def test_marks_and_states_are_seen(view):
    plain = picture(view, wallet("same"))
    assert picture(view, wallet("same", kind=KeyFormat.ANSIBLE)) != plain
    assert picture(view, watched("same")) != plain
    assert picture(view, wallet("same")) == plain


def test_an_amount_is_seen_and_veiled(view):
    view.wallets.take([wallet("same")])
    unknown = view.grab().toImage()
    view.wallets.balances._take(account_list(account(owner=address(100), free=2 * TAO)))
    known = view.grab().toImage()
    view.wallets.hidden = True
    hidden = view.grab().toImage()
    view.wallets.balances._take(account_list(account(owner=address(100), free=3 * TAO)))
    assert len({bytes(i.constBits()) for i in (unknown, known, hidden)}) == 3
    assert view.grab().toImage() == hidden


@pytest.mark.parametrize("width", [40, 120, 260, 320])
@pytest.mark.parametrize("name", ["", "x", "W" * 64, "<b>&", "ﷺ" * 20])
def test_any_name_fits_into_any_width(view, name, width):
    view.resize(width, 200)
    records = (wallet(name, kind=KeyFormat.ANSIBLE, foreign=True), empty(name + "2"))
    assert not picture(view, *records).isNull()
