"""What a metagraph's vectors say about its subnet's health."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.chain import decode
from core.domain.ids import BlockNumber, NetUid
from core.domain.subnets import SubnetHealth

Value = Any  # a decoded SCALE value; its shape follows the metadata

# The fields that health needs, with their places in the runtime's
# ``SelectiveMetagraph``: an eighth of what a whole metagraph weighs.
FIELDS: Final[Mapping[str, int]] = {
    "tempo": 8,
    "axons": 55,
    "validator_permit": 57,
    "last_update": 59,
    "block_at_registration": 66,
    "total_stake": 69,
}


def complete(raw: Mapping[str, Value]) -> bool:
    """Whether the node gave every field: another runtime may count them otherwise."""
    return all(raw.get(field) is not None for field in FIELDS)


def health_of(
    netuid: NetUid, raw: Mapping[str, Value], factor_milli: Value, block: BlockNumber
) -> SubnetHealth:
    """Counts the validators at work and the neurons that say where they serve.

    ``raw`` is a metagraph record, selective or whole. A validator that never
    set weights carries its registration block as its last update: that is no
    sign of weights. Raises for vectors that are not of the expected shape.
    """
    cutoff = decode.activity_cutoff(factor_milli, int(raw["tempo"]))
    columns = (raw["validator_permit"], raw["last_update"], raw["block_at_registration"])
    weighed = [
        (int(updated), int(stake))
        for permit, updated, registered, stake in zip(*columns, raw["total_stake"], strict=True)
        if permit and updated > registered
    ]
    return SubnetHealth(
        netuid=netuid,
        block=block,
        active_validators=sum(
            stake > 0 and updated + cutoff >= block for updated, stake in weighed
        ),
        serving=sum(decode.axon(axon) is not None for axon in raw["axons"]),
        last_weights=max((BlockNumber(updated) for updated, _ in weighed), default=None),
    )
