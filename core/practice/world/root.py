"""The root network: 64 seats of validators and the TAO staked with them."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from struct import pack
from typing import Final

from core.practice.codec import compact
from core.practice.world.ledger import Account, Ledger, account
from core.practice.world.names import ROOT_SYMBOL
from core.practice.world.people import MAX_TAKE, People
from core.practice.world.plan import RAO, WorldPlan
from core.practice.world.shares import stake
from core.practice.world.stakes import delegated

SEATS: Final = 64
TOP_STAKE: Final = 330_000 * RAO
_NETUID: Final = (0).to_bytes(2, "little")


@dataclass(frozen=True, slots=True)
class Root:
    """Seats by uid: hotkey, its coldkey, TAO rao staked with it."""

    seats: tuple[tuple[Account, Account, int], ...]

    @property
    def stakes(self) -> dict[Account, int]:
        return {hotkey: amount for hotkey, _, amount in self.seats}

    @property
    def tao(self) -> int:
        return sum(amount for _, _, amount in self.seats)


def root(plan: WorldPlan, everyone: People) -> Root:
    rng = plan.random("root")
    keys = [(validator.hotkey, validator.coldkey) for validator in everyone.validators]
    rng.shuffle(keys)
    while len(keys) < SEATS:
        keys.append((account(rng.randbytes(32)), account(rng.randbytes(32))))
    seats = tuple(
        (hotkey, coldkey, int(TOP_STAKE * rng.uniform(0.9, 1.1) * 0.935**place))
        for place, (hotkey, coldkey) in enumerate(keys[:SEATS])
    )
    return Root(seats)


def write(ledger: Ledger, plan: WorldPlan, seats: Root, everyone: People) -> None:
    """Register the seats and stake their TAO; root has no pool, a TAO is an alpha."""
    rng = plan.random("root/stakes")
    known = {validator.hotkey for validator in everyone.validators}
    for uid, (hotkey, coldkey, amount) in enumerate(seats.seats):
        packed = uid.to_bytes(2, "little")
        if hotkey not in known:
            ledger.own(coldkey, hotkey)
            ledger.balances[coldkey] = rng.randrange(RAO, 60 * RAO)
            ledger.bucket("Delegates").write(hotkey, MAX_TAKE.to_bytes(2, "little"))
        ledger.bucket("Uids").write(_NETUID + hotkey, packed)
        ledger.bucket("Keys").write(_NETUID + packed, hotkey[16:])
        ledger.bucket("IsNetworkMember").write(hotkey + _NETUID, b"\1")
        ledger.bucket("BlockAtRegistration").write(
            _NETUID + packed, (uid * 60).to_bytes(8, "little")
        )
        delegated(ledger, rng, 0, hotkey, coldkey, amount, everyone)
    _vectors(ledger, seats)
    _numbers(ledger, plan, seats)
    _nominate(ledger, everyone, seats)


def _nominate(ledger: Ledger, everyone: People, seats: Root) -> None:
    """Two development accounts have something to move and unstake from the first block on."""
    for developer, amount in zip(everyone.developers, (2_500, 400), strict=False):
        stake(ledger, 0, developer.hotkey, [(developer.coldkey, amount * RAO)])


def developer_tao() -> int:
    """Root stake of development accounts, which have no seat."""
    return 2_900 * RAO


def _vectors(ledger: Ledger, seats: Root) -> None:
    count = len(seats.seats)
    size = compact(count)
    total = seats.tao or 1
    weights = [amount * 65_535 // total for _, _, amount in seats.seats]
    for item in ("Incentive", "Consensus", "Dividends", "ValidatorTrust"):
        ledger.bucket(item).write(_NETUID, size + bytes(2 * count))
    ledger.bucket("StakeWeight").write(_NETUID, size + array("H", weights).tobytes())
    ledger.bucket("Emission").write(_NETUID, size + bytes(8 * count))
    updated = array("Q", [uid * 60 for uid in range(count)])
    ledger.bucket("LastUpdate").write(_NETUID, size + updated.tobytes())
    ledger.bucket("Active").write(_NETUID, size + b"\1" * count)
    ledger.bucket("ValidatorPermit").write(_NETUID, size + b"\1" * count)


def _numbers(ledger: Ledger, plan: WorldPlan, seats: Root) -> None:
    count = len(seats.seats)
    numbers = {
        "SubnetworkN": pack("<H", count),
        "MaxAllowedUids": pack("<H", SEATS),
        "MaxAllowedValidators": pack("<H", SEATS),
        "Tempo": pack("<H", 100),
        "LastEpochBlock": pack("<Q", plan.start_block - plan.start_block % 100),
        "NetworkRegisteredAt": pack("<Q", 0),
        "NetworksAdded": b"\1",
        "NetworkRegistrationAllowed": b"\1",
        "NetworkPowRegistrationAllowed": b"\0",
        "SubnetMechanism": pack("<H", 0),
        "SubtokenEnabled": b"\1",
        "ImmunityPeriod": pack("<H", 4_096),
        "Burn": pack("<Q", RAO // 10),
        "MinBurn": pack("<Q", RAO // 20),
        "MaxBurn": pack("<Q", 100 * RAO),
        "BurnHalfLife": pack("<H", 360),
        "MinAllowedWeights": pack("<H", 1),
        "TargetRegistrationsPerInterval": pack("<H", 1),
        "SubnetTAO": pack("<Q", seats.tao + developer_tao()),
        "SubnetAlphaOut": pack("<Q", seats.tao + developer_tao()),
    }
    for item, value in numbers.items():
        ledger.bucket(item).write(_NETUID, value)
    ledger.put("SubtensorModule", "TokenSymbol", 0, value="0x" + ROOT_SYMBOL.encode().hex())
