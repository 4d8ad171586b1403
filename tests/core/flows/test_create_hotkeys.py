"""One hotkey with its words, or many by name; what is made stays made."""

from __future__ import annotations

import pytest

from core.domain.keys import CryptoType, FromDraft, KeyReason, Secret
from core.errors import AppError, ErrorKind
from core.flows.create_hotkeys import CreateHotkeysFlow, HotkeysStep, MadeHotkey
from tests.fakes.vault import hotkey, wallet
from tests.fakes.wallets import ADDRESS, WORDS, FakeWallets

MANY = ("m1", "m2", "m3")
FULL = AppError(ErrorKind.STORAGE, "full", {"reason": KeyReason.DISK_FULL})


class Stage:
    def __init__(self) -> None:
        self.wallets = FakeWallets(wallet("main", hotkey("miner")))
        self.flow = CreateHotkeysFlow(self.wallets, "main")

    async def begin(self, *names: str) -> None:
        self.flow.set_many(many=len(names) > 1)
        await self.flow.begin(names)

    async def make(self, password: Secret | None = None) -> list[str]:
        return [made.name async for made in self.flow.make(password)]

    @property
    def written(self) -> list[tuple[object, ...]]:
        return [done for done in self.wallets.done if done[0] == "create_hotkey"]

    def count(self, what: str) -> int:
        return sum(done[0] == what for done in self.wallets.done)


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_one_hotkey_has_words_to_be_shown(stage):
    await stage.begin("validator")
    assert stage.flow.steps.names == ("Name", "Words", "Protection", "Done")
    assert stage.flow.steps.current is HotkeysStep.WORDS
    assert stage.flow.words() == tuple(WORDS.split())
    assert stage.wallets.done == [("draft", 12, CryptoType.SR25519)]


async def test_one_hotkey_is_written_from_the_words_that_were_shown(stage):
    await stage.begin("validator")
    stage.flow.protect()
    assert await stage.make() == ["validator"]
    assert stage.written == [("create_hotkey", "main", "validator", FromDraft(1), None)]
    assert stage.flow.made == [MadeHotkey("validator", ADDRESS)]
    assert stage.flow.steps.current is HotkeysStep.DONE
    assert stage.flow.words() == ()


async def test_many_hotkeys_each_get_a_key_of_their_own(stage):
    await stage.begin(*MANY)
    assert stage.flow.steps.names == ("Name", "Protection", "Create", "Done")
    assert stage.count("draft") == 0
    assert await stage.make(Secret(b"secret")) == list(MANY)
    assert stage.count("draft") == 3
    assert [done[2] for done in stage.written] == list(MANY)
    assert {done[4] for done in stage.written} == {"secret"}
    assert stage.flow.left == ()


@pytest.mark.parametrize("names", [(), ("MINER",), ("m1", "M1"), ("a b",)])
async def test_names_that_cannot_be_make_nothing(stage, names):
    with pytest.raises(AppError):
        await stage.begin(*names)
    assert stage.wallets.done == []
    assert stage.flow.steps.current is HotkeysStep.NAMES


async def test_a_failure_keeps_what_is_made_and_another_try_makes_the_rest(stage):
    await stage.begin(*MANY)
    made = []

    async def make_until_the_disk_is_full() -> None:
        async for hotkey_made in stage.flow.make(None):
            made.append(hotkey_made.name)
            stage.wallets.error = FULL

    with pytest.raises(AppError):
        await make_until_the_disk_is_full()
    assert made == ["m1"]
    assert stage.flow.left == ("m2", "m3")
    stage.flow.back()
    assert stage.flow.steps.current is HotkeysStep.PROTECT
    assert await stage.make() == ["m2", "m3"]
    assert stage.flow.steps.current is HotkeysStep.DONE


async def test_a_key_that_could_not_be_written_is_discarded(stage):
    await stage.begin(*MANY)
    real = stage.wallets.create_hotkey

    async def refuse(*args, **kwargs):
        stage.wallets.error = FULL
        return await real(*args, **kwargs)

    stage.wallets.create_hotkey = refuse
    with pytest.raises(AppError):
        await stage.make()
    assert stage.count("discard") == 1


async def test_a_single_hotkey_keeps_its_words_when_the_disk_is_full(stage):
    await stage.begin("validator")
    stage.flow.protect()
    stage.wallets.error = FULL
    with pytest.raises(AppError):
        await stage.make()
    assert stage.flow.words() == tuple(WORDS.split())
    assert await stage.make() == ["validator"]
    assert stage.count("draft") == 1


async def test_a_name_taken_meanwhile_leads_back_and_keeps_the_words(stage):
    await stage.begin("validator")
    stage.flow.protect()
    stage.wallets.error = AppError(ErrorKind.BAD_INPUT, "taken", {"reason": KeyReason.NAME_TAKEN})
    with pytest.raises(AppError):
        await stage.make()
    assert stage.flow.steps.current is HotkeysStep.NAMES
    await stage.begin("validator-2")
    assert stage.count("draft") == 1


async def test_a_lock_loses_the_words_of_a_single_hotkey(stage):
    await stage.begin("validator")
    stage.flow.protect()
    stage.wallets.error = AppError(ErrorKind.LOCKED, "locked")
    with pytest.raises(AppError):
        await stage.make()
    assert stage.flow.is_lost
    assert stage.flow.steps.current is HotkeysStep.NAMES
    assert stage.flow.words() == ()


async def test_giving_up_counts_in_what_was_written_last(stage):
    await stage.begin(*MANY)
    stage.wallets.become(wallet("main", hotkey("miner"), hotkey("m1"), hotkey("m2")))
    await stage.flow.look_after_cancel()
    assert [made.name for made in stage.flow.made] == ["m1", "m2"]
    assert stage.flow.left == ("m3",)
    assert stage.flow.steps.current is HotkeysStep.DONE
    assert ("tidy", "main") in stage.wallets.done


async def test_giving_up_with_nothing_made_leads_back_to_the_names(stage):
    await stage.begin(*MANY)
    await stage.flow.look_after_cancel()
    assert stage.flow.made == []
    assert stage.flow.steps.current is HotkeysStep.NAMES


async def test_abandoning_wipes_and_discards_the_words(stage):
    await stage.begin("validator")
    held = stage.flow._draft.words
    await stage.flow.abandon()
    assert len(held) == 0
    assert ("discard", 1) in stage.wallets.done


async def test_one_can_go_back_step_by_step(stage):
    await stage.begin("validator")
    stage.flow.protect()
    stage.flow.back()
    assert stage.flow.steps.current is HotkeysStep.WORDS
    stage.flow.back()
    stage.flow.back()
    assert stage.flow.steps.current is HotkeysStep.NAMES
