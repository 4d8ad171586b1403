"""The Proxy pallet: who may act for whom, and calls made for another.

Announced proxies (with a delay) are kept, and their direct use is refused as
unannounced. Source: pallet_proxy.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from core.practice.calls.context import Context, DispatchError
from core.practice.calls.nested import BATCHES, Inner, run
from core.practice.calls.proxy_types import allows, covers
from core.practice.economy import accounts

Arguments = Mapping[str, Any]

DEPOSIT_BASE: Final = 60_000_000
DEPOSIT_EACH: Final = 33_000_000
MOST: Final = 20
_MANAGING: Final = frozenset({"add_proxy", "remove_proxy"})
_DEPRECATED: Final = frozenset({"Senate", "Triumvirate", "Governance", "RootWeights"})
_WHOLESALE: Final = frozenset({"remove_proxies", "kill_pure"})


def add_proxy(ctx: Context, signer: str, args: Arguments) -> None:
    definition = _definition(args)
    if definition["delegate"] == signer:
        raise ctx.fail("NoSelfProxy", "Proxy")
    known, deposit = _proxies(ctx, signer)
    if definition in known:
        raise ctx.fail("Duplicate", "Proxy")
    if len(known) >= MOST:
        raise ctx.fail("TooMany", "Proxy")
    _keep(ctx, signer, sorted([*known, definition], key=_order), deposit)
    ctx.deposit("Proxy", "ProxyAdded", _named(signer, definition))


def remove_proxy(ctx: Context, signer: str, args: Arguments) -> None:
    definition = _definition(args)
    known, deposit = _proxies(ctx, signer)
    if definition not in known:
        raise ctx.fail("NotFound", "Proxy")
    _keep(ctx, signer, [each for each in known if each != definition], deposit)
    ctx.deposit("Proxy", "ProxyRemoved", _named(signer, definition))


def remove_proxies(ctx: Context, signer: str, args: Arguments) -> None:
    del args
    _, deposit = _proxies(ctx, signer)
    _keep(ctx, signer, [], deposit)


def proxy(ctx: Context, signer: str, args: Arguments) -> None:
    """Make a call for ``real``. A refused or failing one is told by the event alone."""
    real, inner = args["real"], Inner.read(args["call"])
    definition = _proxy_for(ctx, real, signer, args["force_proxy_type"])
    if definition["delay"]:
        raise ctx.fail("Unannounced", "Proxy")
    with ctx.restricted(partial(_may, definition["proxy_type"])):
        error = run(ctx, real, inner)
    ctx.deposit("Proxy", "ProxyExecuted", {"result": _result(error)})


def _may(kind: str, inner: Inner) -> bool:
    """A proxy hands on no more than it has, and only Any ends what others have.

    A batch is no way around: each call inside it is asked about as well.
    """
    if inner.name in BATCHES:
        return kind not in _DEPRECATED
    if inner.pallet == "Proxy" and inner.function in _MANAGING:
        return covers(kind, inner.arguments["proxy_type"]) and allows(kind, inner)
    if inner.pallet == "Proxy" and inner.function in _WHOLESALE and kind != "Any":
        return False
    return allows(kind, inner)


def _result(error: DispatchError | None) -> Any:
    return {"Ok": ()} if error is None else {"Err": error.value}


def _proxy_for(ctx: Context, real: str, delegate: str, kind: str | None) -> Mapping[str, Any]:
    """The definition by which ``delegate`` acts: of the type asked for, else the first."""
    known, _ = _proxies(ctx, real)
    for definition in known:
        wanted = kind is None or definition["proxy_type"] == kind
        if definition["delegate"] == delegate and wanted:
            return definition
    raise ctx.fail("NotProxy", "Proxy")


def _definition(args: Arguments) -> dict[str, Any]:
    return {name: args[name] for name in ("delegate", "proxy_type", "delay")}


def _named(delegator: str, definition: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "delegator": delegator,
        "delegatee": definition["delegate"],
        "proxy_type": definition["proxy_type"],
        "delay": definition["delay"],
    }


def _order(definition: Mapping[str, Any]) -> tuple[str, str, int]:
    return definition["delegate"], definition["proxy_type"], definition["delay"]


def _proxies(ctx: Context, who: str) -> tuple[list[dict[str, Any]], int]:
    known, deposit = ctx.state.get("Proxy", "Proxies", who)
    return [dict(each) for each in known], deposit


def _keep(ctx: Context, who: str, known: list[dict[str, Any]], held: int) -> None:
    """Write an account's proxies, and reserve or give back what their deposit changes by."""
    due = DEPOSIT_BASE + DEPOSIT_EACH * len(known) if known else 0
    accounts.reserve(ctx, who, due - held)
    if known:
        ctx.state.put("Proxy", "Proxies", who, value=(known, due))
    else:
        ctx.state.remove("Proxy", "Proxies", who)


CALLS = {
    ("Proxy", handler.__name__): handler
    for handler in (add_proxy, remove_proxy, remove_proxies, proxy)
}
