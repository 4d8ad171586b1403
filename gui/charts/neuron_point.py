"""What the charts need of a neuron."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NeuronPoint:
    """``stake`` in whole alpha and ``incentive`` from 0 to 1 are floats for drawing only."""

    uid: int
    stake: float
    incentive: float
    validator: bool


def steps(top: float, most: int = 3) -> list[float]:
    """Round values above zero up to ``top``: at most ``most``, in steps of 1, 2 or 5."""
    if top <= 0:
        return []
    size = 1e-9
    while True:
        for factor in (1, 2, 5):
            step = size * factor
            if top / step < most + 1:
                return [step * number for number in range(1, int(top / step + 1e-9) + 1)]
        size *= 10


def tick_text(value: float) -> str:
    """A value of an axis with no more decimals than it needs: ``0.02``."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
