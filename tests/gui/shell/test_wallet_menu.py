"""The menu under the wallet button, and the button's words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from core.domain.keys import CryptoType, HotkeyRecord, KeyFormat, KeyName, KeyRef, WalletRecord
from gui.shell.wallet_button import WalletButton
from gui.shell.wallet_menu import Offer, WalletMenu
from tests.builders import address
from tests.fakes.wallets import ADDRESS

MINER = HotkeyRecord(KeyName("miner", "miner"), address(3), CryptoType.SR25519, KeyFormat.JSON)
COLD = WalletRecord(
    KeyName("my-cold", "my-cold"), ADDRESS, CryptoType.SR25519, KeyFormat.NACL, hotkeys=(MINER,)
)
WATCHED = WalletRecord(KeyName("watched", "watched"), address(2), CryptoType.SR25519)
OFFER = Offer((COLD, WATCHED), KeyRef("my-cold"), unlocked=False)


@pytest.fixture
def menu(theme, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = WalletMenu(theme, window)
    made.window_kept = window
    return made


def words(menu: QMenu) -> list[str]:
    return [a.text().partition("\t")[0] for a in menu.actions() if not a.isSeparator()]


def act(menu: QMenu, text: str):
    return next(a for a in menu.actions() if a.text().partition("\t")[0] == text)


def test_it_lists_the_wallets_and_what_can_be_done(menu):
    menu.fill(OFFER)
    assert words(menu) == [
        "my-cold",
        "watched",
        "Hotkey: none",
        "Unlock my-cold…",
        "Manage wallets",
        "Create a wallet",
        "Import a wallet",
    ]
    assert not act(menu, "my-cold").isEnabled()


def test_choosing_a_wallet_says_which(menu, qtbot):
    menu.fill(OFFER)
    with qtbot.waitSignal(menu.key_chosen) as signal:
        act(menu, "watched").trigger()
    assert signal.args == [KeyRef("watched")]


def test_a_hotkey_can_be_chosen_and_left_again(menu, qtbot):
    menu.fill(OFFER)
    hotkeys = act(menu, "Hotkey: none").menu()
    with qtbot.waitSignal(menu.key_chosen) as signal:
        act(hotkeys, "miner").trigger()
    assert signal.args == [KeyRef("my-cold", "miner")]
    menu.fill(replace(OFFER, chosen=KeyRef("my-cold", "miner")))
    assert "Hotkey: miner" in words(menu)
    assert act(menu, "my-cold").isEnabled()


def test_what_is_open_can_be_locked(menu, qtbot):
    menu.fill(replace(OFFER, unlocked=True))
    with qtbot.waitSignal(menu.lock_requested):
        act(menu, "Lock now").trigger()


def test_a_watched_wallet_cannot_be_unlocked(menu):
    menu.fill(replace(OFFER, chosen=KeyRef("watched")))
    assert not act(menu, "Unlock watched…").isEnabled()


def test_without_wallets_one_can_be_made(menu, qtbot):
    menu.fill(Offer((), None, unlocked=False))
    with qtbot.waitSignal(menu.route_requested) as signal:
        act(menu, "Create a wallet").trigger()
    assert signal.args == ["wallets/+create"]
    assert not act(menu, "Unlock the wallet…").isEnabled()


def test_many_wallets_lead_to_their_page(menu, qtbot):
    many = tuple(replace(COLD, name=KeyName(f"w{n}", f"w{n}"), hotkeys=()) for n in range(25))
    menu.fill(Offer(many, None, unlocked=False))
    assert len([w for w in words(menu) if w.startswith("w")]) == 20
    with qtbot.waitSignal(menu.route_requested) as signal:
        act(menu, "5 more…").trigger()
    assert signal.args == ["wallets"]


def test_a_name_with_an_ampersand_is_shown_whole(menu):
    menu.fill(Offer((replace(COLD, name=KeyName("a&b", "a&b")),), None, unlocked=False))
    assert "a&&b" in words(menu)


@pytest.fixture
def button(theme, qtbot):
    made = WalletButton(theme)
    qtbot.addWidget(made)
    return made


def test_the_button_names_the_wallet(button):
    button.show_wallet("my-cold", watched=False)
    assert button.accessibleName() == "Wallet: my-cold"
    button.show_wallet("exchange", watched=True)
    assert button.accessibleName() == "Wallet: exchange (watched only)"
    button.show_wallet("", watched=False)
    assert button.accessibleName() == "Wallet: No wallet"


def test_a_long_name_does_not_push_the_header_apart(button):
    button.show_wallet("w" * 200, watched=False)
    assert button.width() < 240


def test_where_there_is_little_room_a_name_is_elided_sooner(button):
    button.show_wallet("w" * 200, watched=False)
    wide = button.width()
    button.set_tight(tight=True)
    assert button.width() < wide
    button.show_wallet("my-cold", watched=False)
    narrow = button.width()
    button.set_tight(tight=False)
    assert button.width() == narrow
