from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.addresses import ZERO
from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    FromDraft,
    FromPolkadotJs,
    FromPrivateKey,
    FromSeed,
    FromWords,
    KeyRef,
    Secret,
)
from core.domain.settings import Launch, Settings
from core.domain.wallets import HealthItem, KeyChange, Repair
from core.errors import AppError, ErrorKind
from core.services import wallet_listings
from core.services.preferences import PreferenceService
from core.services.wallets import WalletService
from tests.fakes.vault import FakeBackupLog, FakeVault, hotkey, wallet
from tests.fakes.wallets import ADDRESS

FULL_DISK = AppError(ErrorKind.STORAGE, "full")
PASSWORD = Secret(b"password")


class Store:
    def __init__(self) -> None:
        self.saved = Settings()
        self.error: AppError | None = None

    def save(self, settings: Settings) -> None:
        if self.error is not None:
            raise self.error
        self.saved = settings


class House:
    """A service over a fake vault and a real folder to watch."""

    def __init__(self, root: Path, *wallets, settings=None, name="", hot="", backups=None) -> None:
        self.root = root
        self.vault = FakeVault(*wallets)
        self.backups = backups or FakeBackupLog()
        self.store = Store()
        self.forgotten: list[KeyRef] = []
        self.service = WalletService(
            self.vault,
            self.backups,
            PreferenceService(self.store, settings or Settings()),
            Launch(root, root, wallet_name=name, wallet_hotkey=hot),
            lambda: 1234.0,
            self._forget,
        )

    async def _forget(self, ref: KeyRef) -> None:
        assert ("put_away", ref) not in self.vault.done
        self.forgotten.append(ref)


@pytest.fixture
async def house(tmp_path, monkeypatch) -> AsyncIterator[House]:
    monkeypatch.setattr(wallet_listings, "LOOK_SECONDS", 0.01)
    made = House(tmp_path, wallet("main", hotkey("miner")), wallet("other"))
    yield made
    await made.service.close()


# -- listing and the choice


async def test_beginning_lists_and_whoever_follows_gets_it(house):
    assert house.service.listing is None
    assert house.service.chosen is None
    assert house.service.wallet("main") is None
    listings = house.service.listings()
    house.service.begin()
    assert [w.name.text for w in (await anext(listings)).wallets] == ["main", "other"]
    assert house.service.wallet("other") == wallet("other")
    assert house.service.wallet("gone") is None


async def test_a_change_in_the_folder_is_listed(house):
    house.service.begin()
    listings = house.service.listings()
    await anext(listings)
    house.vault.listed = (wallet("main"),)
    (house.root / "main").mkdir()
    assert len((await anext(listings)).wallets) == 1


async def test_where_the_listing_says_it_the_choice_says_it_too(house):
    """Whoever hears of a listing finds the choice that it makes."""
    listings = house.service.listings()
    house.service.begin()
    await anext(listings)
    assert house.service.chosen == KeyRef("main")


async def test_a_refresh_that_fails_is_said(house):
    house.vault.listing_error = FULL_DISK
    with pytest.raises(AppError, match="full"):
        await house.service.refresh()


async def test_closing_ends_the_streams_and_the_watching(house):
    house.service.begin()
    listings, choices = house.service.listings(), house.service.choices()
    await house.service.close()
    assert [listing async for listing in listings] == []
    assert [choice async for choice in choices] == []
    assert not [t for t in asyncio.all_tasks() if t.get_name() == "watch the wallets"]


async def test_the_choice_is_told_with_the_first_listing(house):
    choices = house.service.choices()
    await house.service.refresh()
    assert await anext(choices) == house.service.chosen == KeyRef("main")
    assert await anext(house.service.choices()) == KeyRef("main")


async def test_that_there_is_no_wallet_is_told_too(tmp_path):
    house = House(tmp_path)
    await house.service.refresh()
    assert await anext(house.service.choices()) is None


async def test_the_launch_chooses_and_a_person_chooses_again(tmp_path):
    house = House(tmp_path, wallet("main"), wallet("other", hotkey("h")), name="other", hot="h")
    await house.service.refresh()
    assert house.service.chosen == KeyRef("other", "h")
    assert house.store.saved.wallet == ""
    choices = house.service.choices()
    await anext(choices)
    await house.service.choose(KeyRef("main"))
    assert await anext(choices) == KeyRef("main")
    assert (house.store.saved.wallet, house.store.saved.hotkey) == ("main", "")


async def test_a_choice_holds_where_the_disk_refuses_it(house):
    await house.service.refresh()
    house.store.error = FULL_DISK
    with pytest.raises(AppError, match="full"):
        await house.service.choose(KeyRef("other"))
    assert house.service.chosen == KeyRef("other")


async def test_where_the_chosen_wallet_goes_the_next_is_chosen(house):
    await house.service.refresh()
    await house.service.choose(KeyRef("other"))
    house.vault.listed = house.vault.listed[:1]
    await house.service.refresh()
    assert house.service.chosen == KeyRef("main")


# -- making and changing


async def test_the_first_wallet_made_is_listed_chosen_and_remembered(tmp_path):
    house = House(tmp_path)
    await house.service.refresh()
    stored = await house.service.create_coldkey("new", FromDraft(7), PASSWORD)
    assert stored.ref == KeyRef("new")
    assert house.service.wallet("new") is not None
    assert house.service.chosen == KeyRef("new")
    assert house.store.saved.wallet == "new"


async def test_a_second_wallet_does_not_take_the_choice(house):
    await house.service.refresh()
    await house.service.create_coldkey("new", FromDraft(7), PASSWORD)
    assert house.service.chosen == KeyRef("main")
    assert house.store.saved.wallet == ""


async def test_a_wallet_of_ones_own_is_chosen_after_one_for_practice(tmp_path):
    practice = wallet("practice")
    settings = Settings(practice_wallets=(practice.address,))
    house = House(tmp_path, practice, settings=settings)
    await house.service.refresh()
    await house.service.create_coldkey("new", FromDraft(7), PASSWORD)
    assert house.service.chosen == KeyRef("new")


async def test_a_wallet_that_was_made_is_made_whatever_fails_beside_it(tmp_path):
    house = House(tmp_path)
    await house.service.refresh()
    house.store.error = house.vault.listing_error = house.backups.error = FULL_DISK
    await house.service.create_coldkey("new", FromWords(Secret(b"w")), PASSWORD)
    assert house.vault.done[-1][0] == "store_coldkey"


@pytest.mark.parametrize(
    ("source", "noted"),
    [
        (FromDraft(7), False),
        (FromPolkadotJs(Secret(b"{}"), PASSWORD), False),
        (FromWords(Secret(b"w")), True),
        (FromSeed(Secret(b"s")), True),
        (FromPrivateKey(Secret(b"p")), True),
    ],
)
async def test_a_key_that_was_typed_in_is_backed_up(house, source, noted):
    await house.service.create_coldkey("new", source, PASSWORD)
    assert house.backups.dates == ({ADDRESS: 1234.0} if noted else {})
    house.backups.dates.clear()
    await house.service.create_hotkey("main", "m1", source)
    assert house.backups.dates == ({ADDRESS: 1234.0} if noted else {})


async def test_a_vault_that_refuses_is_said(house):
    for work in (
        house.service.create_coldkey("new", FromDraft(7), PASSWORD),
        house.service.create_hotkey("main", "m1", FromDraft(7)),
        house.service.watch("eye", ADDRESS),
        house.service.change_password(KeyRef("main"), None, PASSWORD),
        house.service.draft(12, CryptoType.SR25519),
    ):
        house.vault.error = AppError(ErrorKind.BAD_INPUT, "refused")
        with pytest.raises(AppError, match="refused"):
            await work


async def test_a_watched_address_is_listed(house):
    await house.service.watch("eye", ADDRESS)
    record = house.service.wallet("eye")
    assert record is not None
    assert record.is_watch_only


@pytest.mark.parametrize("address", ["", "5Grw", ADDRESS[:-1] + "Z", "1" * 48])
async def test_an_address_that_is_none_is_not_watched(house, address):
    with pytest.raises(AppError) as caught:
        await house.service.watch("eye", Ss58(address))
    assert caught.value.kind is ErrorKind.BAD_INPUT
    assert house.vault.done == []


async def test_what_the_app_does_to_keys_is_told(house):
    ref, changes = KeyRef("main"), house.service.changes()
    house.backups.dates[ADDRESS] = 1.0
    made = await house.service.create_hotkey("main", "m1", FromDraft(7))
    opened = await house.service.change_password(ref, None, PASSWORD)
    await house.service.put_away(ref)
    assert await anext(changes) == KeyChange(KeyRef("main", "m1"), made)
    assert await anext(changes) == KeyChange(ref, opened)
    assert await anext(changes) == KeyChange(ref, None)
    assert await anext(changes) == KeyChange(KeyRef("main", "miner"), None)


async def test_what_was_refused_is_not_told_as_done(house):
    changes = house.service.changes()
    house.vault.error = FULL_DISK
    with pytest.raises(AppError):
        await house.service.create_hotkey("main", "m1", FromDraft(7))
    await house.service.create_hotkey("main", "m2", FromDraft(7))
    assert (await anext(changes)).ref == KeyRef("main", "m2")


async def test_changes_go_to_the_vault_and_are_listed(house):
    ref, service = KeyRef("main"), house.service
    assert (await service.draft(12, CryptoType.ED25519)).number == 7
    await service.discard(7)
    await service.change_password(ref, None, PASSWORD)
    await service.restore_public(ref, PASSWORD)
    await service.repair_mode(HealthItem(ref, None))
    await service.replace_link(HealthItem(ref, None))
    assert house.vault.done == [
        ("draft", 12, CryptoType.ED25519),
        ("discard", 7),
        ("change_password", ref, None, PASSWORD, None),
        ("restore_public", ref, PASSWORD, None),
        ("repair_mode", ref),
        ("replace_links", ref),
    ]
    assert house.vault.lists == 4


async def test_a_folder_that_is_adopted_is_listed(house):
    folder, source = Path("elsewhere"), FromWords(Secret(b"w"))
    assert (await house.service.identify(source)).address == ADDRESS
    assert (await house.service.look_into(folder)).root == folder
    assert (await house.service.adopt(folder / "w", "new", None)).wallet == "new"
    await house.service.tidy("new")
    assert house.service.wallet("new") is not None
    assert [what for what, *_ in house.vault.done] == ["identify", "look_into", "adopt", "tidy"]


async def test_of_keys_that_were_copied_in_it_is_told_that_nothing_is_known(house):
    """A wallet of that name may have been removed by hand: its files are not these."""
    changes, house.vault.adopted = house.service.changes(), ("miner",)
    await house.service.adopt(Path("elsewhere") / "w", "new", None)
    assert await anext(changes) == KeyChange(KeyRef("new"), None)
    assert await anext(changes) == KeyChange(KeyRef("new", "miner"), None)


# -- putting away, and health


async def test_a_wallet_without_backup_is_not_put_away(house):
    assert not await house.service.may_put_away("main")
    with pytest.raises(AppError) as caught:
        await house.service.put_away(KeyRef("main"))
    assert caught.value.kind is ErrorKind.BAD_INPUT
    assert house.vault.done == []
    assert house.forgotten == []


async def test_a_wallet_with_backup_is_locked_with_its_hotkeys_put_away_and_gone(house):
    house.backups.dates[ADDRESS] = 1.0
    assert await house.service.put_away(KeyRef("main")) == "/trash"
    assert house.forgotten == [KeyRef("main"), KeyRef("main", "miner")]
    assert house.service.wallet("main") is None


async def test_one_hotkey_is_locked_and_put_away_by_itself(house):
    house.backups.dates[ADDRESS] = 1.0
    await house.service.refresh()
    assert await house.service.may_put_away("main", "miner")
    await house.service.put_away(KeyRef("main", "miner"))
    assert house.forgotten == [KeyRef("main", "miner")]


async def test_a_key_put_in_place_by_another_program_is_seen_before_putting_away(house):
    """The rule is asked of the folder as it is now, not as it was listed."""
    watched = wallet("eye", address=ZERO, form=None)
    house.vault.listed = (watched,)
    await house.service.refresh()
    assert await house.service.may_put_away("eye")
    house.vault.listed = (replace(watched, format=wallet().format),)
    with pytest.raises(AppError):
        await house.service.put_away(KeyRef("eye"))


async def test_nothing_is_put_away_under_a_name_that_is_not_there(house):
    await house.service.refresh()
    assert not await house.service.may_put_away("gone")


async def test_health_asks_for_a_backup_until_one_is_verified(house):
    await house.service.refresh()
    (item,) = (await house.service.health("main")).items
    assert item == HealthItem(KeyRef("main"), None, Repair.VERIFY_BACKUP)
    house.backups.dates[ADDRESS] = 1.0
    assert (await house.service.health("main")).items == ()


async def test_a_watch_only_wallet_needs_no_backup(house):
    await house.service.watch("eye", ADDRESS)
    assert (await house.service.health("eye")).items == ()


async def test_the_health_of_a_wallet_that_is_not_there_is_not_found(house):
    with pytest.raises(AppError) as caught:
        await house.service.health("gone")
    assert caught.value.kind is ErrorKind.NOT_FOUND
