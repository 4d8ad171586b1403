"""Menus offer what can be done with this wallet, and never to overwrite or to rename."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.keys import Finding, KeyFormat
from gui.pages.wallets.menus import backup_menu, hotkey_menu, wallet_menu
from tests.fakes.key_records import empty, hotkey, wallet, watched


class Deeds:
    """Keeps what was asked for."""

    def __init__(self) -> None:
        self.done: list[tuple[str, tuple[object, ...]]] = []

    def __getattr__(self, name):
        return lambda *given: self.done.append((name, given))


def offered(entries):
    return {entry.words: entry for entry in entries if entry is not None}


def wallet_entries(record, *, unlocked=False, chosen=False, receives=True):
    state = {"unlocked": unlocked, "chosen": chosen, "receives": receives}
    return offered(wallet_menu(Deeds(), record, **state))


def test_a_coldkey_can_be_opened_backed_up_changed_and_put_away():
    entries = wallet_entries(wallet())
    assert list(entries) == [
        "Choose this wallet",
        "Copy address",
        "Unlock…",
        "Check the recovery words…",
        "Export keyfile…",
        "Export polkadot-js JSON…",
        "Change password…",
        "Put away…",
    ]
    assert all(entry.enabled for entry in entries.values())


def test_an_open_wallet_can_be_locked_and_the_chosen_one_not_chosen():
    entries = wallet_entries(wallet(), unlocked=True, chosen=True)
    assert "Lock all keys" in entries
    assert not entries["Choose this wallet"].enabled


def test_an_old_format_can_be_encrypted_anew():
    assert "Encrypt anew…" in wallet_entries(wallet(kind=KeyFormat.ANSIBLE))


def test_a_coldkey_in_plaintext_is_encrypted_and_its_file_not_exported():
    entries = wallet_entries(wallet(kind=KeyFormat.JSON))
    assert "Encrypt…" in entries
    assert not entries["Export keyfile…"].enabled


@pytest.mark.parametrize("record", [watched(), empty()])
def test_without_a_coldkey_there_is_nothing_to_open_or_back_up(record):
    entries = wallet_entries(record)
    assert not {"Unlock…", "Change password…", "Export keyfile…"} & set(entries)
    assert entries["Put away…"].enabled


def test_a_damaged_coldkey_offers_nothing_that_needs_it():
    entries = wallet_entries(wallet(kind=KeyFormat.UNKNOWN, findings=(Finding.DAMAGED,)))
    for words in ("Export keyfile…", "Export polkadot-js JSON…"):
        assert not entries[words].enabled


def test_the_words_of_a_damaged_coldkey_can_be_checked_against_its_address():
    damaged = wallet(kind=KeyFormat.NACL, findings=(Finding.DAMAGED,))
    assert wallet_entries(damaged)["Check the recovery words…"].enabled
    unread = replace(damaged, address=None)
    assert not wallet_entries(unread)["Check the recovery words…"].enabled


def test_nothing_is_written_where_another_program_gave_the_name():
    entries = wallet_entries(wallet("wei rd", foreign=True))
    enabled = {words for words, entry in entries.items() if entry.enabled}
    assert enabled == {
        "Choose this wallet",
        "Copy address",
        "Unlock…",
        "Check the recovery words…",
        "Export keyfile…",
        "Export polkadot-js JSON…",
    }


def hotkey_entries(record, owner=None):
    return offered(hotkey_menu(Deeds(), owner or wallet("w", record), record, chosen=False))


@pytest.mark.parametrize(
    ("record", "words"),
    [(hotkey(), "Change password…"), (hotkey(kind=KeyFormat.JSON), "Encrypt…")],
)
def test_a_hotkey_gets_another_password_or_its_first(record, words):
    assert hotkey_entries(record)[words].enabled


def test_a_hotkey_that_is_not_here_has_no_password():
    entries = hotkey_entries(hotkey(kind=None))
    assert set(entries) == {"Choose this hotkey", "Copy address", "Put away…"}


def test_every_entry_does_something():
    deeds = Deeds()
    record = wallet("w", hotkey(), kind=KeyFormat.ANSIBLE)
    menus = (
        wallet_menu(deeds, record, unlocked=False, chosen=False, receives=True),
        backup_menu(deeds, record),
        hotkey_menu(deeds, record, record.hotkeys[0], chosen=False),
    )
    entries = [entry for menu in menus for entry in menu if entry is not None]
    for entry in entries:
        entry.does()
    assert len(deeds.done) == len(entries)


def test_an_address_that_is_not_to_be_sent_to_is_not_copied_either():
    assert "Copy address" not in wallet_entries(wallet(), receives=False)
