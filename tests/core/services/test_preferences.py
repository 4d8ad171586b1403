from __future__ import annotations

import asyncio
import threading

import pytest

from core.domain.settings import Settings
from core.errors import AppError, ErrorKind
from core.services.preferences import PreferenceService


class Store:
    def __init__(self, error: AppError | None = None) -> None:
        self.saved: list[Settings] = []
        self.threads: set[int] = set()
        self.error = error

    def save(self, settings: Settings) -> None:
        self.threads.add(threading.get_ident())
        if self.error is not None:
            raise self.error
        self.saved.append(settings)


async def test_saved_settings_hold_at_once_and_reach_the_disk():
    store = Store()
    preferences = PreferenceService(store, Settings())
    await preferences.save(Settings(network="test"))
    assert preferences.settings.network == "test"
    assert store.saved == [Settings(network="test")]


async def test_the_disk_is_not_touched_on_the_loops_thread():
    store = Store()
    await PreferenceService(store, Settings()).save(Settings())
    assert threading.get_ident() not in store.threads


async def test_saves_reach_the_disk_in_their_order():
    store = Store()
    preferences = PreferenceService(store, Settings())
    wanted = [Settings(network=str(number)) for number in range(20)]
    await asyncio.gather(*(preferences.save(settings) for settings in wanted))
    assert store.saved == wanted


async def test_a_disk_that_refuses_is_said_and_the_session_goes_on():
    preferences = PreferenceService(Store(AppError(ErrorKind.STORAGE, "full")), Settings())
    with pytest.raises(AppError, match="full"):
        await preferences.save(Settings(network="test"))
    assert preferences.settings.network == "test"


async def test_whoever_follows_gets_the_settings_at_once_and_then_every_change():
    preferences = PreferenceService(Store(), Settings(network="test"))
    changes = preferences.changes()
    assert (await anext(changes)).network == "test"
    await preferences.save(Settings(network="local"))
    assert (await anext(changes)).network == "local"


async def test_a_change_is_told_even_where_the_disk_refuses_it():
    preferences = PreferenceService(Store(AppError(ErrorKind.STORAGE, "full")), Settings())
    changes = preferences.changes()
    await anext(changes)
    with pytest.raises(AppError):
        await preferences.save(Settings(hide_amounts=True))
    assert (await anext(changes)).hide_amounts
