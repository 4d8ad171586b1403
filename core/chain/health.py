"""What a metagraph says about its subnet's health."""

from __future__ import annotations

from core.domain.metagraph import Metagraph, Role
from core.domain.subnets import SubnetHealth


def health_of(metagraph: Metagraph) -> SubnetHealth:
    """Counts the validators at work and the neurons that say where they serve.

    A validator that registered but never set weights carries its registration
    block as its last update: that is no sign of weights.
    """
    block, cutoff = metagraph.stamp.block, metagraph.activity_cutoff
    validators = [n for n in metagraph.neurons if n.role is Role.VALIDATOR]
    weighed = [n for n in validators if n.updated > n.registered_at]
    active = [n for n in weighed if n.stake > 0 and n.updated + cutoff >= block]
    return SubnetHealth(
        netuid=metagraph.netuid,
        block=block,
        active_validators=len(active),
        serving=sum(n.axon is not None for n in metagraph.neurons),
        last_weights=max((n.updated for n in weighed), default=None),
    )
