"""What the last epoch of a subnet left behind: scores, emission, weights, bonds, stake."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from random import Random
from struct import Struct
from typing import Final

from core.practice.codec import compact
from core.practice.world.cast import Subnet
from core.practice.world.hyperparameters import uses_yuma3
from core.practice.world.ledger import Account, Ledger
from core.practice.world.neurons import ACTIVITY_CUTOFF, U16, Neurons
from core.practice.world.plan import RAO, WorldPlan
from core.practice.world.pools import TAO_WEIGHT, Pool

STAKE_THRESHOLD: Final = 1_000 * RAO
_AXON: Final = Struct("<QIQQHBBBB")
_NETS: Final = ((203, 0, 113), (198, 51, 100), (192, 0, 2))


@dataclass(frozen=True, slots=True)
class Outcome:
    """Columns of the last epoch by uid: u16 shares, ``emission`` in alpha rao."""

    weights: list[int]
    incentive: list[int]
    dividends: list[int]
    trust: list[int]
    emission: list[int]
    active: list[bool]


def run(
    plan: WorldPlan, subnet: Subnet, crowd: Neurons, pool: Pool, root: dict[Account, int]
) -> tuple[Outcome, dict[int, bytes]]:
    """The outcome and the weight rows by validator uid, for stakes and merits as they are."""
    active = [block + ACTIVITY_CUTOFF >= plan.start_block for block in crowd.updated]
    power = _power(crowd, root)
    voters = [uid for uid in crowd.validators if active[uid] and power[uid]]
    merits = sum(crowd.merit) if voters else 0.0
    ideal = [merit / merits for merit in crowd.merit] if merits else [0.0] * len(crowd)
    rows, trusts = _rows(plan.random(f"weights/{subnet.netuid}"), ideal, voters, power)
    trust = [0] * len(crowd)
    backing = [0.0] * len(crowd)
    for uid in voters:
        trust[uid] = int(trusts[uid] * U16)
        backing[uid] = power[uid] * (0.5 + 0.5 * trusts[uid])
    earners = backing if voters else [float(amount) for amount in power]
    votes = sum(earners) or 1.0
    dividends = [vote / votes for vote in earners]
    total = sum(power) or 1
    server = pool.server * subnet.tempo
    validators = (pool.validators + pool.root) * subnet.tempo
    if not voters:
        server, validators = 0, server + validators
    outcome = Outcome(
        weights=[amount * U16 // total for amount in power],
        incentive=[int(share * U16) for share in ideal],
        dividends=[int(share * U16) if voters else 0 for share in dividends],
        trust=trust,
        emission=[
            int(share * server) + int(dividend * validators)
            for share, dividend in zip(ideal, dividends, strict=True)
        ],
        active=active,
    )
    return outcome, rows


def _power(crowd: Neurons, root: dict[Account, int]) -> list[int]:
    """Stake as weights count it: alpha and weighted root TAO, nothing below the threshold."""
    power = [0] * len(crowd)
    for uid in crowd.validators:
        own = crowd.stakes[uid] + (root.get(crowd.hotkeys[uid], 0) * TAO_WEIGHT >> 64)
        power[uid] = own if own >= STAKE_THRESHOLD or uid == 0 else 0
    return power


def _rows(
    rng: Random, ideal: list[float], voters: list[int], power: list[int]
) -> tuple[dict[int, bytes], dict[int, float]]:
    """Rows of the voters and how far each agrees: the heaviest half votes exactly alike."""
    uids = [uid for uid, share in enumerate(ideal) if share > 0]
    if not uids:
        return {}, dict.fromkeys(voters, 0.0)
    variants = [(_row(uids, ideal), 1.0)]
    for spread in (0.12, 0.3):
        noisy = [0.0] * len(ideal)
        for uid in uids:
            noisy[uid] = ideal[uid] * (1 + spread * (2 * rng.random() - 1))
        total = sum(noisy)
        agreed = sum(min(noisy[uid] / total, ideal[uid]) for uid in uids)
        variants.append((_row(uids, noisy), agreed))
    rows: dict[int, bytes] = {}
    trusts: dict[int, float] = {}
    seen, half = 0, sum(power[uid] for uid in voters) * 6 // 10
    for uid in sorted(voters, key=lambda voter: -power[voter]):
        rows[uid], trusts[uid] = variants[0] if seen <= half else rng.choice(variants)
        seen += power[uid]
    return rows, trusts


def _row(uids: list[int], shares: list[float]) -> bytes:
    """A stored row of weights, its largest value 65 535."""
    scale = U16 / max(shares[uid] for uid in uids)
    return _pairs(uids, [round(shares[uid] * scale) for uid in uids])


def _pairs(uids: list[int], values: list[int]) -> bytes:
    row = array("H", bytes(4 * len(uids)))
    row[::2] = array("H", uids)
    row[1::2] = array("H", values)
    return compact(len(uids)) + row.tobytes()


def write(
    ledger: Ledger, subnet: Subnet, crowd: Neurons, outcome: Outcome, rows: dict[int, bytes]
) -> None:
    """Vectors, weights, bonds and validators' dividends."""
    netuid = subnet.netuid.to_bytes(2, "little")
    count = compact(len(crowd))
    permits = set(crowd.validators)
    columns = {
        "StakeWeight": array("H", outcome.weights),
        "Incentive": array("H", outcome.incentive),
        "Consensus": array("H", outcome.incentive),
        "Dividends": array("H", outcome.dividends),
        "ValidatorTrust": array("H", outcome.trust),
        "Emission": array("Q", outcome.emission),
        "LastUpdate": array("Q", crowd.updated),
        "Active": array("B", outcome.active),
        "ValidatorPermit": array("B", [uid in permits for uid in range(len(crowd))]),
    }
    for item, column in columns.items():
        ledger.bucket(item).write(netuid, count + column.tobytes())
    for uid in crowd.validators:
        if outcome.dividends[uid]:
            # A validator's emission is its dividends; four fifths of it reach its stakers.
            paid = (outcome.emission[uid] * 4 // 5).to_bytes(8, "little")
            last = crowd.stakes[uid].to_bytes(8, "little")
            hotkey = crowd.hotkeys[uid]
            ledger.bucket("AlphaDividendsPerSubnet").write(netuid + hotkey, paid)
            ledger.bucket("TotalHotkeyAlphaLastEpoch").write(hotkey + netuid, last)
    weights, bonds = ledger.bucket("Weights"), ledger.bucket("Bonds")
    bond_rows = _bonds(subnet, crowd, outcome, rows)
    for uid, row in rows.items():
        key = netuid + uid.to_bytes(2, "little")
        weights.write(key, row)
        bonds.write(key, bond_rows[uid])


def _bonds(
    subnet: Subnet, crowd: Neurons, outcome: Outcome, rows: dict[int, bytes]
) -> dict[int, bytes]:
    """Settled bonds: with Yuma 3 the weights' shares, before it what each vote weighed."""
    uids = [uid for uid, share in enumerate(outcome.incentive) if share]
    if uses_yuma3(subnet):
        row = _pairs(uids, [outcome.incentive[uid] for uid in uids])
        return dict.fromkeys(rows, row)
    top = max((outcome.weights[uid] for uid in rows), default=0) or 1
    return {uid: _pairs(uids, [outcome.weights[uid] * U16 // top] * len(uids)) for uid in rows}


def register(ledger: Ledger, rng: Random, subnet: Subnet, crowd: Neurons) -> None:
    """The records that make keys members of the subnet, and where they serve."""
    netuid = subnet.netuid.to_bytes(2, "little")
    uids, keys = ledger.bucket("Uids"), ledger.bucket("Keys")
    members, born = ledger.bucket("IsNetworkMember"), ledger.bucket("BlockAtRegistration")
    for uid, hotkey in enumerate(crowd.hotkeys):
        packed = uid.to_bytes(2, "little")
        uids.entries[uids.prefix + netuid + hotkey] = packed
        keys.entries[keys.prefix + netuid + packed] = hotkey[16:]
        members.entries[members.prefix + hotkey + netuid] = b"\1"
        born.entries[born.prefix + netuid + packed] = crowd.registered[uid].to_bytes(8, "little")
        if uid not in crowd.shared:
            ledger.own(crowd.coldkeys[uid], hotkey)
    _serve(ledger, rng, netuid, crowd)


def _serve(ledger: Ledger, rng: Random, netuid: bytes, crowd: Neurons) -> None:
    axons = ledger.bucket("Axons")
    permits = set(crowd.validators)
    busy = 0.5 + 0.45 * rng.random()
    for uid, hotkey in enumerate(crowd.hotkeys):
        if rng.random() >= (0.25 if uid in permits else busy):
            continue
        a, b, c = _NETS[(uid >> 1) % len(_NETS)]
        ip = (a << 24 | b << 16 | c << 8) + 1 + int(254 * rng.random())
        port = 8_091 + uid if uid % 4 else 9_100
        axons.entries[axons.prefix + netuid + hotkey] = _AXON.pack(
            crowd.registered[uid] + 40, 9_000_000, ip, 0, port, 4, 4, 0, 0
        )
