"""Making a wallet: nothing before its words were entered again, and nothing left after a no."""

from __future__ import annotations

import random

import pytest

from core.domain.keys import CryptoType, FromDraft, KeyReason, Secret
from core.errors import AppError, ErrorKind
from core.flows.create_wallet import Answer, CreateStep, CreateWalletFlow
from tests.fakes.vault import wallet
from tests.fakes.wallets import ADDRESS, WORDS, FakeBackups, FakeWallets

LIST = WORDS.split()


class Stage:
    def __init__(self) -> None:
        self.wallets = FakeWallets(wallet("main"))
        self.backups = FakeBackups()
        self.flow = CreateWalletFlow(self.wallets, self.backups, random.Random(5))

    async def to_words(self, name: str = "field-notes", count: int = 12) -> None:
        await self.flow.begin(name, count, CryptoType.SR25519)

    def right(self) -> dict[int, str]:
        return {position: LIST[position - 1] for position in self.flow.asked}

    async def to_password(self) -> None:
        await self.to_words()
        self.flow.ask()
        assert self.flow.check(self.right())

    def asked_of_wallets(self, what: str) -> list[tuple[object, ...]]:
        return [done for done in self.wallets.done if done[0] == what]


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_naming_draws_words_and_shows_them(stage):
    await stage.to_words(count=24)
    assert stage.wallets.done == [("draft", 24, CryptoType.SR25519)]
    assert stage.flow.steps.current is CreateStep.WORDS
    assert stage.flow.words() == tuple(LIST)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", KeyReason.NAME_INVALID),
        ("MAIN", KeyReason.NAME_TAKEN),
        ("nul", KeyReason.NAME_RESERVED),
    ],
)
async def test_a_name_that_cannot_be_draws_nothing(stage, name, reason):
    with pytest.raises(AppError) as caught:
        await stage.to_words(name)
    assert caught.value.facts["reason"] == reason
    assert stage.wallets.done == []
    assert stage.flow.steps.current is CreateStep.NAME


async def test_another_name_keeps_the_words(stage):
    await stage.to_words()
    stage.flow.steps.go(CreateStep.NAME)
    await stage.to_words("other")
    assert len(stage.asked_of_wallets("draft")) == 1
    assert stage.flow.name == "other"


async def test_another_count_draws_others_and_discards_the_first(stage):
    await stage.to_words()
    stage.flow.steps.go(CreateStep.NAME)
    await stage.to_words(count=15)
    assert [done[0] for done in stage.wallets.done] == ["draft", "discard", "draft"]


async def test_four_different_words_are_asked_in_order(stage):
    await stage.to_words()
    stage.flow.ask()
    asked = stage.flow.asked
    assert len(set(asked)) == 4
    assert list(asked) == sorted(asked)
    assert all(1 <= position <= 12 for position in asked)


async def test_looking_again_asks_other_words(stage):
    await stage.to_words()
    seen = set()
    for _ in range(8):
        stage.flow.ask()
        seen.add(stage.flow.asked)
        stage.flow.show_again()
        assert stage.flow.steps.current is CreateStep.WORDS
    assert len(seen) > 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", Answer.EMPTY),
        ("  ", Answer.EMPTY),
        ("thank", Answer.RIGHT),
        (" THANK ", Answer.RIGHT),
        ("tha", Answer.UNFINISHED),
        ("thanks", Answer.WRONG),
        ("velvet", Answer.WRONG),
    ],
)
async def test_what_an_answer_is_worth(stage, typed, answer):
    await stage.to_words()
    assert stage.flow.judge(3, typed) is answer


async def test_one_wrong_word_of_four_does_not_pass(stage):
    await stage.to_words()
    stage.flow.ask()
    for position in stage.flow.asked:
        assert not stage.flow.check({**stage.right(), position: "velvet"})
        assert not stage.flow.check({k: v for k, v in stage.right().items() if k != position})
    assert stage.flow.steps.current is CreateStep.CHECK


async def test_nothing_passes_before_words_were_asked(stage):
    await stage.to_words()
    assert not stage.flow.check({})
    assert stage.flow.steps.current is CreateStep.WORDS


async def test_the_words_are_forgotten_once_they_were_entered_again(stage):
    await stage.to_password()
    assert stage.flow.steps.current is CreateStep.PASSWORD
    assert stage.flow.words() == ()
    assert not stage.flow.has_words


async def test_the_words_are_wiped_once_they_were_entered_again(stage):
    await stage.to_words()
    words = stage.flow._draft.words
    stage.flow.ask()
    assert stage.flow.check(stage.right())
    assert len(words) == 0


async def test_nothing_is_written_before_the_check(stage):
    await stage.to_words()
    with pytest.raises(AssertionError):
        await stage.flow.create(Secret(b"long enough"))
    assert stage.asked_of_wallets("create_coldkey") == []


async def test_creating_writes_notes_the_backup_and_ends(stage):
    await stage.to_password()
    await stage.flow.create(Secret(b"long enough"))
    ((_, name, source, password),) = stage.asked_of_wallets("create_coldkey")
    assert (name, source, password) == ("field-notes", FromDraft(1), "long enough")
    assert stage.flow.address in stage.backups.dates
    assert stage.flow.steps.current is CreateStep.DONE
    assert stage.flow.is_noted


async def test_a_backup_that_cannot_be_noted_does_not_undo_the_wallet(stage):
    async def refuse(address):
        raise AppError(ErrorKind.STORAGE, "disk full")

    await stage.to_password()
    stage.backups.note_verified = refuse
    await stage.flow.create(Secret(b"long enough"))
    assert stage.flow.steps.current is CreateStep.DONE
    assert not stage.flow.is_noted


async def test_a_name_taken_meanwhile_leads_back_to_it_and_keeps_the_key(stage):
    await stage.to_password()
    stage.wallets.error = AppError(
        ErrorKind.BAD_INPUT, "taken", {"reason": KeyReason.NAME_TAKEN, "name": "field-notes"}
    )
    with pytest.raises(AppError):
        await stage.flow.create(Secret(b"long enough"))
    assert stage.flow.steps.current is CreateStep.NAME
    await stage.to_words("other")
    assert stage.flow.steps.current is CreateStep.PASSWORD
    await stage.flow.create(Secret(b"long enough"))
    assert stage.asked_of_wallets("create_coldkey")[-1][1] == "other"
    assert len(stage.asked_of_wallets("draft")) == 1


async def test_a_full_disk_keeps_the_key_and_the_step(stage):
    await stage.to_password()
    stage.wallets.error = AppError(ErrorKind.STORAGE, "full", {"reason": KeyReason.DISK_FULL})
    with pytest.raises(AppError):
        await stage.flow.create(Secret(b"long enough"))
    assert stage.flow.steps.current is CreateStep.PASSWORD
    await stage.flow.create(Secret(b"long enough"))
    assert stage.flow.steps.current is CreateStep.DONE


@pytest.mark.parametrize(
    "error",
    [
        AppError(ErrorKind.LOCKED, "locked"),
        AppError(ErrorKind.NOT_FOUND, "no draft", {"reason": KeyReason.NO_DRAFT}),
        AppError(ErrorKind.INTERNAL, "ended", {"reason": KeyReason.AGENT_ENDED}),
    ],
)
async def test_a_lost_key_leads_back_to_the_beginning_and_says_so(stage, error):
    await stage.to_password()
    stage.wallets.error = error
    with pytest.raises(AppError):
        await stage.flow.create(Secret(b"long enough"))
    assert stage.flow.is_lost
    assert stage.flow.steps.current is CreateStep.NAME
    await stage.to_words()
    assert not stage.flow.is_lost
    assert len(stage.asked_of_wallets("draft")) == 2


async def test_a_lock_wipes_the_words(stage):
    await stage.to_words()
    held = stage.flow._draft.words
    stage.flow.lose()
    assert len(held) == 0
    assert stage.flow.words() == ()
    assert stage.flow.is_lost


def test_a_lock_before_there_are_words_changes_nothing(stage):
    stage.flow.lose()
    assert not stage.flow.is_lost


async def test_abandoning_wipes_and_discards(stage):
    await stage.to_words()
    held = stage.flow._draft.words
    await stage.flow.abandon()
    assert len(held) == 0
    assert stage.asked_of_wallets("discard") == [("discard", 1)]
    await stage.flow.abandon()
    assert len(stage.asked_of_wallets("discard")) == 1


async def test_giving_up_in_time_leaves_nothing(stage):
    await stage.to_password()
    assert not await stage.flow.look_after_cancel()
    assert stage.asked_of_wallets("tidy") == [("tidy", "field-notes")]
    assert stage.flow.steps.current is CreateStep.NAME


async def test_giving_up_too_late_says_that_the_wallet_is_there(stage):
    await stage.to_password()
    stage.wallets.become(wallet("main"), wallet("field-notes", address=ADDRESS))
    assert await stage.flow.look_after_cancel()
    assert stage.flow.steps.current is CreateStep.DONE
    assert stage.flow.address == ADDRESS
    assert ADDRESS in stage.backups.dates


async def test_another_wallet_of_that_name_is_not_taken_for_ours(stage):
    await stage.to_password()
    stage.wallets.become(wallet("field-notes", address="5" + "x" * 47))
    assert not await stage.flow.look_after_cancel()
