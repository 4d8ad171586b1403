"""Passwords are rated in a process that goes away again."""

from __future__ import annotations

import asyncio

import pytest

from core.domain.keys import Secret
from core.keys.strength import PasswordJudge
from tests.fakes.waiting import until


@pytest.fixture
async def judge():
    made = PasswordJudge()
    yield made
    await made.close()


async def test_common_passwords_are_weak_and_long_random_ones_are_not(judge):
    common = await judge.rate(Secret.of_text("password"))
    assert (common.score, common.is_weak) == (0, True)
    assert "common password" in common.advice
    strong = await judge.rate(Secret.of_text("orchard velvet tin7 Umbrella"))
    assert (strong.score, strong.is_weak, strong.advice) == (4, False, "")


async def test_the_names_of_wallets_make_a_password_weaker(judge):
    password = Secret.of_text("field-notes-2031")
    alone = await judge.rate(password)
    named = await judge.rate(password, ["field-notes"])
    assert named.score < alone.score


async def test_a_password_longer_than_zxcvbn_takes_is_rated_by_its_beginning(judge):
    assert (await judge.rate(Secret.of_text("a" * 500))).is_weak
    assert not (await judge.rate(Secret.of_text("kV9,mellow-Tin 4 " * 20))).is_weak


async def test_what_is_no_text_is_rated_too(judge):
    assert (await judge.rate(Secret(b"\xff\xfe"))).is_weak


async def test_the_password_stays_its_owners(judge):
    password = Secret.of_text("password")
    await judge.rate(password)
    assert password.reveal_text() == "password"


async def test_its_process_ends_when_nobody_asks_any_more():
    judge = PasswordJudge(idle_seconds=0.01)
    try:
        await judge.rate(Secret.of_text("password"))
        await until(lambda: not judge.is_running)
        assert (await judge.rate(Secret.of_text("password"))).score == 0
    finally:
        await judge.close()


async def test_nor_does_its_process_outlive_a_night_that_the_machine_slept(judge, sleep_all_night):
    await judge.rate(Secret.of_text("password"))
    sleep_all_night()
    await until(lambda: not judge.is_running)


async def test_giving_up_a_rating_ends_the_process_and_the_next_starts_another(judge):
    await judge.rate(Secret.of_text("password"))
    asking = asyncio.ensure_future(judge.rate(Secret.of_text("4@8({[<369&#!1/|0$5+7%2" * 3)))
    await asyncio.sleep(0)
    asking.cancel()
    await asyncio.wait({asking})
    assert not judge.is_running
    assert (await judge.rate(Secret.of_text("password"))).score == 0


async def test_a_lock_ends_the_process_and_the_next_rating_starts_another(judge):
    await judge.rate(Secret.of_text("password"))
    await judge.lock()
    assert not judge.is_running
    assert (await judge.rate(Secret.of_text("password"))).score == 0
