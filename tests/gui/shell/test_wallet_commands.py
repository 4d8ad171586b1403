"""What the palette offers about wallets."""

from __future__ import annotations

from dataclasses import replace

from core.domain.keys import CryptoType, HotkeyRecord, KeyFormat, KeyName, KeyRef, WalletRecord
from gui.shell.ranking import rank
from gui.shell.wallet_commands import WalletState, wallet_entries
from tests.builders import address

MINER = HotkeyRecord(KeyName("miner", "miner"), address(3), CryptoType.SR25519, KeyFormat.JSON)


def wallet(name: str, seed: int, **fields) -> WalletRecord:
    record = WalletRecord(
        KeyName(name, name), address(seed), CryptoType.SR25519, KeyFormat.NACL, hotkeys=(MINER,)
    )
    return replace(record, **fields)


STATE = WalletState(
    wallets=(wallet("my-cold", 1), wallet("watched", 2, format=None, hotkeys=())),
    chosen=KeyRef("my-cold"),
    unlocked=False,
    hidden=False,
)


def titles(state: WalletState) -> list[str]:
    return [entry.title for entry in wallet_entries(state)]


def keys(state: WalletState) -> dict[str, str]:
    return {entry.title: entry.key for entry in wallet_entries(state)}


def test_the_chosen_wallet_can_be_sent_from_and_received_to():
    assert keys(STATE)["Send from my-cold"] == "go:wallets/my-cold/+send"
    assert keys(STATE)["Receive to my-cold"] == "go:wallets/my-cold"


def test_a_watched_wallet_is_not_sent_from_nor_unlocked():
    state = replace(STATE, chosen=KeyRef("watched"))
    assert "Receive to watched" in titles(state)
    assert not [t for t in titles(state) if t.startswith(("Send", "Unlock", "Create hotkeys"))]


def test_it_locks_what_is_open_and_unlocks_what_is_not():
    assert "Unlock my-cold" in titles(STATE)
    assert "Lock now" not in titles(STATE)
    opened = replace(STATE, unlocked=True)
    assert "Lock now" in titles(opened)
    assert "Unlock my-cold" not in titles(opened)


def test_the_address_book_opens_from_anywhere():
    assert keys(STATE)["Address book"] == "book"


def test_amounts_are_hidden_or_shown():
    assert "Hide amounts" in titles(STATE)
    assert "Show amounts" in titles(replace(STATE, hidden=True))


def test_without_any_wallet_one_can_be_made():
    state = replace(STATE, wallets=(), chosen=None)
    assert keys(state)["Create a wallet"] == "go:wallets/+create"
    assert keys(state)["Import a wallet"] == "go:wallets/+import"


def test_wallets_and_hotkeys_are_found_by_name():
    assert rank(wallet_entries(STATE), "watched")[0].key == "go:wallets/watched"
    assert rank(wallet_entries(STATE), "miner")[0].key == "go:wallets/my-cold"


def test_a_key_is_found_by_the_beginning_of_its_address():
    typed = address(2)[:9]
    assert rank(wallet_entries(STATE), typed)[0].title == "watched"
    assert rank(wallet_entries(STATE), address(3))[0].title == "miner"


def test_a_hostile_name_is_cleaned():
    hostile = replace(wallet("x", 1), name=KeyName("a/b", "a\u202eb\n"))
    state = replace(STATE, wallets=(hostile,), chosen=KeyRef("a/b"))
    assert "Send from ab" in titles(state)
    assert keys(state)["Send from ab"] == "go:wallets/a%2Fb/+send"
