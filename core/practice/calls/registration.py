"""SubtensorModule's calls that register hotkeys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice.calls.context import Context
from core.practice.economy import hotkeys
from core.practice.economy.registration import check_price
from core.practice.economy.registration import register as seat

Arguments = Mapping[str, Any]


def burned_register(ctx: Context, signer: str, args: Arguments) -> None:
    seat(ctx, signer, args["netuid"], args["hotkey"])


def register_limit(ctx: Context, signer: str, args: Arguments) -> None:
    """The price is compared with the limit before anything else is checked."""
    check_price(ctx, args["netuid"], args["limit_price"])
    seat(ctx, signer, args["netuid"], args["hotkey"])


def register(ctx: Context, signer: str, args: Arguments) -> None:
    """The old proof-of-work call: its work and its coldkey are ignored, the price is paid."""
    seat(ctx, signer, args["netuid"], args["hotkey"])


def try_associate_hotkey(ctx: Context, signer: str, args: Arguments) -> None:
    """Own an unknown hotkey; another's stays another's, without an error."""
    hotkeys.create(ctx.state, signer, args["hotkey"])


CALLS = {
    ("SubtensorModule", handler.__name__): handler
    for handler in (burned_register, register_limit, register, try_associate_hotkey)
}
