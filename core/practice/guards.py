"""What the transaction pool refuses before a call costs anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice.state import StateView


def pool_error(
    state: StateView,
    block: int,
    signer: str,
    pallet: str,
    function: str,
    args: Mapping[str, Any],
) -> int | None:
    """The ``InvalidTransaction::Custom`` code a call is refused with; None to let it in."""
    return None
