"""Hiding amounts, followed from several places."""

from __future__ import annotations

import asyncio

import pytest

from core.domain.settings import Settings
from core.errors import AppError, ErrorKind
from gui.privacy import Privacy
from tests.fakes.preferences import FakePreferences
from tests.fakes.waiting import until


@pytest.fixture
def preferences() -> FakePreferences:
    return FakePreferences()


async def test_it_begins_as_the_settings_say(preferences):
    assert not Privacy(preferences).hidden
    assert Privacy(FakePreferences(Settings(hide_amounts=True))).hidden


async def test_turning_it_is_saved_and_told(preferences):
    privacy, told = Privacy(preferences), []
    privacy.changed.connect(told.append)
    await privacy.turn()
    await privacy.turn()
    assert told == [True, False]
    assert preferences.saves == 2
    assert not preferences.settings.hide_amounts


async def test_whoever_follows_hides_with_the_one_that_was_turned(preferences):
    one, other = Privacy(preferences), Privacy(preferences)
    following = asyncio.ensure_future(other.follow())
    await one.turn()
    await until(lambda: other.hidden)
    following.cancel()


async def test_what_changed_meanwhile_is_caught_up_with(preferences):
    one, other = Privacy(preferences), Privacy(preferences)
    await one.turn()
    assert not other.hidden
    following = asyncio.ensure_future(other.follow())
    await until(lambda: other.hidden)
    following.cancel()


async def test_a_disk_that_refuses_is_said_and_amounts_are_hidden_all_the_same(preferences):
    preferences.error = AppError(ErrorKind.STORAGE, "full")
    privacy = Privacy(preferences)
    with pytest.raises(AppError, match="full"):
        await privacy.turn()
    assert privacy.hidden


async def test_other_settings_are_left_as_they_are(preferences):
    preferences.settings = Settings(wallet="mine")
    await Privacy(preferences).turn()
    assert preferences.settings == Settings(wallet="mine", hide_amounts=True)
