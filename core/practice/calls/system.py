"""The System pallet's remarks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice.calls.context import Context
from core.practice.calls.octets import octets
from core.practice.codec import blake2_256

Arguments = Mapping[str, Any]


def remark(ctx: Context, signer: str, args: Arguments) -> None:
    """Leaves its trace in the block's body alone."""
    del ctx, signer, args


def remark_with_event(ctx: Context, signer: str, args: Arguments) -> None:
    digest = blake2_256(octets(args["remark"]))
    ctx.deposit("System", "Remarked", {"sender": signer, "hash": f"0x{digest.hex()}"})


CALLS = {("System", handler.__name__): handler for handler in (remark, remark_with_event)}
