"""The recovery drill: right, of another wallet, or no backup at all."""

from __future__ import annotations

import pytest

from core.domain.ids import Ss58
from core.domain.keys import CryptoType, FromPrivateKey, FromSeed, KeyReason, KeyRef, Secret
from core.errors import AppError, ErrorKind
from core.flows.backup_check import BackupCheckFlow, BackupStep, Verdict
from core.flows.words import ProblemKind
from tests.fakes.wallets import ADDRESS, WORDS, FakeBackups, FakeWallets

OTHER = Ss58("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty")


class Stage:
    def __init__(self, address: Ss58 = ADDRESS) -> None:
        self.wallets = FakeWallets()
        self.backups = FakeBackups()
        self.flow = BackupCheckFlow(self.wallets, self.backups, KeyRef("main"), address)


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_the_right_words_are_right(stage):
    await stage.flow.check_words(stage.flow.read(WORDS.upper()))
    assert stage.flow.verdict is Verdict.RIGHT
    assert stage.flow.is_noted
    assert stage.flow.steps.current is BackupStep.RESULT


async def test_words_of_another_wallet_are_told_apart(stage):
    stage.backups.words = "those of another wallet"
    await stage.flow.check_words(stage.flow.read(WORDS))
    assert stage.flow.verdict is Verdict.OTHER_KEY
    assert not stage.flow.is_noted
    assert stage.flow.other == ADDRESS
    ((_, source),) = stage.wallets.done
    assert len(source.words) == 0
    stage.flow.again()
    assert stage.flow.other is None


async def test_words_of_another_wallet_are_told_apart_even_if_nobody_knows_whose_they_are(stage):
    stage.backups.words = "those of another wallet"
    stage.wallets.error = AppError(ErrorKind.INTERNAL, "ended")
    await stage.flow.check_words(stage.flow.read(WORDS))
    assert stage.flow.verdict is Verdict.OTHER_KEY
    assert stage.flow.other is None


def test_a_wrong_word_is_named_before_anything_is_compared(stage):
    reading = stage.flow.read(WORDS.replace("thank", "thnak", 1))
    (problem,) = [p for p in reading.problems if p.kind is ProblemKind.UNKNOWN_WORD]
    assert (problem.position, problem.word) == (3, "thnak")
    assert "thank" in problem.suggestions


async def test_a_failure_decides_nothing(stage):
    stage.backups.error = AppError(ErrorKind.STORAGE, "disk")
    with pytest.raises(AppError):
        await stage.flow.check_words(stage.flow.read(WORDS))
    assert stage.flow.verdict is None
    assert stage.flow.steps.current is BackupStep.ENTER


@pytest.mark.parametrize("make", [FromSeed, FromPrivateKey])
async def test_a_seed_or_key_of_the_wallet_is_right_and_noted(stage, make):
    secret = Secret(b"11" * 32)
    await stage.flow.check_key(make(secret, CryptoType.SR25519))
    assert stage.flow.verdict is Verdict.RIGHT
    assert ADDRESS in stage.backups.dates
    assert len(secret) == 0


async def test_a_seed_of_another_wallet_is_told_apart_and_not_noted():
    stage = Stage(OTHER)
    await stage.flow.check_key(FromSeed(Secret(b"11" * 32)))
    assert stage.flow.verdict is Verdict.OTHER_KEY
    assert stage.backups.dates == {}
    assert stage.flow.other == ADDRESS


async def test_what_is_no_seed_is_wiped_and_decides_nothing(stage):
    secret = Secret(b"no seed")
    stage.wallets.error = AppError(ErrorKind.BAD_INPUT, "no", {"reason": KeyReason.SEED})
    with pytest.raises(AppError):
        await stage.flow.check_key(FromSeed(secret))
    assert len(secret) == 0
    assert stage.flow.verdict is None


async def test_a_seed_is_right_even_if_that_cannot_be_noted(stage):
    async def refuse(address):
        raise AppError(ErrorKind.STORAGE, "full")

    stage.backups.note_verified = refuse
    await stage.flow.check_key(FromSeed(Secret(b"11" * 32)))
    assert stage.flow.verdict is Verdict.RIGHT
    assert not stage.flow.is_noted


async def test_one_can_try_again(stage):
    await stage.flow.check_words(stage.flow.read(WORDS))
    stage.flow.again()
    assert stage.flow.verdict is None
    assert stage.flow.steps.current is BackupStep.ENTER
