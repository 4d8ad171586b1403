"""Who is replaced next when a full subnet takes a new neuron."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.ids import ROOT, BlockNumber, NetUid, Ss58, Uid


@dataclass(frozen=True, slots=True)
class Seat:
    """What the chain looks at when it chooses whom to replace.

    ``score`` is the last epoch's combined emission in rao; on root it is the
    stake.
    """

    uid: Uid
    hotkey: Ss58
    score: int
    registered_at: BlockNumber
    immune_until: BlockNumber


@dataclass(frozen=True, slots=True)
class PruningRules:
    """A subnet's parameters of the rule, with the runtime's defaults."""

    owner_hotkey: Ss58
    owned_hotkeys: Collection[Ss58]
    owner_limit: int = 1  # ImmuneOwnerUidsLimit
    min_non_immune: int = 10  # MinNonImmuneUids


_FIRST: Final = 1


def pruning_ranks(
    netuid: NetUid, seats: Sequence[Seat], rules: PruningRules, block: BlockNumber
) -> dict[Uid, int]:
    """Ranks from 1, the next to go, by uid; seats that cannot go are absent.

    pallet-subtensor, ``subnets/uids.rs``: the owner's seats never go. Of the
    others the lowest score goes, then the older registration, then the lower
    uid. Immune seats go only while no more than ``MinNonImmuneUids`` others
    are left, and then those go first that would among themselves. On root the
    owner has no privilege and immune seats never go.
    """
    kept: set[Uid] = set() if netuid == ROOT else _owners(seats, rules)
    open_seats = [seat for seat in seats if seat.uid not in kept]
    mortal = [seat for seat in open_seats if seat.immune_until <= block]
    if netuid != ROOT and len(mortal) <= rules.min_non_immune:
        mortal = [seat for seat in open_seats if seat.immune_until > block]
    mortal.sort(key=lambda seat: (seat.score, seat.registered_at, seat.uid))
    return {seat.uid: rank for rank, seat in enumerate(mortal, _FIRST)}


def _owners(seats: Sequence[Seat], rules: PruningRules) -> set[Uid]:
    """The owner's oldest seats up to the limit, the subnet's own hotkey in front."""
    own = [seat for seat in seats if seat.hotkey in rules.owned_hotkeys]
    own.sort(key=lambda seat: (seat.registered_at, seat.uid))
    kept = own[: rules.owner_limit]
    if all(seat.hotkey != rules.owner_hotkey for seat in kept):
        first = [seat for seat in seats if seat.hotkey == rules.owner_hotkey]
        kept = (first + kept)[: rules.owner_limit]
    return {seat.uid for seat in kept}
