"""What the app remembers between starts, and what it was told on the command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from core.domain.networks import Network

# The least and most of what can be set; saved values beyond them fall back to the default.
LOCK_MINUTES: Final = (1, 720)
NEW_ADDRESS_PERCENT: Final = (0, 100)
LIMIT: Final = (0, 21_000_000 * 10**9)  # rao: all there will ever be
FEE_RESERVE: Final = (0, 10 * 10**9)  # rao
PRACTICE_BLOCK_TIME: Final = (0.25, 60.0)  # seconds
# Of the wallets to practise with: nothing of value is behind it.
PRACTICE_WALLET: Final = "practice"  # and ``practice-2``, where that is taken
PRACTICE_PASSWORD: Final = "practice"  # noqa: S105 - told to everyone


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
    wallet: str = ""  # the chosen one, and its hotkey
    hotkey: str = ""
    hide_amounts: bool = False
    lock_minutes: int = 10  # without a key or a click
    lock_with_screen: bool = True
    lock_minimised: bool = False
    password_each_time: bool = False
    new_address_percent: int = 20  # of what can be spent: above it a new address is high risk
    most_per_transaction: int = 0  # rao; 0 means without a limit
    most_per_day: int = 0
    fee_reserve: int = 100_000_000  # rao that no action may go below
    practice_wallets: tuple[str, ...] = ()  # addresses whose passwords are known to everyone


def usual_wallets() -> Path:
    """Where btcli, and so Taonaut, keep wallets if nothing else is asked for."""
    return Path.home() / ".bittensor" / "wallets"


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

    @property
    def elsewhere(self) -> Path | None:
        """The wallets' folder where it is not the one that btcli takes by itself."""
        return None if self.wallet_path == usual_wallets() else self.wallet_path
