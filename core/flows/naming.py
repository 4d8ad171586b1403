"""Names of new wallets and hotkeys, judged while they are typed; and why storing one failed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from core.domain.keys import KeyReason, WalletListing, WalletRecord
from core.errors import AppError, ErrorKind
from core.keys.names import check_new, folded

# Another name helps.
NAME_REASONS: Final = frozenset(
    {
        KeyReason.NAME_INVALID,
        KeyReason.NAME_RESERVED,
        KeyReason.NAME_TAKEN,
        KeyReason.NAME_FOREIGN,
        KeyReason.KEY_EXISTS,
        KeyReason.OTHER_KEY,
    }
)
_LOSSES: Final = frozenset({KeyReason.NO_DRAFT, KeyReason.AGENT_ENDED})


def is_loss(error: AppError) -> bool:
    """Whether the process that held a draft has ended, and the draft with it."""
    ended = error.kind in (ErrorKind.LOCKED, ErrorKind.TIMEOUT)
    return ended or error.facts.get("reason") in _LOSSES


def name_problem(name: str, taken: Iterable[str]) -> KeyReason | None:
    """Why a new key may not have that name; None if it may. The vault decides again."""
    try:
        check_new(name, taken)
    except AppError as error:
        return KeyReason(error.facts["reason"])
    return None


def wallet_names(listing: WalletListing | None) -> tuple[str, ...]:
    """The names beside which a new wallet comes."""
    return () if listing is None else tuple(wallet.name.text for wallet in listing.wallets)


def hotkey_names(wallet: WalletRecord | None) -> tuple[str, ...]:
    return () if wallet is None else tuple(hotkey.name.text for hotkey in wallet.hotkeys)


def same_name(left: str, right: str) -> bool:
    """Whether a file system may take them for one."""
    return folded(left) == folded(right)
