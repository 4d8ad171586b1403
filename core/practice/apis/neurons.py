"""``NeuronInfoRuntimeApi``: one record per uid, with or without weights and bonds."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Final

from core.practice.apis.encode import NONE, boolean, record, sequence, some
from core.practice.apis.request import Methods, Request
from core.practice.apis.stored import (
    ZERO,
    Width,
    at,
    axon,
    by_hotkey,
    exists,
    hashed,
    hotkeys,
    numbers,
    owner,
)
from core.practice.codec import compact
from core.practice.economy.cells import key, row
from core.practice.state import StateView

_PROMETHEUS_NONE: Final = bytes(31)
# The chain no longer computes pruning scores and says so with the largest value.
_NO_SCORE: Final = compact(65_535)
_COLUMNS: Final[Mapping[str, tuple[str, Width]]] = {
    "emission": ("Emission", "Q"),
    "incentive": ("Incentive", "H"),
    "consensus": ("Consensus", "H"),
    "validator_trust": ("ValidatorTrust", "H"),
    "dividends": ("Dividends", "H"),
    "last_update": ("LastUpdate", "Q"),
}


class _Subnet:
    """One subnet's columns, read once for all of its neurons."""

    def __init__(self, view: StateView, netuid: int) -> None:
        self.view = view
        self.netuid = netuid
        self._columns: dict[str, array[int]] = {
            field: numbers(view, item, netuid, code) for field, (item, code) in _COLUMNS.items()
        }
        self._active = numbers(view, "Active", netuid, "B")
        self._permits = numbers(view, "ValidatorPermit", netuid, "B")

    def neuron(self, uid: int, hotkey: bytes, *, lite: bool) -> bytes:
        view, netuid = self.view, self.netuid
        coldkey = owner(view, hotkey)
        prometheus = view.raw(key(view.codec, "Prometheus", netuid) + hashed(hotkey))
        values = {
            "hotkey": hotkey,
            "coldkey": coldkey,
            "uid": compact(uid),
            "netuid": compact(netuid),
            "active": boolean(bool(at(self._active, uid))),
            "axon_info": axon(view, netuid, hotkey),
            "prometheus_info": prometheus or _PROMETHEUS_NONE,
            "stake": sequence(
                [coldkey + compact(by_hotkey(view, "TotalHotkeyAlpha", hotkey, netuid))]
            ),
            "validator_permit": boolean(bool(at(self._permits, uid))),
            "pruning_score": _NO_SCORE,
        }
        for field, column in self._columns.items():
            values[field] = compact(at(column, uid))
        if not lite:
            values["weights"] = _sparse(view, "Weights", netuid, uid)
            values["bonds"] = _sparse(view, "Bonds", netuid, uid)
        return record(view.codec, "NeuronInfoLite" if lite else "NeuronInfo", values)


def _sparse(view: StateView, item: str, netuid: int, uid: int) -> bytes:
    return sequence(
        [compact(to) + compact(value) for to, value in row(view, item, netuid, uid) if value]
    )


def _every(request: Request, *, lite: bool) -> bytes:
    view, netuid = request.view, request.arguments.netuid()
    if not exists(view, netuid):
        return NONE  # an empty sequence, which has the same byte
    subnet = _Subnet(view, netuid)
    return sequence(
        [subnet.neuron(uid, hotkey, lite=lite) for uid, hotkey in enumerate(hotkeys(view, netuid))]
    )


def _one(request: Request, *, lite: bool) -> bytes:
    view, netuid, uid = request.view, request.arguments.netuid(), request.arguments.number(2)
    hotkey = view.raw(key(view.codec, "Keys", netuid, uid)) if exists(view, netuid) else None
    if hotkey is None or hotkey == ZERO:
        return NONE
    return some(_Subnet(view, netuid).neuron(uid, hotkey, lite=lite))


METHODS: Methods = {
    "get_neurons": lambda request: _every(request, lite=False),
    "get_neuron": lambda request: _one(request, lite=False),
    "get_neurons_lite": lambda request: _every(request, lite=True),
    "get_neuron_lite": lambda request: _one(request, lite=True),
}
