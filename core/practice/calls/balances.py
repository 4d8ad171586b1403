"""The Balances pallet's transfers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice.calls.context import Context
from core.practice.economy import accounts

Arguments = Mapping[str, Any]


def transfer_allow_death(ctx: Context, signer: str, args: Arguments) -> None:
    accounts.transfer(ctx, signer, args["dest"], args["value"], keep_alive=False)


def transfer_keep_alive(ctx: Context, signer: str, args: Arguments) -> None:
    accounts.transfer(ctx, signer, args["dest"], args["value"], keep_alive=True)


def transfer_all(ctx: Context, signer: str, args: Arguments) -> None:
    """Everything that may leave; the existential deposit stays where the account has to."""
    keep_alive = args["keep_alive"]
    held = accounts.spendable if keep_alive else accounts.reducible
    amount = held(ctx.state, signer)
    accounts.transfer(ctx, signer, args["dest"], amount, keep_alive=keep_alive)


CALLS = {
    ("Balances", handler.__name__): handler
    for handler in (transfer_allow_death, transfer_keep_alive, transfer_all)
}
