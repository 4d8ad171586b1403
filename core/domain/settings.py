"""What the app remembers between starts, and what it was told on the command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from core.domain.networks import Network


class Appearance(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """Saved preferences. ``network`` is a name or an endpoint; empty on first run."""

    network: str = ""
    custom_endpoint: str = ""
    appearance: Appearance = Appearance.SYSTEM
    hidden_columns: tuple[str, ...] = ()
    window_geometry: str = ""
    practice_block_time: float = 2.0


@dataclass(frozen=True, slots=True)
class Launch:
    """How this start was asked for: command line over environment over settings.

    ``network`` is None when neither names one, so that settings (or the
    welcome page) decide.
    """

    data_dir: Path
    wallet_path: Path
    network: Network | None = None
    wallet_name: str = ""
    wallet_hotkey: str = ""
    notices: tuple[str, ...] = field(default_factory=tuple)
