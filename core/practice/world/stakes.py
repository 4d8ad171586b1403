"""Who holds how much alpha on a subnet, and how it is divided among nominators."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from core.practice.economy.traders import FOLLOWERS, backed, follower
from core.practice.world.cast import Subnet
from core.practice.world.ledger import Account, Ledger
from core.practice.world.neurons import MINER_STAKE_CAP, Neurons
from core.practice.world.people import Developer, People, from_ss58
from core.practice.world.plan import RAO, WorldPlan
from core.practice.world.pools import Pool
from core.practice.world.shares import stake

DEVELOPER_STAKE = 12_000 * RAO

Backing = dict[int, list[tuple[Account, int]]]
"""What traders have staked: coldkeys and alpha rao by the uid they staked to."""


def backing(plan: WorldPlan, subnet: Subnet, crowd: Neurons, pool: Pool) -> Backing:
    """Something to sell for each of the subnet's traders, measured by the pool's alpha."""
    backing: Backing = {}
    if not subnet.started:
        return backing
    rng = plan.random(f"traders/{subnet.netuid}")
    for place in range(FOLLOWERS):
        trader = from_ss58(follower(plan.seed, subnet.netuid, place))
        alpha = pool.alpha_in * rng.randrange(10, 30) // 1_000
        backing.setdefault(backed(crowd.validators, place), []).append((trader, alpha))
    return backing


def divide(rng: Random, subnet: Subnet, crowd: Neurons, pool: Pool, traders: Backing) -> None:
    """Set ``crowd.stakes``: validators hold most of the alpha outside the pool."""
    permits = set(crowd.validators)
    if not subnet.started:
        crowd.stakes = [0] * len(crowd)
        return
    spare = pool.alpha_out // 5
    cap = min(MINER_STAKE_CAP, spare // max(len(crowd), 1))
    crowd.stakes = [
        0 if uid in permits else min(amount, cap) for uid, amount in enumerate(crowd.stakes)
    ]
    heavy = [uid for uid in crowd.validators if not isinstance(crowd.shared.get(uid), Developer)]
    left = int(pool.alpha_out * rng.uniform(0.6, 0.7))
    parts = [10 ** (1.5 * rng.random()) for _ in heavy]
    if heavy and heavy[0] == 0:
        parts[0] = 1.2
    total = sum(parts)
    for uid, part in zip(heavy, parts, strict=True):
        crowd.stakes[uid] = int(left * part / total)
    for uid, person in crowd.shared.items():
        if isinstance(person, Developer) and pool.alpha_out:
            amount = DEVELOPER_STAKE if uid in permits else 421_600_000_000
            crowd.stakes[uid] = min(amount, pool.alpha_out // 40)
    for uid, backers in traders.items():
        crowd.stakes[uid] += sum(alpha for _, alpha in backers)


def write(
    ledger: Ledger,
    rng: Random,
    subnet: Subnet,
    crowd: Neurons,
    everyone: People,
    traders: Backing,
) -> int:
    """Share pools of all neurons with stake. Returns the alpha they hold together."""
    permits = set(crowd.validators)
    held = 0
    for uid, amount in enumerate(crowd.stakes):
        if not amount:
            continue
        hotkey, coldkey = crowd.hotkeys[uid], crowd.coldkeys[uid]
        others = traders.get(uid, [])
        if uid in permits and uid:
            held += delegated(ledger, rng, subnet.netuid, hotkey, coldkey, amount, everyone, others)
        else:
            own = amount - sum(alpha for _, alpha in others)
            parts = [(coldkey, own), *others] if own else others
            held += stake(ledger, subnet.netuid, hotkey, parts)
    return held


def delegated(
    ledger: Ledger,
    rng: Random,
    netuid: int,
    hotkey: Account,
    coldkey: Account,
    amount: int,
    everyone: People,
    others: Sequence[tuple[Account, int]] = (),
) -> int:
    """A pool of which the owner holds a part and nominators the rest, grown by dividends.

    ``amount`` counts the parts of ``others``, who put in just that.
    """
    amount -= sum(alpha for _, alpha in others)
    grown = amount * rng.randrange(1, 30) // 1_000
    nominated = amount - grown
    own = nominated * rng.randrange(30, 80) // 100
    parts = [(coldkey, own)]
    left = nominated - own
    backers = rng.sample(everyone.nominators, rng.randint(1, 3))
    for place, backer in enumerate(backers, start=1):
        part = left if place == len(backers) else left * rng.randrange(30, 70) // 100
        left -= part
        if part:
            parts.append((backer, part))
    return stake(ledger, netuid, hotkey, [*parts, *others], grown)
