"""A chain of three subnets with a handful of neurons, written by hand.

Subnet 1 has room and trades, subnet 2 is full, subnet 3 has not started.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from core.practice import metadata
from core.practice.addresses import ss58
from core.practice.calls import dispatch, find
from core.practice.calls.context import Context, Event
from core.practice.codec import Codec
from core.practice.economy import accounts, cells, hotkeys, neurons, shares, traders
from core.practice.state import State

TAO = 10**9
BLOCK = 10_000
NOW_MS = 1_760_000_000_000
MODULE = "SubtensorModule"


@cache
def codec() -> Codec:
    return Codec(metadata.load())


def who(name: str) -> str:
    """A made-up account of this name."""
    return ss58(name.encode().ljust(32, b"."))


AUTHOR = who("author")
ALICE = who("alice")
BOB = who("bob")
OWNER = who("owner")
MINER = who("miner")
VALIDATOR = who("validator")
STRANGER = who("stranger")


@dataclass
class TinyWorld:
    """The state and a way to let people call."""

    state: State
    block: int = BLOCK
    events: list[Event] = field(default_factory=list)

    def context(self) -> Context:
        return Context(self.state, self.block, AUTHOR, NOW_MS)

    def call(self, signer: str, function: str, pallet: str = MODULE, **args: Any) -> str | None:
        """Dispatch a call that went through the codec; the name of its error, or None."""
        encoded = self.state.codec.encode_call(pallet, function, args)
        _, _, decoded = self.state.codec.decode_call(encoded)
        handler = find(pallet, function)
        assert handler is not None
        ctx = self.context()
        error = dispatch(ctx, handler, signer, decoded)
        self.events = ctx.events
        self.encoded_events()
        return None if error is None else error.name

    def names(self) -> list[str]:
        """The events of the last call, as ``Pallet.Event``."""
        return [
            f"{pallet}.{name}"
            for event in self.events
            for pallet, body in event.items()
            for name in body
        ]

    def fields(self, name: str) -> Any:
        """The fields of the last call's only event of this name."""
        found = [body[name] for event in self.events for body in event.values() if name in body]
        assert len(found) == 1, self.names()
        return found[0]

    def encoded_events(self) -> bytes:
        """The events as storage holds them: fails for one the metadata does not know."""
        phase = {"ApplyExtrinsic": 0}
        records = [{"phase": phase, "event": event, "topics": []} for event in self.events]
        return self.state.codec.encode_events(records)

    def get(self, item: str, *params: Any) -> Any:
        return self.state.get(MODULE, item, *params)

    def put(self, item: str, *params: Any, value: Any) -> None:
        self.state.put(MODULE, item, *params, value=value)

    def free(self, address: str) -> int:
        return accounts.free(self.state, address)

    def stake(self, hotkey: str, coldkey: str, netuid: int) -> int:
        return shares.value(self.state, hotkey, coldkey, netuid)

    def give(self, address: str, tao: int) -> None:
        accounts.mint(self.context(), address, tao)

    def give_traders(self, tao: int, seed: int = 7) -> None:
        for index in range(traders.TRADERS):
            self.give(traders.trader(seed, index), tao)

    def seat(self, netuid: int, coldkey: str, hotkey: str, since: int = 1) -> int:
        hotkeys.create(self.state, coldkey, hotkey)
        return neurons.append(self.state, netuid, hotkey, since)

    def snapshot(self) -> dict[bytes, bytes | None]:
        return {key: self.state.raw(key) for key in self.state.keys(b"")}

    def all_tao(self) -> int:
        """Free and reserved TAO of all accounts."""
        held = (value["data"] for _, value in self.state.items("System", "Account"))
        return sum(data["free"] + data["reserved"] for data in held)


def tiny_world() -> TinyWorld:
    state = State(codec())
    state.block = BLOCK
    world = TinyWorld(state)
    world.give(AUTHOR, TAO)
    world.give(ALICE, 1_000 * TAO)
    world.give(BOB, 1_000 * TAO)
    _network(world, 0, mechanism=0, tao=0, alpha=0)
    for netuid in (1, 2, 3):
        _network(world, netuid, mechanism=1, tao=1_000 * TAO, alpha=4_000 * TAO)
        world.put("SubnetOwner", netuid, value=OWNER)
        world.put("SubnetOwnerHotkey", netuid, value=who(f"owner of {netuid}"))
        world.seat(netuid, OWNER, who(f"owner of {netuid}"))
        world.seat(netuid, BOB, VALIDATOR)
        cells.put_element(state, "ValidatorPermit", netuid, 1, 1, 1)
    for number in range(2):
        world.seat(2, BOB, who(f"miner {number}"))
    world.put("MaxAllowedUids", 2, value=4)
    world.put("SubtokenEnabled", 3, value=False)
    state.take_journal()
    return world


def _network(world: TinyWorld, netuid: int, mechanism: int, tao: int, alpha: int) -> None:
    settings = {
        "NetworksAdded": True,
        "SubnetMechanism": mechanism,
        "SubtokenEnabled": True,
        "FirstEmissionBlockNumber": 1,
        "Tempo": 360,
        "LastEpochBlock": BLOCK - 10 * netuid,
        "SubnetEpochIndex": 20,
        "Burn": TAO,
        "MinBurn": 500_000,
        "MaxBurn": 100 * TAO,
        "ImmunityPeriod": 100,
        "MinNonImmuneUids": 1,
        "MaxAllowedUids": 8,
        "MinAllowedWeights": 1,
        "CommitRevealWeightsEnabled": False,
        "SubnetTAO": tao,
        "SubnetAlphaIn": alpha,
        "SubnetAlphaOut": alpha,
        "SubnetMovingPrice": {"bits": 1 << 30},
    }
    for item, value in settings.items():
        world.put(item, netuid, value=value)
    world.put("TotalStake", value=world.get("TotalStake") + tao)
    if tao:
        world.give(accounts.subnet_account(netuid), tao)
