"""The Utility pallet's batches.

Source: pallet_utility; subtensor filters a batch inside a batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.practice.calls.context import Context, DispatchError
from core.practice.calls.nested import BATCHES, Inner, filtered, inner_calls, run

Arguments = Mapping[str, Any]

LIMIT: Final = 10_922  # Utility.batched_calls_limit


def batch(ctx: Context, signer: str, args: Arguments) -> None:
    """Up to the first call that fails, which interrupts; what went before stays."""
    for index, inner in enumerate(_calls(ctx, args)):
        if (error := _run(ctx, signer, inner)) is not None:
            failed = {"index": index, "error": error.value}
            ctx.deposit("Utility", "BatchInterrupted", failed)
            return
        ctx.deposit("Utility", "ItemCompleted", None)
    ctx.deposit("Utility", "BatchCompleted", None)


def batch_all(ctx: Context, signer: str, args: Arguments) -> None:
    """All, or none: the first failure is the batch's own."""
    for inner in _calls(ctx, args):
        if (error := _run(ctx, signer, inner)) is not None:
            raise error
        ctx.deposit("Utility", "ItemCompleted", None)
    ctx.deposit("Utility", "BatchCompleted", None)


def force_batch(ctx: Context, signer: str, args: Arguments) -> None:
    """Every call, whatever the others do."""
    failures = 0
    for inner in _calls(ctx, args):
        if (error := _run(ctx, signer, inner)) is not None:
            failures += 1
            ctx.deposit("Utility", "ItemFailed", {"error": error.value})
        else:
            ctx.deposit("Utility", "ItemCompleted", None)
    ctx.deposit("Utility", "BatchCompletedWithErrors" if failures else "BatchCompleted", None)


def _calls(ctx: Context, args: Arguments) -> tuple[Inner, ...]:
    found = inner_calls(args)
    if len(found) > LIMIT:
        raise ctx.fail("TooManyCalls", "Utility")
    return found


def _run(ctx: Context, signer: str, inner: Inner) -> DispatchError | None:
    return filtered(ctx) if inner.name in BATCHES else run(ctx, signer, inner)


CALLS = {("Utility", handler.__name__): handler for handler in (batch, batch_all, force_batch)}
