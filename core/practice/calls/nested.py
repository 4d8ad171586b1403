"""Calls inside calls: taking them apart, and running them as the chain does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from core.practice.calls.context import Context, DispatchError

BATCHES: Final = frozenset(
    {("Utility", "batch"), ("Utility", "batch_all"), ("Utility", "force_batch")}
)


@dataclass(frozen=True, slots=True)
class Inner:
    """A decoded call that is an argument of another."""

    pallet: str
    function: str
    arguments: Mapping[str, Any]

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Inner:
        arguments = {argument["name"]: argument["value"] for argument in value["call_args"]}
        return cls(value["call_module"], value["call_function"], arguments)

    @property
    def name(self) -> tuple[str, str]:
        return self.pallet, self.function


def inner_calls(arguments: Mapping[str, Any]) -> tuple[Inner, ...]:
    """The calls among a call's arguments, one level down."""
    found: list[Mapping[str, Any]] = []
    if "calls" in arguments:
        found += arguments["calls"]
    found += [arguments[name] for name in ("call",) if name in arguments]
    return tuple(Inner.read(value) for value in found if "call_module" in value)


def run(ctx: Context, signer: str, inner: Inner) -> DispatchError | None:
    """Dispatch an inner call; a failing one leaves nothing behind and is returned."""
    from core.practice import calls  # noqa: PLC0415 - the list of calls knows this module too

    if ctx.allow is not None and not ctx.allow(inner):
        return filtered(ctx)
    handler = calls.find(inner.pallet, inner.function)
    if handler is None:
        return DispatchError("Other", "not part of the practice network yet")
    return calls.dispatch(ctx, handler, signer, inner.arguments)


def filtered(ctx: Context) -> DispatchError:
    return ctx.fail("CallFiltered", "System")
