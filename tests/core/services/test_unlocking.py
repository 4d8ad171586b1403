"""A key is told of when it is unlocked, and not while it stays so."""

from __future__ import annotations

from core.domain.keys import KeyRef, UnlockedKey
from core.services.unlocking import newly_unlocked
from tests.fakes.wallets import stored


def unlocked(wallet: str) -> UnlockedKey:
    return UnlockedKey(stored(KeyRef(wallet)), has_changed=False, has_public=True)


async def told_of(*states: tuple[UnlockedKey, ...]) -> list[str]:
    async def changes():
        for state in states:
            yield state

    return [key.stored.ref.wallet async for key in newly_unlocked(changes())]


async def test_one_that_stays_unlocked_is_told_of_once():
    a, b = unlocked("a"), unlocked("b")
    assert await told_of((), (a,), (a, b), (b,)) == ["a", "b"]


async def test_one_that_is_unlocked_again_is_told_of_again():
    a = unlocked("a")
    assert await told_of((a,), (), (a,)) == ["a", "a"]
