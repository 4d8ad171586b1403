"""Keys as they are unlocked, one after another."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator

from core.domain.keys import UnlockedKey


async def newly_unlocked(
    changes: AsyncIterator[tuple[UnlockedKey, ...]],
) -> AsyncGenerator[UnlockedKey]:
    """Each key once; ``changes`` gives all that are unlocked, each time that changes.

    One that stays unlocked tells of its file as it was then, not as it is now.
    """
    before: tuple[UnlockedKey, ...] = ()
    async for keys in changes:
        for key in keys:
            if key not in before:
                yield key
        before = keys
