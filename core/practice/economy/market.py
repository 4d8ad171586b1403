"""Life on the network: invented people trade alpha and register miners, by seed and block.

They act through the same rules as everybody and leave the same events, in the phase
of initialization, since no extrinsic of theirs is in a block. Traders have their purse
and their first alpha from genesis; each block's emission goes to one of the miners,
who pay for seats with it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Final

from core.practice.calls.context import Context, DispatchError
from core.practice.economy import accounts, burn, neurons, reserves, shares, traders
from core.practice.economy.cells import number
from core.practice.economy.emission import block_emission
from core.practice.economy.pool import RAO, Pool
from core.practice.economy.registration import register
from core.practice.economy.staking import MIN_STAKE, stake, unstake
from core.practice.economy.traders import FOLLOWERS, person

MINERS: Final = 32

_MOST_TRADES: Final = 3
_USUAL_SIZE: Final = 600  # millionths of the pool's TAO
_LARGEST_SIZE: Final = 6_000
_MILLION: Final = 10**6
_REGISTRATION_RATE: Final = 0.3  # tries per block
_POPULAR: Final = 12  # subnets that draw
_CROWDED: Final = 0.5  # of the tries
_CACHED: Final = 1024


@lru_cache(maxsize=_CACHED)
def appeal(seed: int, netuid: int) -> int:
    """What miners are ready to pay for a seat on a subnet, in rao."""
    rng = Random(f"{seed}/appeal/{netuid}")  # noqa: S311 - a plausible world, not a secret
    return int(RAO * min(rng.lognormvariate(-1.5, 1.2), 8.0))


def live(ctx: Context, seed: int, netuids: list[int]) -> None:
    """One block of trades, and now and then a registration."""
    rng = Random(f"{seed}/{ctx.block}")  # noqa: S311 - a plausible world, not a secret
    subnets = [netuid for netuid in netuids if netuid != reserves.ROOT]
    if not subnets:
        return
    _grant(ctx, person(seed, "miner", ctx.block % MINERS))
    for _ in range(rng.randint(0, _MOST_TRADES)):
        _try(ctx, lambda netuid: _trade(ctx, seed, netuid, rng), rng.choice(subnets))
    if rng.random() < _REGISTRATION_RATE:
        crowded = rng.random() < _CROWDED
        netuid = rng.choice(subnets[:_POPULAR] if crowded else subnets)
        _try(ctx, lambda netuid: _join(ctx, seed, netuid, rng), netuid)


def _try(ctx: Context, act: Callable[[int], None], netuid: int) -> None:
    """What the rules refuse simply does not happen."""
    try:
        with ctx.attempt():
            act(netuid)
    except DispatchError:
        return


def _grant(ctx: Context, who: str) -> None:
    accounts.mint(ctx, who, block_emission(accounts.issuance(ctx.state)))


def _trade(ctx: Context, seed: int, netuid: int, rng: Random) -> None:
    state = ctx.state
    if not number(state, "SubtokenEnabled", netuid) or not number(state, "SubnetworkN", netuid):
        return
    place = rng.randrange(FOLLOWERS)
    trader = traders.follower(seed, netuid, place)
    hotkey = neurons.hotkey_at(state, netuid, traders.backed_now(state, netuid, place))
    before = reserves.load(state, netuid)
    part = min(int(rng.expovariate(1 / _USUAL_SIZE)), _LARGEST_SIZE)
    size = max(before.tao * part // _MILLION, 2 * MIN_STAKE)
    if rng.random() < _eagerness(ctx, netuid, before):
        stake(ctx, trader, hotkey, netuid, min(size, accounts.spendable(state, trader)))
        return
    held = shares.value(state, hotkey, trader, netuid)
    wanted = int(size / before.price)
    unstake(ctx, trader, hotkey, netuid, held if wanted * 2 > held else wanted)


def _eagerness(ctx: Context, netuid: int, before: Pool) -> float:
    """The chance of a purchase: above one half while spot is below the moving price."""
    usual = number(ctx.state, "SubnetMovingPrice", netuid) / (1 << 32)
    gap = (usual - float(before.price)) / usual if usual else 0.0
    return 0.5 + max(-0.4, min(0.4, 8 * gap))


def _join(ctx: Context, seed: int, netuid: int, rng: Random) -> None:
    if burn.price(ctx.state, netuid) > appeal(seed, netuid):
        return
    coldkey = person(seed, "miner", rng.randrange(MINERS))
    register(ctx, coldkey, netuid, person(seed, f"hotkey of {netuid}", ctx.block))
