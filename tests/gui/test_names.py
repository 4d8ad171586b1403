"""Whose an address is: own keys first, then the address book."""

from __future__ import annotations

from pathlib import Path

from core.domain.contacts import Contact
from core.domain.ids import Ss58
from core.domain.keys import HotkeyRecord, KeyName, WalletListing, WalletRecord
from gui.names import Belongs, Names, read_names
from tests.fakes.accounts import FakeContacts
from tests.fakes.application import FakeApplication
from tests.fakes.signers import address
from tests.fakes.wallets import FakeWallets

ALICE, BOB, CAROL = address("//Alice"), address("//Bob"), address("//Charlie")
WALLET = WalletRecord(
    KeyName("my-cold", "my-cold"),
    ALICE,
    hotkeys=(HotkeyRecord(KeyName("miner-3", "miner-3"), CAROL),),
)
LISTING = WalletListing(Path("wallets"), (WALLET,))


def test_own_keys_and_contacts_have_names():
    names = Names(LISTING, [Contact(BOB, "treasury", 0.0)])
    assert [names.name(one) for one in (ALICE, BOB, CAROL)] == ["my-cold", "treasury", "miner-3"]
    assert names.find(BOB).belongs is Belongs.CONTACT


def test_a_label_of_the_book_does_not_rename_a_wallet():
    names = Names(LISTING, [Contact(ALICE, "somebody else", 0.0)])
    assert names.name(ALICE) == "my-cold"


def test_an_unknown_address_is_shown_shortened():
    assert Names().words(BOB) == f"{BOB[:4]}…{BOB[-4:]}"


def test_tao_is_not_offered_to_hotkeys():
    names = Names(LISTING, [Contact(BOB, "Treasury", 0.0)])
    assert [known.name for known in names.payable()] == ["my-cold", "Treasury"]
    assert [known.name for known in names.own()] == ["miner-3", "my-cold"]


def test_labels_are_cleaned():
    assert Names(book=[Contact(BOB, "a\u202eb\n", 0.0)]).name(BOB) == "ab"


def test_an_address_with_the_ends_of_a_known_one_is_its_twin():
    names = Names(LISTING)
    twin = ALICE[:4] + "x" * 40 + ALICE[-4:]
    assert [known.name for known in names.twins(twin)] == ["my-cold"]
    assert names.twins(ALICE) == []
    assert names.twins(BOB) == []


def test_a_known_address_is_nobodys_twin():
    twin = ALICE[:4] + "x" * 40 + ALICE[-4:]
    assert Names(LISTING, [Contact(Ss58(twin), "exchange", 0.0)]).twins(twin) == []


async def test_names_are_read_from_wallets_and_book():
    app = FakeApplication(
        wallets=FakeWallets(WALLET), contacts=FakeContacts(Contact(BOB, "treasury", 0.0))
    )
    names = await read_names(app)
    assert names.addresses() == {ALICE, BOB, CAROL}
