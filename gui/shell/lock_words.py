"""Why the keys were locked, and how that is told. Knows nothing of Qt."""

from __future__ import annotations

from enum import Enum, auto

from gui.formats import duration


class LockReason(Enum):
    IDLE = auto()
    ASKED = auto()
    SCREEN = auto()
    MINIMISED = auto()


def told(reason: LockReason, minutes: int) -> str:
    """One sentence; ``minutes`` is how long the keys stay open without activity."""
    return {
        LockReason.IDLE: f"After {_minutes(minutes)} without activity.",
        LockReason.ASKED: "As you asked.",
        LockReason.SCREEN: "Together with the screen.",
        LockReason.MINIMISED: "When the window was minimised.",
    }[reason]


def state_words(*, unlocked: int, seconds_left: float) -> str:
    """The lock's part of the status bar."""
    if not unlocked:
        return "locked"
    keys = "unlocked" if unlocked == 1 else f"{unlocked} keys unlocked"
    return f"{keys} · locks in {duration(max(seconds_left, 1))}"


def _minutes(minutes: int) -> str:
    return "one minute" if minutes == 1 else f"{minutes} minutes"
