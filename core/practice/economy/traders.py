"""The invented traders: who they are, which subnets each of them follows, where it stakes."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Final

from core.practice.addresses import ss58
from core.practice.economy import cells
from core.practice.state import StateView

TRADERS: Final = 24
FOLLOWERS: Final = 6  # traders of one subnet
_STRIDE: Final = 5  # prime to the number of traders, so that every subnet has another circle
_BACKED: Final = 4  # validators whom they stake to
_CACHED: Final = 1024


@lru_cache(maxsize=_CACHED)
def person(seed: int, role: str, number: int) -> str:
    """An invented account; nobody holds its key."""
    digest = blake2b(f"{seed}/{role}/{number}".encode(), digest_size=32).digest()
    return ss58(digest)


def trader(seed: int, index: int) -> str:
    return person(seed, "trader", index)


def follower(seed: int, netuid: int, place: int) -> str:
    """The trader with one of a subnet's ``FOLLOWERS`` places."""
    return trader(seed, (netuid + _STRIDE * place) % TRADERS)


def backed(permitted: list[int], place: int) -> int:
    """The uid that a follower stakes to: one of the first with a permit, else the owner's."""
    first = permitted[:_BACKED]
    return first[place % len(first)] if first else 0


def backed_now(view: StateView, netuid: int, place: int) -> int:
    permits = cells.vector(view, "ValidatorPermit", netuid, 1)
    return backed([uid for uid, permit in enumerate(permits) if permit], place)
