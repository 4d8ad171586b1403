"""One subnet's own records: owner, identity, clock, pool, emission, what is pending."""

from __future__ import annotations

from struct import pack
from typing import Final

from core.practice.codec import Value
from core.practice.economy.accounts import subnet_account
from core.practice.world.cast import LOCK_COST, Subnet
from core.practice.world.ledger import Account, Ledger
from core.practice.world.people import from_ss58, slug
from core.practice.world.plan import WorldPlan
from core.practice.world.pools import Pool

MODULE: Final = "SubtensorModule"


def write(ledger: Ledger, plan: WorldPlan, subnet: Subnet, pool: Pool) -> None:
    """Everything keyed by the netuid that is neither a hyperparameter nor a neuron."""
    netuid = subnet.netuid.to_bytes(2, "little")
    age = plan.start_block - subnet.registered_at
    # Distinct phases, so that few subnets have their epoch in the same block.
    since = min((subnet.netuid * 7 + subnet.netuid // 50) % subnet.tempo, age)
    numbers = {
        **_clock(plan, subnet, since, age),
        **_reserves(subnet, pool),
        **_pending(subnet, pool, since),
    }
    for item, value in numbers.items():
        ledger.bucket(item).write(netuid, value)
    ledger.put(MODULE, "TokenSymbol", subnet.netuid, value=text(subnet.symbol))
    if subnet.name:
        ledger.put(MODULE, "SubnetIdentitiesV3", subnet.netuid, value=_identity(subnet))
    ledger.balances[from_ss58(subnet_account(subnet.netuid))] = pool.tao


def own(ledger: Ledger, subnet: Subnet, coldkey: Account, hotkey: Account) -> None:
    netuid = subnet.netuid.to_bytes(2, "little")
    ledger.bucket("SubnetOwner").write(netuid, coldkey[16:])
    ledger.bucket("SubnetOwnerHotkey").write(netuid, hotkey[16:])


def text(words: str) -> str:
    return "0x" + words.encode().hex()


def _clock(plan: WorldPlan, subnet: Subnet, since: int, age: int) -> dict[str, bytes]:
    last = plan.start_block - since
    clock = {
        "NetworksAdded": b"\1",
        "SubnetMechanism": pack("<H", 1),
        "SubnetworkN": pack("<H", subnet.neurons),
        "NetworkRegisteredAt": pack("<Q", subnet.registered_at),
        "RegisteredSubnetCounter": pack("<Q", 1),
        "LastEpochBlock": pack("<Q", last),
        "LastMechansimStepBlock": pack("<Q", last),
        "SubnetEpochIndex": pack("<Q", age // subnet.tempo),
    }
    if subnet.started:
        clock["FirstEmissionBlockNumber"] = pack("<Q", subnet.registered_at + 1)
    return clock


def _reserves(subnet: Subnet, pool: Pool) -> dict[str, bytes]:
    return {
        "SubnetTAO": pack("<Q", pool.tao),
        "SubnetAlphaIn": pack("<Q", pool.alpha_in),
        "SubnetAlphaOut": pack("<Q", pool.alpha_out),
        "SubnetMovingPrice": pool.moving.to_bytes(16, "little"),
        "RootProp": pool.root_part.to_bytes(16, "little"),
        "SubnetTaoInEmission": pack("<Q", pool.tao_in),
        "SubnetAlphaInEmission": pack("<Q", pool.alpha_injected),
        "SubnetAlphaOutEmission": pack("<Q", pool.emitted),
        "SubnetExcessTao": pack("<Q", pool.excess),
        "SubnetVolume": (pool.tao * 3 // 2 + abs(subnet.flow)).to_bytes(16, "little"),
        "SubnetTaoFlow": pack("<q", subnet.flow // 10_000),
        "MinerBurned": ((subnet.burned << 32) // 1_000).to_bytes(16, "little"),
        "SubnetLocked": pack("<Q", LOCK_COST),
        "RAORecycledForRegistration": pack("<Q", subnet.burn * subnet.neurons),
    }


def _pending(subnet: Subnet, pool: Pool, since: int) -> dict[str, bytes]:
    return {
        "PendingServerEmission": pack("<Q", pool.server * since),
        "PendingValidatorEmission": pack("<Q", pool.validators * since),
        "PendingRootAlphaDivs": pack("<Q", pool.root * since),
        "PendingOwnerCut": pack("<Q", pool.owner_cut * since),
    }


def _identity(subnet: Subnet) -> Value:
    site = slug(subnet.name)
    fields = {
        "subnet_name": subnet.name,
        "github_repo": f"https://code.example/{site}",
        "subnet_contact": f"hello@{site}.example",
        "subnet_url": f"https://{site}.example",
        "discord": "",
        "description": subnet.description,
        "logo_url": "",
        "additional": "",
    }
    return {key: text(words) for key, words in fields.items()}
