from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.domain.keys import WalletListing
from core.errors import AppError, ErrorKind
from core.services import wallet_listings
from core.services.wallet_listings import WalletListings
from tests.fakes.vault import FakeVault, wallet
from tests.fakes.waiting import until


class House:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.vault = FakeVault(wallet("main"), wallet("other"))
        self.taken: list[WalletListing] = []
        self.listings = WalletListings(self.vault, root, self.taken.append)

    def begin(self) -> None:
        self._watching = asyncio.ensure_future(self.listings.watch())

    async def close(self) -> None:
        if hasattr(self, "_watching"):
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)


@pytest.fixture
async def house(tmp_path, monkeypatch) -> AsyncIterator[House]:
    monkeypatch.setattr(wallet_listings, "LOOK_SECONDS", 0.01)
    made = House(tmp_path)
    yield made
    await made.close()


async def test_whoever_follows_late_gets_the_newest_listing(house):
    assert house.listings.newest is None
    await house.listings.refresh()
    assert await anext(house.listings.follow()) == house.listings.newest
    assert house.taken == [house.listings.newest]


async def test_a_change_in_the_folder_is_listed(house):
    house.begin()
    listings = house.listings.follow()
    await anext(listings)
    house.vault.listed = (wallet("main"),)
    (house.root / "main").mkdir()
    assert len((await anext(listings)).wallets) == 1


async def test_while_the_folder_stays_as_it_is_nothing_is_listed(house, monkeypatch):
    looks = []
    look = wallet_listings.signature_of
    monkeypatch.setattr(
        wallet_listings, "signature_of", lambda root: looks.append(root) or look(root)
    )
    house.begin()
    await until(lambda: len(looks) > 5, "looking at the folder")
    assert house.vault.lists == 1


async def test_a_change_while_listing_is_listed_again(house):
    begun, go_on = asyncio.Event(), asyncio.Event()
    list_now = house.vault.wallets

    async def slowly():
        listing = await list_now()
        begun.set()
        await go_on.wait()
        return listing

    house.vault.wallets = slowly
    house.begin()
    await begun.wait()
    house.vault.listed = ()
    (house.root / "new").mkdir()
    go_on.set()
    listings = house.listings.follow()
    assert len((await anext(listings)).wallets) == 2
    assert (await anext(listings)).wallets == ()


async def test_a_listing_that_says_the_same_is_not_told_again(house):
    await house.listings.refresh()
    listings = house.listings.follow()
    await anext(listings)
    await house.listings.refresh()
    house.vault.listed = ()
    await house.listings.refresh()
    assert (await anext(listings)).wallets == ()


async def test_a_listing_that_fails_is_tried_again(house):
    house.vault.listing_error = AppError(ErrorKind.STORAGE, "full")
    house.begin()
    await until(lambda: house.vault.lists > 2, "trying again")
    assert house.listings.newest is None
    house.vault.listing_error = None
    await until(lambda: house.listings.newest is not None, "the listing")


async def test_a_refresh_that_fails_is_said(house):
    house.vault.listing_error = AppError(ErrorKind.STORAGE, "full")
    with pytest.raises(AppError, match="full"):
        await house.listings.refresh()


@pytest.mark.parametrize(("kind", "told"), [(ErrorKind.STORAGE, True), (ErrorKind.LOCKED, False)])
async def test_a_listing_that_a_lock_cut_short_is_no_trouble_to_log(house, caplog, kind, told):
    house.vault.listing_error = AppError(kind, "cut short")
    house.begin()
    await until(lambda: house.vault.lists > 2, "trying again")
    assert ("could not list" in caplog.text) is told
