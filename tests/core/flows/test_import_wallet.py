"""Bringing keys in: compared before they are written, wiped when they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    FromDraft,
    FromPolkadotJs,
    FromPrivateKey,
    FromSeed,
    FromWords,
    KeyFormat,
    KeyReason,
    KeyRef,
    Secret,
)
from core.errors import AppError, ErrorKind
from core.flows.import_wallet import ImportFlow, ImportKind, ImportStep, wipe
from tests.fakes.vault import hotkey, wallet
from tests.fakes.wallets import ADDRESS, WORDS, FakeWallets

OTHER = Ss58("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty")
FOLDER = Path("/stick")


def words() -> FromWords:
    return FromWords(Secret.of_text(WORDS))


class Stage:
    def __init__(self) -> None:
        self.wallets = FakeWallets(wallet("main", hotkey("miner", OTHER), address=OTHER))
        self.flow = ImportFlow(self.wallets)

    async def to_place(self, kind: ImportKind = ImportKind.WORDS) -> FromWords:
        source = words()
        self.flow.choose(kind)
        await self.flow.enter(source)
        return source

    def written(self) -> list[tuple[object, ...]]:
        making = ("create_coldkey", "create_hotkey", "watch", "adopt")
        return [done for done in self.wallets.done if done[0] in making]


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_kind_leads_to_its_entry(stage, kind):
    stage.flow.choose(kind)
    assert stage.flow.steps.current is ImportStep.ENTER
    assert (ImportStep.PASSWORD.value in stage.flow.steps.names) == (kind != ImportKind.ADDRESS)


async def test_the_address_is_known_before_anything_is_written(stage):
    await stage.to_place()
    assert stage.flow.identity.address == ADDRESS
    assert stage.flow.steps.current is ImportStep.PLACE
    assert stage.written() == []


async def test_what_is_refused_is_wiped(stage):
    source = words()
    stage.flow.choose(ImportKind.WORDS)
    stage.wallets.error = AppError(ErrorKind.BAD_INPUT, "no", {"reason": KeyReason.MNEMONIC})
    with pytest.raises(AppError):
        await stage.flow.enter(source)
    assert len(source.words) == 0
    assert stage.flow.steps.current is ImportStep.ENTER


async def test_a_second_entry_wipes_the_first(stage):
    first = await stage.to_place()
    await stage.to_place()
    assert len(first.words) == 0


async def test_a_coldkey_is_written_with_its_password_and_wiped(stage):
    source = await stage.to_place()
    stage.flow.place(KeyRef("new"))
    assert stage.flow.steps.current is ImportStep.PASSWORD
    await stage.flow.store(Secret(b"pass"))
    assert stage.written() == [("create_coldkey", "new", source, "pass")]
    assert stage.flow.steps.current is ImportStep.DONE
    assert len(source.words) == 0


@pytest.mark.parametrize("password", [None, "pass"])
async def test_a_hotkey_may_be_in_plaintext(stage, password):
    source = await stage.to_place()
    stage.flow.place(KeyRef("main", "second"))
    await stage.flow.store(password and Secret.of_text(password))
    assert stage.written() == [("create_hotkey", "main", "second", source, password)]


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        (KeyRef("new"), None),
        (KeyRef("Main"), KeyReason.NAME_TAKEN),
        (KeyRef("a b"), KeyReason.NAME_INVALID),
        (KeyRef(""), KeyReason.NAME_INVALID),
        (KeyRef("main", "second"), None),
        (KeyRef("main", "MINER"), KeyReason.NAME_TAKEN),
        (KeyRef("main", "hotkey"), KeyReason.NAME_RESERVED),
        (KeyRef("nowhere", "second"), KeyReason.NAME_INVALID),
        (KeyRef("odd name", "second"), KeyReason.NAME_FOREIGN),
    ],
)
async def test_why_a_key_cannot_go_there(stage, target, problem):
    stage.wallets.become(
        *stage.wallets.listing.wallets, wallet("odd name", address=OTHER, is_foreign=True)
    )
    await stage.to_place()
    assert stage.flow.place_problem(target) == problem


async def test_a_place_that_cannot_be_is_refused(stage):
    await stage.to_place()
    with pytest.raises(AppError) as caught:
        stage.flow.place(KeyRef("main"))
    assert caught.value.facts["reason"] == KeyReason.NAME_TAKEN
    assert stage.flow.steps.current is ImportStep.PLACE


async def test_a_watched_wallet_of_that_address_can_be_completed(stage):
    stage.wallets.become(wallet("eye", form=None), wallet("main", address=OTHER))
    await stage.to_place()
    assert stage.flow.completes() == "eye"
    assert stage.flow.place_problem(KeyRef("eye")) is None
    stage.flow.place(KeyRef("eye"))
    await stage.flow.store(Secret(b"pass"))
    assert stage.written()[0][:2] == ("create_coldkey", "eye")


async def test_a_watched_wallet_of_another_address_is_not_completed(stage):
    stage.wallets.become(wallet("eye", address=OTHER, form=None))
    await stage.to_place()
    assert stage.flow.completes() == ""
    assert stage.flow.place_problem(KeyRef("eye")) is KeyReason.NAME_TAKEN


async def test_where_the_key_is_already_is_told(stage):
    stage.wallets.become(wallet("main", hotkey("miner", ADDRESS), address=ADDRESS))
    await stage.to_place()
    assert stage.flow.holders() == (KeyRef("main"), KeyRef("main", "miner"))


async def test_a_name_taken_meanwhile_leads_back_and_keeps_the_secret(stage):
    source = await stage.to_place()
    stage.flow.place(KeyRef("new"))
    stage.wallets.error = AppError(ErrorKind.BAD_INPUT, "t", {"reason": KeyReason.KEY_EXISTS})
    with pytest.raises(AppError):
        await stage.flow.store(Secret(b"pass"))
    assert stage.flow.steps.current is ImportStep.PLACE
    stage.flow.place(KeyRef("newer"))
    await stage.flow.store(Secret(b"pass"))
    assert stage.written()[-1] == ("create_coldkey", "newer", source, "pass")


async def test_a_full_disk_keeps_the_step_and_the_secret(stage):
    source = await stage.to_place()
    stage.flow.place(KeyRef("new"))
    stage.wallets.error = AppError(ErrorKind.STORAGE, "full", {"reason": KeyReason.DISK_FULL})
    with pytest.raises(AppError):
        await stage.flow.store(Secret(b"pass"))
    assert stage.flow.steps.current is ImportStep.PASSWORD
    assert len(source.words) > 0


def test_an_address_is_taken_with_its_spaces(stage):
    stage.flow.choose(ImportKind.ADDRESS)
    stage.flow.enter_address(f" {ADDRESS[:8]} {ADDRESS[8:]}\n")
    assert stage.flow.identity.address == ADDRESS
    assert not stage.flow.may_become_hotkey
    assert stage.flow.completes() == ""


@pytest.mark.parametrize("text", ["", "5Grw", ADDRESS[:-1] + "Z", "0x" + "00" * 32])
def test_what_is_no_address_is_refused(stage, text):
    stage.flow.choose(ImportKind.ADDRESS)
    with pytest.raises(AppError):
        stage.flow.enter_address(text)
    assert stage.flow.steps.current is ImportStep.ENTER


async def test_an_address_is_watched_without_a_password(stage):
    stage.flow.choose(ImportKind.ADDRESS)
    stage.flow.enter_address(ADDRESS)
    stage.flow.place(KeyRef("eye"))
    await stage.flow.store(None)
    assert stage.written() == [("watch", "eye", ADDRESS)]
    assert stage.flow.steps.current is ImportStep.DONE


@pytest.mark.parametrize("password", [None, "its own"])
async def test_a_folder_is_copied_under_a_new_name(stage, password):
    stage.wallets.elsewhere = (wallet("old"),)
    stage.flow.choose(ImportKind.FOLDER)
    found = await stage.flow.look_into(FOLDER)
    stage.flow.enter_folder(found.wallets[0])
    assert stage.flow.identity.address == ADDRESS
    stage.flow.place(KeyRef("new"))
    await stage.flow.store(password and Secret.of_text(password))
    assert stage.written() == [("adopt", FOLDER / "old", "new", password)]
    assert stage.flow.adopted.was_opened is (password is not None)


async def test_a_folder_without_a_coldkey_has_no_address_to_compare(stage):
    stage.flow.choose(ImportKind.FOLDER)
    stage.flow.enter_folder(wallet("old", hotkey(), address=None, form=None))
    assert stage.flow.identity is None
    assert stage.flow.holders() == ()


async def test_abandoning_wipes_what_was_entered(stage):
    source = await stage.to_place()
    stage.flow.abandon()
    assert len(source.words) == 0
    assert stage.flow.steps.current is ImportStep.KIND


@pytest.mark.parametrize(
    ("target", "listed", "written"),
    [
        (KeyRef("new"), (), False),
        (KeyRef("new"), (wallet("new"),), True),
        (KeyRef("new"), (wallet("new", form=None),), False),
        (KeyRef("new"), (wallet("new", address=OTHER),), False),
        (KeyRef("main", "second"), (wallet("main", hotkey("second"), address=OTHER),), True),
        (KeyRef("main", "second"), (wallet("main", hotkey("third"), address=OTHER),), False),
    ],
)
async def test_giving_up_tells_whether_it_was_written(stage, target, listed, written):
    source = await stage.to_place()
    stage.flow.place(target)
    stage.wallets.become(*listed)
    assert await stage.flow.look_after_cancel() is written
    assert ("tidy", target.wallet) in stage.wallets.done
    assert len(source.words) == 0


async def test_giving_up_a_watched_address_or_a_folder_tells_it_too(stage):
    stage.flow.choose(ImportKind.ADDRESS)
    stage.flow.enter_address(ADDRESS)
    stage.flow.place(KeyRef("eye"))
    stage.wallets.become(wallet("eye", form=None))
    assert await stage.flow.look_after_cancel()
    stage.flow.choose(ImportKind.FOLDER)
    stage.flow.enter_folder(wallet("old", form=KeyFormat.NACL))
    stage.flow.place(KeyRef("new"))
    assert not await stage.flow.look_after_cancel()


def test_every_source_can_be_wiped():
    secrets = [Secret(b"secret") for _ in range(5)]
    sources = [
        FromWords(secrets[0]),
        FromSeed(secrets[1], CryptoType.ED25519),
        FromPrivateKey(secrets[2]),
        FromPolkadotJs(secrets[3], secrets[4]),
        FromDraft(1),
    ]
    for source in sources:
        wipe(source)
    assert [len(secret) for secret in secrets] == [0] * 5
