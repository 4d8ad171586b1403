from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.ids import Ss58
from core.domain.keys import (
    Fingerprint,
    KeyFormat,
    KeyRef,
    StoredKey,
    UnlockedKey,
    WalletListing,
)
from core.domain.wallets import (
    Doubt,
    HealthItem,
    HotkeyReference,
    KeyChange,
    KeyringState,
    Repair,
)
from core.errors import AppError, ErrorKind
from core.services import references as references_module
from core.services.references import ReferenceService
from core.streams import Broadcast
from tests.fakes.entries import ALICE, BOB
from tests.fakes.vault import hotkey, wallet
from tests.fakes.waiting import until
from tests.fakes.wallets import stored

ROOT = Path("wallets")


class Store:
    """A keyring in memory. ``failure`` is what every call but ``state`` says."""

    def __init__(self) -> None:
        self.held: dict[KeyRef, HotkeyReference] = {}
        self.current = KeyringState.READY
        self.reads = 0
        self.writes = 0

    async def state(self) -> KeyringState:
        return self.current

    async def backend(self) -> str:
        return "Secret Service"

    async def references(self):
        self.reads += 1
        self._check()
        return list(self.held.values())

    async def keep(self, *references: HotkeyReference) -> None:
        self._check()
        self.writes += len(references)
        self.held.update((reference.ref, reference) for reference in references)

    async def remove(self, ref: KeyRef) -> None:
        self._check()
        self.held.pop(ref, None)

    def _check(self) -> None:
        if self.current is not KeyringState.READY:
            facts = {"keyring": self.current.value}
            raise AppError(ErrorKind.STORAGE, "no keyring", facts)


class Wallets:
    """As much of a WalletService as references need."""

    def __init__(self) -> None:
        self.listing: WalletListing | None = None
        self._listings: Broadcast[WalletListing] = Broadcast()
        self.changed: Broadcast[KeyChange] = Broadcast()

    def become(self, *hotkeys) -> None:
        self.listing = WalletListing(ROOT, (wallet("main", *hotkeys),))
        self._listings.publish(self.listing)

    def listings(self):
        return self._listings.listen(*(() if self.listing is None else (self.listing,)))

    def changes(self):
        return self.changed.listen()

    async def refresh(self):
        self.become()
        return self.listing


class House:
    def __init__(self) -> None:
        self.store, self.wallets = Store(), Wallets()
        self.unlocked: Broadcast[tuple[UnlockedKey, ...]] = Broadcast()
        self.service = ReferenceService(self.store, self.wallets, lambda: self.unlocked.listen(()))

    async def begin(self) -> None:
        self.service.begin()
        await asyncio.sleep(0)  # the followers listen

    async def kept(self, **expected: str) -> None:
        """Until exactly these hotkeys are kept, with these sha256's first bytes."""

        def is_so() -> bool:
            return {ref.hotkey: r.sha256[:2] for ref, r in self.store.held.items()} == expected

        await until(is_so, f"keeping {expected}")

    async def doubts(self) -> dict[str, Doubt]:
        return {found.reference.ref.hotkey: found.doubt for found in await self.service.doubts()}


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = House()
    yield made
    await made.service.close()


def file_of(name: str, sha: str = "aa", address: str = ALICE, *findings, form=KeyFormat.NACL):
    record = hotkey(name, address, form, *findings)
    return replace(record, fingerprint=Fingerprint(sha * 32, 100, 1, 1))


def key_of(name: str, sha: str, address: str = ALICE, wallet_name: str = "main") -> StoredKey:
    made = stored(KeyRef(wallet_name, name), Ss58(address))
    return replace(made, fingerprint=Fingerprint(sha * 32, 100, 1, 1))


async def turns() -> None:
    """More turns of the loop than anything here needs that waits for no thread and no clock."""
    for _ in range(50):
        await asyncio.sleep(0)


# -- keeping


async def test_sound_hotkeys_are_kept_at_the_start_and_new_ones_later(house):
    house.wallets.become(file_of("a"))
    await house.begin()
    await house.kept(a="aa")
    house.wallets.become(file_of("a"), file_of("b", "bb"))
    await house.kept(a="aa", b="bb")
    assert house.service.remembered(KeyRef("main", "b")) == house.store.held[KeyRef("main", "b")]


async def test_what_is_kept_already_is_not_written_again(house):
    house.wallets.become(file_of("a"))
    await house.begin()
    await house.kept(a="aa")
    house.wallets.become(file_of("a"), file_of("b"))
    await house.kept(a="aa", b="aa")
    assert (house.store.writes, house.store.reads) == (2, 1)


async def test_without_hotkeys_the_keyring_is_let_alone(house):
    house.wallets.become()
    await house.begin()
    house.unlocked.publish((UnlockedKey(key_of("", "cc"), has_changed=False, has_public=True),))
    house.wallets.become()
    await turns()
    assert house.store.reads == house.store.writes == 0


# -- doubting


async def test_a_file_that_changed_while_the_app_was_away_is_doubted_not_believed(house):
    house.wallets.become(file_of("a"), file_of("b"), file_of("c"), file_of("d"))
    await house.begin()
    await house.kept(a="aa", b="aa", c="aa", d="aa")
    house.wallets.become(
        file_of("a", "ee"),
        file_of("b", "ee", BOB),
        replace(file_of("c", "ee"), format=KeyFormat.UNKNOWN),
        file_of("new"),
    )
    await house.kept(a="aa", b="aa", c="aa", d="aa", new="aa")
    assert await house.doubts() == {
        "a": Doubt.CHANGED,
        "b": Doubt.OTHER_KEY,
        "c": Doubt.DAMAGED,
        "d": Doubt.GONE,
    }
    assert [reference.ref.hotkey for reference in await house.service.lost()] == ["b", "d"]


async def test_unlocking_a_key_ends_the_doubt(house):
    house.wallets.become(file_of("a"))
    await house.begin()
    await house.kept(a="aa")
    house.wallets.become(file_of("a", "ee"))
    assert await house.doubts() == {"a": Doubt.CHANGED}
    house.unlocked.publish((UnlockedKey(key_of("a", "ee"), has_changed=True, has_public=True),))
    await house.kept(a="ee")
    assert await house.doubts() == {}


async def test_a_key_that_stays_unlocked_does_not_bring_back_what_its_file_was(house):
    opened = [UnlockedKey(key_of(n, "aa"), has_changed=False, has_public=True) for n in ("a", "b")]
    house.wallets.become(file_of("a"))
    await house.begin()
    house.unlocked.publish((opened[0],))
    await house.kept(a="aa")
    house.wallets.changed.publish(KeyChange(KeyRef("main", "a"), key_of("a", "ee")))
    await house.kept(a="ee")
    house.unlocked.publish(tuple(opened))
    await house.kept(a="ee", b="aa")


async def test_a_name_of_another_program_is_not_remembered_when_its_key_is_unlocked(house):
    """A keyring may take no such name, and would be given up for all the others."""
    foreign = replace(hotkey("\udcff", is_foreign=True), fingerprint=file_of("b").fingerprint)
    house.wallets.become(foreign, file_of("b"))
    await house.begin()
    await house.kept(b="aa")
    opened = (key_of("\udcff", "aa"), key_of("b", "ee"))
    told = (UnlockedKey(key, has_changed=False, has_public=True) for key in opened)
    house.unlocked.publish(tuple(told))
    await house.kept(b="ee")


async def test_what_the_app_itself_wrote_is_believed(house):
    house.wallets.become(file_of("a"))
    await house.begin()
    await house.kept(a="aa")
    house.wallets.changed.publish(KeyChange(KeyRef("main", "a"), key_of("a", "ee", BOB)))
    await house.kept(a="ee")
    assert house.store.held[KeyRef("main", "a")].address == BOB


async def test_what_the_app_itself_put_away_is_forgotten(house):
    house.wallets.become(file_of("a"), file_of("b"))
    await house.begin()
    await house.kept(a="aa", b="aa")
    house.wallets.changed.publish(KeyChange(KeyRef("main", "a"), None))
    house.wallets.become(file_of("b"))
    await house.kept(b="aa")
    assert await house.service.lost() == []


async def test_coldkeys_are_not_remembered(house):
    house.wallets.become(file_of("a"))
    await house.begin()
    house.wallets.changed.publish(KeyChange(KeyRef("main"), key_of("", "ee")))
    house.unlocked.publish((UnlockedKey(key_of("", "ee"), has_changed=False, has_public=True),))
    await house.kept(a="aa")
    assert set(house.store.held) == {KeyRef("main", "a")}


async def test_a_lost_hotkey_can_be_forgotten(house):
    house.wallets.become(file_of("a"), file_of("b"))
    await house.begin()
    await house.kept(a="aa", b="aa")
    house.wallets.become(file_of("b"))
    assert len(await house.service.lost()) == 1
    await house.service.forget(KeyRef("main", "a"))
    assert await house.service.lost() == []
    assert set(house.store.held) == {KeyRef("main", "b")}


async def test_where_another_key_lies_forgetting_remembers_that_one(house):
    house.wallets.become(file_of("a"))
    await house.begin()
    await house.kept(a="aa")
    house.wallets.become(file_of("a", "ee", BOB))
    assert await house.doubts() == {"a": Doubt.OTHER_KEY}
    await house.service.forget(KeyRef("main", "a"))
    await house.kept(a="ee")


async def test_doubts_are_told_with_a_wallets_health(house):
    house.wallets.become(file_of("a"), file_of("b"), file_of("c"))
    await house.begin()
    await house.kept(a="aa", b="aa", c="aa")
    unsound = replace(file_of("b", "ee"), format=KeyFormat.UNKNOWN)
    house.wallets.become(unsound, file_of("c", "ee"))
    assert await house.service.health("main") == (
        HealthItem(KeyRef("main", "a"), None, Repair.FORGET, Doubt.GONE),
        HealthItem(KeyRef("main", "c"), None, None, Doubt.CHANGED),
    )
    assert await house.service.health("other") == ()
    house.store.current, house.service._kept = KeyringState.LOCKED, None
    assert await house.service.health("main") == ()


async def test_forgetting_all_begins_anew(house):
    house.wallets.become(file_of("a"), file_of("b"))
    await house.begin()
    await house.kept(a="aa", b="aa")
    house.wallets.become(file_of("b", "ee"))
    await house.service.forget_all()
    await house.kept(b="ee")


async def test_doubts_can_be_asked_before_anything_was_listed(house):
    house.store.held = {KeyRef("main", "a"): HotkeyReference(KeyRef("main", "a"), "", ALICE, 1, "")}
    assert await house.doubts() == {"a": Doubt.GONE}


# -- without a keyring


@pytest.mark.parametrize("state", [s for s in KeyringState if s is not KeyringState.READY])
async def test_without_a_keyring_it_says_what_cannot_be_told(house, state):
    house.store.current = state
    house.wallets.become(file_of("a"))
    await house.begin()
    for work in (house.service.doubts(), house.service.lost(), house.service.references()):
        with pytest.raises(AppError) as caught:
            await work
        assert caught.value.facts["keyring"] == state
    assert await house.service.state() is state
    assert house.service.remembered(KeyRef("main", "a")) is None


@pytest.mark.parametrize("state", [s for s in KeyringState if s is not KeyringState.READY])
async def test_what_waited_is_kept_once_the_keyring_is_ready(house, state):
    house.store.current = state
    house.wallets.become(file_of("a"))
    await house.begin()
    await until(lambda: house.store.reads == 1, "asking the keyring")
    house.wallets.changed.publish(KeyChange(KeyRef("main", "b"), key_of("b", "bb")))
    house.store.current = KeyringState.READY
    assert await house.service.state() is KeyringState.READY
    await house.kept(a="aa", b="bb")


@pytest.mark.parametrize("state", [KeyringState.LOCKED, KeyringState.REFUSED])
async def test_a_keyring_that_was_locked_is_not_asked_again_by_itself(house, state):
    """It would ask for its password each time."""
    house.store.current = state
    house.wallets.become(file_of("a"))
    await house.begin()
    await until(lambda: house.store.reads == 1, "asking the keyring")
    for _ in range(3):
        house.wallets.become(file_of("b"))
        await turns()
    assert house.store.reads == 1


async def test_a_keyring_that_was_away_is_asked_at_the_next_change(house):
    house.store.current = KeyringState.NO_SERVICE
    house.wallets.become(file_of("a"))
    await house.begin()
    await until(lambda: house.store.reads == 1, "asking the keyring")
    house.store.current = KeyringState.READY
    house.wallets.become(file_of("a"), file_of("b"))
    await house.kept(a="aa", b="aa")


async def test_a_silent_keyring_is_asked_again_after_a_while(house, monkeypatch):
    monkeypatch.setattr(references_module, "AGAIN_SECONDS", 0.01)
    house.store.current = KeyringState.SILENT
    house.wallets.become(file_of("a"))
    await house.begin()
    await until(lambda: house.store.reads > 2, "asking again")
    house.store.current = KeyringState.READY
    await house.kept(a="aa")
