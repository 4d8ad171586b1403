"""Which faults are on, with their settings, and for how many answers still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """What can be ordered. Settings are named behind each; ``times`` fits all of them."""

    METADATA = "metadata"  # kind: call-index, pallet-index, argument-type, call-name
    GENESIS = "genesis"  # hash
    SPEC = "spec"  # version; one above the true one if none is given
    FEE = "fee"  # rao
    BALANCE = "balance"  # address, rao
    FALSE_IN_BLOCK = "false-in-block"  # a transaction is said to be in a block, and is not
    SWALLOW = "swallow"  # a transaction is taken and forgotten
    FRAMES = "frames"  # text: what is sent in place of an answer
    HTML = "html"  # method: which method fails; text: the error's markup
    SILENCE = "silence"  # method: which one is never answered


@dataclass(slots=True)
class Order:
    """``left`` counts the answers it still holds for, None for ever."""

    settings: Mapping[str, Any]
    left: int | None = None


class Faults:
    """The orders of one node. What is not ordered is answered truly."""

    def __init__(self) -> None:
        self._orders: dict[Fault, Order] = {}

    def order(self, fault: Fault, settings: Mapping[str, Any]) -> None:
        """Put a fault on; a second order of the same fault takes the first one's place."""
        times = settings.get("times")
        self._orders[fault] = Order(settings, times if isinstance(times, int) else None)

    def clear(self) -> None:
        self._orders.clear()

    def take(self, fault: Fault) -> Mapping[str, Any] | None:
        """The settings of a fault that is on, counted as used once; None if it is off."""
        order = self._orders.get(fault)
        if order is None:
            return None
        if order.left is not None:
            order.left -= 1
            if order.left <= 0:
                del self._orders[fault]
        return order.settings

    def look(self, fault: Fault) -> Mapping[str, Any] | None:
        """The same, uncounted."""
        order = self._orders.get(fault)
        return None if order is None else order.settings

    def standing(self) -> dict[str, Any]:
        """What is on, for people."""
        return {fault.value: dict(order.settings) for fault, order in self._orders.items()}
