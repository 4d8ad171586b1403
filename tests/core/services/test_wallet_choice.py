from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.keys import KeyRef, WalletListing
from core.domain.settings import Launch, Settings
from core.services.wallet_choice import choose_key, launch_notices
from tests.fakes.vault import hotkey, wallet

LISTING = WalletListing(
    Path("wallets"),
    (
        wallet("empty", address=None, form=None),
        wallet("alice", hotkey("a1"), hotkey("a2")),
        wallet("bob", hotkey("b1"), hotkey("a1")),
    ),
)


def launch(name: str = "", hot: str = "") -> Launch:
    return Launch(Path("data"), Path("wallets"), wallet_name=name, wallet_hotkey=hot)


@pytest.mark.parametrize(
    ("asked", "saved", "picked", "chosen"),
    [
        (("", ""), ("", ""), None, KeyRef("alice")),
        (("bob", "b1"), ("alice", "a1"), None, KeyRef("bob", "b1")),
        (("bob", ""), ("alice", "a1"), None, KeyRef("bob")),
        (("bob", "b1"), ("", ""), KeyRef("alice", "a2"), KeyRef("alice", "a2")),
        (("bob", "b1"), ("", ""), KeyRef("alice"), KeyRef("alice")),
        (("", ""), ("bob", "b1"), None, KeyRef("bob", "b1")),
        (("", "a1"), ("bob", "b1"), None, KeyRef("bob", "a1")),
        (("", "a2"), ("bob", "b1"), None, KeyRef("bob", "b1")),
        (("", "a2"), ("", ""), None, KeyRef("alice", "a2")),
        (("gone", "b1"), ("bob", ""), None, KeyRef("bob", "b1")),
        (("gone", ""), ("gone", "x"), KeyRef("gone"), KeyRef("alice")),
        (("bob", "gone"), ("", ""), None, KeyRef("bob")),
        (("", ""), ("empty", ""), None, KeyRef("empty")),
    ],
)
def test_the_choice_goes_from_picked_over_asked_over_saved_to_the_first(
    asked, saved, picked, chosen
):
    settings = Settings(wallet=saved[0], hotkey=saved[1])
    assert choose_key(LISTING, launch(*asked), settings, picked) == chosen


def test_without_wallets_nothing_is_chosen():
    assert choose_key(WalletListing(Path("wallets")), launch("alice"), Settings()) is None


def test_a_wallet_without_address_is_chosen_where_there_is_no_other():
    listing = WalletListing(Path("wallets"), LISTING.wallets[:1])
    assert choose_key(listing, launch(), Settings()) == KeyRef("empty")


def _holds(name: str, hot: str) -> bool:
    return name == "alice" and hot in ("", "a1")


@pytest.mark.parametrize(
    ("asked", "saved"),
    [(("", ""), ""), (("alice", ""), "gone"), (("alice", "a1"), ""), (("", "a1"), "alice")],
)
def test_names_that_are_there_need_no_notice(asked, saved):
    assert launch_notices(launch(*asked), Settings(wallet=saved), _holds) == ()


@pytest.mark.parametrize(
    ("asked", "saved", "words"),
    [
        (("carol", ""), "", ("wallet carol", "not in wallets", "Another one")),
        (("carol", "a1"), "alice", ("wallet carol",)),
        (("alice", "zz"), "", ("hotkey zz", "wallet alice does not have")),
        (("", "zz"), "alice", ("hotkey zz", "wallet alice")),
    ],
)
def test_a_name_that_is_not_there_is_told(asked, saved, words):
    (notice,) = launch_notices(launch(*asked), Settings(wallet=saved), _holds)
    for part in words:
        assert part in notice
