"""Building the world: each part is made from the plan, written to a ledger, poured into a state."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

from core.practice.economy.accounts import subnet_account
from core.practice.state import State
from core.practice.world import commitments, epoch, hyperparameters, network, people, root, stakes
from core.practice.world.cast import Subnet, cast
from core.practice.world.ledger import Account, Ledger
from core.practice.world.neurons import LONGEST_SILENCE, Neurons, neurons
from core.practice.world.people import Developer, People, Validator
from core.practice.world.plan import RAO, WorldPlan
from core.practice.world.pools import BLOCK_EMISSION, TAO_WEIGHT, Pool, pools

REHEARSAL_SUBNETS: Final = (1, 14)  # where //Alice//hot validates and //Bob//hot mines
_I64F64: Final = 1 << 64

# The network's own settings, mainnet's where they are known.
_SETTINGS: Final[Mapping[str, int]] = {
    "SubnetLimit": 128,
    "TaoWeight": TAO_WEIGHT,
    "StakeThreshold": epoch.STAKE_THRESHOLD,
    "BlockEmission": BLOCK_EMISSION,
    "SubnetOwnerCut": 11_796,
    "NetworkRateLimit": 7_200,
    # Half a year there; here a full network still has room for a rehearsed registration.
    "NetworkImmunityPeriod": 50_400,
    "NetworkMinLockCost": 1_000 * RAO,
    "NetworkLastLockCost": 1_180 * RAO,
    "NetworkLockReductionInterval": 100_800,
    "TxRateLimit": 1_000,
    "TxDelegateTakeRateLimit": 216_000,
    "TxChildkeyTakeRateLimit": 216_000,
    "AdminFreezeWindow": 10,
    "OwnerHyperparamRateLimit": 2,
    "MaxEpochsPerBlock": 2,
    "NominatorMinRequiredStake": 0,
    "PendingChildKeyCooldown": 7_200,
    "ColdkeySwapAnnouncementDelay": 36_000,
    "ColdkeySwapReannouncementDelay": 7_200,
    "StartCallDelay": 0,
    "CommitRevealWeightsVersion": 4,
}


def build(state: State, plan: WorldPlan) -> None:
    """Write the storage as of the start block. ``state`` must be empty."""
    ledger = Ledger(state.codec)
    everyone = people.people(plan)
    people.settle(ledger, plan, everyone)
    seats = root.root(plan, everyone)
    root.write(ledger, plan, seats, everyone)
    subnets = cast(plan)
    markets = pools(plan, subnets, seats.tao)
    for subnet in subnets:
        _subnet(ledger, plan, subnet, markets[subnet.netuid], everyone, seats.stakes)
    _globals(ledger, plan, subnets, markets, seats)
    ledger.pour(state)
    state.block = plan.start_block
    state.take_journal()


def _subnet(
    ledger: Ledger,
    plan: WorldPlan,
    subnet: Subnet,
    pool: Pool,
    everyone: People,
    root_stakes: dict[Account, int],
) -> None:
    rng = plan.random(f"subnet/{subnet.netuid}")
    crowd = neurons(plan, subnet, *_validating(plan, rng, subnet, everyone))
    traders = stakes.backing(plan, subnet, crowd, pool)
    stakes.divide(rng, subnet, crowd, pool, traders)
    network.write(ledger, plan, subnet, pool)
    network.own(ledger, subnet, crowd.coldkeys[0], crowd.hotkeys[0])
    hyperparameters.write(ledger, plan, subnet)
    epoch.register(ledger, rng, subnet, crowd)
    outcome, rows = epoch.run(plan, subnet, crowd, pool, root_stakes)
    epoch.write(ledger, subnet, crowd, outcome, rows)
    held = stakes.write(ledger, rng, subnet, crowd, everyone, traders)
    _leftovers(ledger, rng, subnet, crowd, pool, held)
    commitments.write(ledger, plan, rng, subnet, crowd)
    flow = plan.start_block.to_bytes(8, "little") + (subnet.flow * _I64F64).to_bytes(
        16, "little", signed=True
    )
    ledger.bucket("SubnetEmaTaoFlow").write(subnet.netuid.to_bytes(2, "little"), flow)


def _validating(
    plan: WorldPlan, rng: Random, subnet: Subnet, everyone: People
) -> tuple[list[Validator], dict[int, Developer], int]:
    """Regulars, developers, and how many regulars hold a permit but have fallen silent.

    The owner is one of the planned validators.
    """
    guests: dict[int, Developer] = {}
    if subnet.netuid in REHEARSAL_SUBNETS and subnet.neurons > 8:
        alice, bob = everyone.developers[:2]
        guests = {5: alice, subnet.neurons // 4: bob}
    wanted = max(subnet.validators - 1 - bool(guests), 0)
    old = plan.start_block - subnet.registered_at > LONGEST_SILENCE
    idle = rng.randint(0, 2) if old and wanted > 6 else 0
    return rng.sample(everyone.validators, wanted + idle), guests, idle


def _leftovers(
    ledger: Ledger, rng: Random, subnet: Subnet, crowd: Neurons, pool: Pool, held: int
) -> None:
    """Protocol alpha and pocket money for coldkeys."""
    netuid = subnet.netuid.to_bytes(2, "little")
    pending = (pool.server + pool.validators + pool.root + pool.owner_cut) * subnet.tempo
    protocol = max(pool.alpha_out - held - pending, 0) * 2 // 3
    ledger.bucket("SubnetProtocolAlpha").write(netuid, protocol.to_bytes(8, "little"))
    for coldkey in crowd.coldkeys:
        if coldkey not in ledger.balances:
            ledger.balances[coldkey] = RAO // 10 + int(40 * RAO * rng.random() ** 3)


def _globals(
    ledger: Ledger,
    plan: WorldPlan,
    subnets: tuple[Subnet, ...],
    markets: dict[int, Pool],
    seats: root.Root,
) -> None:
    ledger.balances[people.from_ss58(subnet_account(0))] = seats.tao + root.developer_tao()
    total_stake = seats.tao + root.developer_tao() + sum(pool.tao for pool in markets.values())
    newest = max((subnet.registered_at for subnet in subnets), default=0)
    module = "SubtensorModule"
    settings: dict[str, int] = {
        **_SETTINGS,
        "TotalStake": total_stake,
        "TotalNetworks": len(subnets) + 1,
    }
    for item, value in settings.items():
        ledger.put(module, item, value=value)
    ledger.put(module, "LastRateLimitedBlock", "NetworkLastRegistered", value=newest)
    ledger.put("System", "Number", value=plan.start_block)
    ledger.put("Timestamp", "Now", value=plan.started_ms)
