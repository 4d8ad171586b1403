"""The practice network's inhabitants: a whole chain state from a seed."""

from core.practice.world.genesis import build
from core.practice.world.plan import WorldPlan

__all__ = ["WorldPlan", "build"]
