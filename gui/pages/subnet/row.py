"""What one row of the metagraph knows: a neuron, seen from the block it was read at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.domain.ids import BlockNumber
from core.domain.metagraph import Axon, Metagraph, Neuron, Role

FULL: Final = 65_535  # shares are parts of this


@dataclass(frozen=True, slots=True)
class NeuronRow:
    """``updated_ago`` and ``immune_for`` are blocks; ``best_…`` are the subnet's highest."""

    neuron: Neuron
    updated_ago: int
    immune_for: int
    immunity_period: int
    best_incentive: int
    best_consensus: int


@dataclass(frozen=True, slots=True)
class Health:
    """Validators that count, and in how many blocks' time they last set weights."""

    active_validators: int
    weights_ago: int | None


def neuron_rows(metagraph: Metagraph) -> list[NeuronRow]:
    """A row for every neuron, by uid."""
    block = metagraph.stamp.block
    best_incentive = max((neuron.incentive for neuron in metagraph.neurons), default=0)
    best_consensus = max((neuron.consensus for neuron in metagraph.neurons), default=0)
    return [
        NeuronRow(
            neuron,
            max(0, block - neuron.updated),
            max(0, neuron.immune_until - block),
            metagraph.immunity_period,
            best_incentive,
            best_consensus,
        )
        for neuron in metagraph.neurons
    ]


def health_of(metagraph: Metagraph) -> Health:
    """By the measure of ``SubnetHealth``: a permit, stake, and weights within the cutoff."""
    block = metagraph.stamp.block
    validators = [neuron for neuron in metagraph.neurons if neuron.role is Role.VALIDATOR]
    active = [
        neuron
        for neuron in validators
        if neuron.stake > 0 and block - neuron.updated <= metagraph.activity_cutoff
    ]
    newest = max((neuron.updated for neuron in validators), default=BlockNumber(0))
    return Health(len(active), max(0, block - newest) if newest > 0 else None)


def axon_text(axon: Axon | None) -> str:
    """``203.0.113.7:8091`` or ``[2001:db8::1]:8091``; empty without an axon."""
    if axon is None:
        return ""
    host = f"[{axon.ip}]" if ":" in axon.ip else axon.ip
    return f"{host}:{axon.port}"
