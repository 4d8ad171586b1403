"""SubtensorModule's calls that announce where a neuron listens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from core.practice.calls.context import Context
from core.practice.calls.octets import octets
from core.practice.codec import Value
from core.practice.economy import neurons
from core.practice.economy.cells import PALLET, number
from core.practice.state import StateView

Arguments = Mapping[str, Any]

_MOST_KEY_BYTES: Final = 64
_V4: Final = 4
_V6: Final = 6
_LOOPBACK_V4: Final = 127 << 24 | 1
_LOOPBACK_V6: Final = 1


def axon_problem(view: StateView, block: int, signer: str, args: Arguments) -> str | None:
    """The first rule that serving an axon breaks; None if it may."""
    netuid = args["netuid"]
    checks = (
        (not _registered(view, netuid, signer), "HotKeyNotRegisteredInNetwork"),
        (args["ip_type"] not in (_V4, _V6), "InvalidIpType"),
        (not _is_address(args["ip"], args["ip_type"]), "InvalidIpAddress"),
        (_too_soon(view, "Axons", netuid, signer, block), "ServingRateLimitExceeded"),
        (args["port"] == 0, "InvalidPort"),
    )
    return next((name for broken, name in checks if broken), None)


def prometheus_problem(view: StateView, block: int, signer: str, args: Arguments) -> str | None:
    """As for an axon, in another order; an address of 0 is refused as well."""
    netuid, ip = args["netuid"], args["ip"]
    checks = (
        (args["ip_type"] not in (_V4, _V6), "InvalidIpType"),
        (ip == 0 or not _is_address(ip, args["ip_type"]), "InvalidIpAddress"),
        (not _registered(view, netuid, signer), "HotKeyNotRegisteredInNetwork"),
        (_too_soon(view, "Prometheus", netuid, signer, block), "ServingRateLimitExceeded"),
        (args["port"] == 0, "InvalidPort"),
    )
    return next((name for broken, name in checks if broken), None)


PROBLEMS: Final[Mapping[str, Callable[[StateView, int, str, Arguments], str | None]]] = {
    "serve_axon": axon_problem,
    "serve_axon_tls": axon_problem,
    "serve_prometheus": prometheus_problem,
}


def serve_axon(ctx: Context, signer: str, args: Arguments) -> None:
    _require(ctx, axon_problem(ctx.state, ctx.block, signer, args))
    netuid = args["netuid"]
    kept = ("version", "ip", "port", "ip_type", "protocol", "placeholder1", "placeholder2")
    info = {"block": ctx.block, **{name: args[name] for name in kept}}
    ctx.state.put(PALLET, "Axons", netuid, signer, value=info)
    ctx.deposit(PALLET, "AxonServed", [netuid, signer])


def serve_axon_tls(ctx: Context, signer: str, args: Arguments) -> None:
    """A certificate that cannot be one is ignored without a word."""
    serve_axon(ctx, signer, args)
    certificate = octets(args["certificate"])
    if 1 < len(certificate) <= _MOST_KEY_BYTES + 1:
        stored = {"public_key": f"0x{certificate[1:].hex()}", "algorithm": certificate[0]}
        ctx.state.put(PALLET, "NeuronCertificates", args["netuid"], signer, value=stored)


def serve_prometheus(ctx: Context, signer: str, args: Arguments) -> None:
    _require(ctx, prometheus_problem(ctx.state, ctx.block, signer, args))
    netuid = args["netuid"]
    kept = ("version", "ip", "port", "ip_type")
    info = {"block": ctx.block, **{name: args[name] for name in kept}}
    ctx.state.put(PALLET, "Prometheus", netuid, signer, value=info)
    ctx.deposit(PALLET, "PrometheusServed", [netuid, signer])


def _require(ctx: Context, problem: str | None) -> None:
    if problem is not None:
        raise ctx.fail(problem)


def _registered(view: StateView, netuid: int, hotkey: str) -> bool:
    return neurons.uid_of(view, netuid, hotkey) is not None


def _is_address(ip: int, ip_type: int) -> bool:
    """Private ranges pass; loopback and all ones do not."""
    if ip_type == _V4:
        return ip < (1 << 32) - 1 and ip != _LOOPBACK_V4
    return ip != (1 << 128) - 1 and ip != _LOOPBACK_V6


def _too_soon(view: StateView, item: str, netuid: int, hotkey: str, block: int) -> bool:
    limit = number(view, "ServingRateLimit", netuid)
    if not limit or view.raw(view.codec.key(PALLET, item, netuid, hotkey)) is None:
        return False
    served: Value = view.get(PALLET, item, netuid, hotkey)["block"]
    return bool(served != 0 and block - served < limit)


CALLS = {
    (PALLET, handler.__name__): handler
    for handler in (serve_axon, serve_axon_tls, serve_prometheus)
}
