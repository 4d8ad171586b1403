"""A subnet's neurons as columns by uid, in SCALE, each made when it is asked for.

The chain no longer computes rank, trust and pruning scores: those columns are
empty, as there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from core.practice.apis import subnet_fields
from core.practice.apis.encode import NONE, compacts, letters, sequence, some
from core.practice.apis.stake_weights import StakeColumns, stake_columns
from core.practice.apis.stored import (
    Width,
    axon,
    hashed,
    hotkeys,
    numbers,
    owner,
    prefix,
    raw,
)
from core.practice.codec import compact
from core.practice.economy.cells import MECHANISM_STEP, key
from core.practice.state import StateView

_EMPTY: Final = b"\0"


class Columns:
    """The parts of one subnet's metagraph; ``mechanism`` chooses whose scores."""

    def __init__(self, view: StateView, netuid: int, mechanism: int = 0) -> None:
        self.view = view
        self.netuid = netuid
        self.index = netuid + MECHANISM_STEP * mechanism

    @cached_property
    def hotkeys(self) -> list[bytes]:
        return hotkeys(self.view, self.netuid)

    @cached_property
    def coldkeys(self) -> list[bytes]:
        return [owner(self.view, hotkey) for hotkey in self.hotkeys]

    @cached_property
    def stakes(self) -> StakeColumns:
        return stake_columns(self.view, self.netuid, self.hotkeys)

    @cached_property
    def market(self) -> Mapping[str, bytes]:
        return subnet_fields.market(self.view, self.netuid)

    @cached_property
    def parameters(self) -> Mapping[str, bytes]:
        return subnet_fields.parameters(self.view, self.netuid)

    def field(self, name: str) -> bytes | None:
        """A field's bytes; None for those that stay at their default."""
        made = _MADE.get(name)
        if made is not None:
            return made(self)
        return self.market.get(name) or self.parameters.get(name)

    # -- columns by uid

    def identities(self) -> bytes:
        start = prefix(self.view, "IdentitiesV2")
        known: dict[bytes, bytes] = {}
        for coldkey in set(self.coldkeys):
            found = self.view.raw(start + hashed(coldkey))
            known[coldkey] = NONE if found is None else some(found)
        return sequence([known[coldkey] for coldkey in self.coldkeys])

    def axons(self) -> bytes:
        return sequence([axon(self.view, self.netuid, hotkey) for hotkey in self.hotkeys])

    def scores(self, item: str, code: Width, *, own: bool = False) -> bytes:
        """A stored vector; ``own`` ones are kept per mechanism."""
        return compacts(numbers(self.view, item, self.index if own else self.netuid, code))

    def registrations(self) -> bytes:
        start = key(self.view.codec, "BlockAtRegistration", self.netuid)
        blocks = (
            self.view.raw(start + uid.to_bytes(2, "little")) or b""
            for uid in range(len(self.hotkeys))
        )
        return compacts([int.from_bytes(block, "little") for block in blocks])

    def tao_dividends(self) -> bytes:
        return sequence([hotkey + _EMPTY for hotkey in self.hotkeys])

    def alpha_dividends(self) -> bytes:
        start = key(self.view.codec, "AlphaDividendsPerSubnet", self.netuid)
        return sequence(
            [
                hotkey
                + compact(int.from_bytes(self.view.raw(start + hashed(hotkey)) or b"", "little"))
                for hotkey in self.hotkeys
            ]
        )

    @cached_property
    def _collaterals(self) -> list[tuple[int, int, int]]:
        start = key(self.view.codec, "MinerCollateral", self.netuid)
        if not self.view.keys(start):
            return [(0, 0, 0)] * len(self.hotkeys)
        return [
            _collateral(self.view.raw(start + hashed(hotkey) + hashed(coldkey)))
            for hotkey, coldkey in zip(self.hotkeys, self.coldkeys, strict=True)
        ]

    def collateral(self, part: int) -> bytes:
        return compacts([state[part] for state in self._collaterals])

    def validators(self) -> bytes:
        """The uids that hold a permit."""
        permits = numbers(self.view, "ValidatorPermit", self.netuid, "B")
        return compacts([uid for uid, permit in enumerate(permits) if permit])

    def commitments(self) -> bytes:
        """What each committed hotkey put down: its fields' SCALE bytes."""
        start = self.view.codec.key("Commitments", "CommitmentOf", self.netuid)
        rows = ((found[-32:], self.view.raw(found) or b"") for found in self.view.keys(start))
        return sequence([account + letters(stored[12:]) for account, stored in rows])


def _collateral(stored: bytes | None) -> tuple[int, int, int]:
    """Locked, minimum and earned of a ``MinerCollateralState``."""
    if stored is None:
        return 0, 0, 0
    parts = (stored[:8], stored[24:32], stored[32:40])
    locked, least, earned = (int.from_bytes(part, "little") for part in parts)
    return locked, least, earned


_MADE: Final[Mapping[str, Callable[[Columns], bytes]]] = {
    "netuid": lambda columns: compact(columns.index),
    "name": lambda columns: letters(subnet_fields.name(columns.view, columns.netuid)),
    "symbol": lambda columns: subnet_fields.symbol(columns.view, columns.netuid),
    "identity": lambda columns: subnet_fields.identity(columns.view, columns.netuid),
    "block": lambda columns: compact(columns.view.block),
    "hotkeys": lambda columns: sequence(columns.hotkeys),
    "coldkeys": lambda columns: sequence(columns.coldkeys),
    "identities": Columns.identities,
    "axons": Columns.axons,
    "active": lambda columns: raw(columns.view, "Active", columns.netuid),
    "validator_permit": lambda columns: raw(columns.view, "ValidatorPermit", columns.netuid),
    "last_update": lambda columns: columns.scores("LastUpdate", "Q", own=True),
    "emission": lambda columns: columns.scores("Emission", "Q"),
    "dividends": lambda columns: columns.scores("Dividends", "H"),
    "incentives": lambda columns: columns.scores("Incentive", "H", own=True),
    "consensus": lambda columns: columns.scores("Consensus", "H"),
    "block_at_registration": Columns.registrations,
    "alpha_stake": lambda columns: compacts(columns.stakes.alpha),
    "tao_stake": lambda columns: compacts(columns.stakes.tao),
    "total_stake": lambda columns: compacts(columns.stakes.total),
    "tao_dividends_per_hotkey": Columns.tao_dividends,
    "alpha_dividends_per_hotkey": Columns.alpha_dividends,
    "collateral_locked": lambda columns: columns.collateral(0),
    "collateral_min": lambda columns: columns.collateral(1),
    "collateral_earned": lambda columns: columns.collateral(2),
    "validators": Columns.validators,
    "commitments": Columns.commitments,
}
