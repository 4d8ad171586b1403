"""Routes of wallets hold any folder's name, and lead to the right page."""

from __future__ import annotations

import pytest

from gui.routes import (
    CHECK,
    CREATE_WALLET,
    HOTKEYS,
    IMPORT_WALLET,
    SEND,
    WATCH_ADDRESS,
    wallet_name,
    wallet_route,
    wizard_of,
)

NAMES = ["my-cold", "wei rd <b>", "a/b", "+create", "ü", "\udcff", "%41"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_out_of_its_route_as_it_went_in(name):
    assert wallet_name(wallet_route(name)) == name
    assert wallet_name(wallet_route(name, SEND)) == name


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_taken_for_a_wizard(name):
    assert wizard_of(wallet_route(name)) == ""


@pytest.mark.parametrize(
    ("route", "wizard"),
    [
        (CREATE_WALLET, "create-wallet"),
        (IMPORT_WALLET, "import-wallet"),
        (WATCH_ADDRESS, "import-wallet"),
        (wallet_route("a", SEND), "send"),
        (wallet_route("a", CHECK), "backup-check"),
        (wallet_route("a", HOTKEYS), "create-hotkeys"),
    ],
)
def test_wizards_have_routes_of_their_own(route, wizard):
    assert wizard_of(route) == wizard


def test_a_route_without_a_wallet_names_none():
    assert wallet_name("wallets") == wallet_name(CREATE_WALLET) == ""
