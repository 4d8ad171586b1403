"""Names are judged as the vault judges them."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.keys import KeyReason, WalletListing
from core.errors import AppError, ErrorKind
from core.flows.naming import hotkey_names, is_loss, name_problem, same_name, wallet_names
from tests.fakes.vault import hotkey, wallet


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("field-notes", None),
        ("", KeyReason.NAME_INVALID),
        ("a b", KeyReason.NAME_INVALID),
        ("../up", KeyReason.NAME_INVALID),
        ("x" * 49, KeyReason.NAME_INVALID),
        ("con", KeyReason.NAME_RESERVED),
        ("Hotkeys", KeyReason.NAME_RESERVED),
        ("Main", KeyReason.NAME_TAKEN),
    ],
)
def test_why_a_name_cannot_be(name, problem):
    assert name_problem(name, ("main", "practice")) == problem


def test_names_are_of_the_listing():
    record = wallet("main", hotkey("miner"))
    assert wallet_names(WalletListing(Path("wallets"), (record,))) == ("main",)
    assert hotkey_names(record) == ("miner",)
    assert wallet_names(None) == hotkey_names(None) == ()


def test_capitals_do_not_part_names():
    assert same_name("Miner", "miner")
    assert not same_name("miner", "miner2")


@pytest.mark.parametrize(
    ("kind", "reason", "lost"),
    [
        (ErrorKind.LOCKED, "", True),
        (ErrorKind.TIMEOUT, "", True),
        (ErrorKind.NOT_FOUND, KeyReason.NO_DRAFT, True),
        (ErrorKind.INTERNAL, KeyReason.AGENT_ENDED, True),
        (ErrorKind.STORAGE, KeyReason.DISK_FULL, False),
        (ErrorKind.BAD_INPUT, KeyReason.NAME_TAKEN, False),
    ],
)
def test_a_draft_is_lost_with_its_process(kind, reason, lost):
    assert is_loss(AppError(kind, "so", {"reason": reason} if reason else {})) is lost
