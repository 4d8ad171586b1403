"""``Metagraph`` and its relatives, put together from a subnet's columns."""

from __future__ import annotations

from core.practice.apis.columns import Columns
from core.practice.apis.encode import NONE, compacts, fields, record, sequence, some
from core.practice.apis.request import Methods, Request
from core.practice.apis.stored import by_hotkey, exists
from core.practice.codec import compact
from core.practice.economy.cells import PALLET, netuids
from core.practice.state import StateView


def metagraph(view: StateView, netuid: int, mechanism: int = 0) -> bytes:
    """``Option<Metagraph>``."""
    if not exists(view, netuid) or mechanism >= _mechanisms(view, netuid):
        return NONE
    return some(_assembled(Columns(view, netuid, mechanism), "Metagraph"))


def _assembled(columns: Columns, struct: str) -> bytes:
    made = {name: columns.field(name) for name in fields(columns.view.codec, struct)}
    return record(
        columns.view.codec,
        struct,
        {name: value for name, value in made.items() if value is not None},
    )


def _selective(view: StateView, netuid: int, mechanism: int, indexes: list[int]) -> bytes:
    """``Option<SelectiveMetagraph>``: the fields counted by their place in the struct."""
    if not exists(view, netuid) or mechanism >= _mechanisms(view, netuid):
        return NONE
    columns = Columns(view, netuid, mechanism)
    names = list(fields(view.codec, "SelectiveMetagraph"))
    plain = fields(view.codec, "Metagraph")
    values = {"netuid": compact(netuid)}
    for index in set(indexes):
        name = names[index] if 0 < index < len(names) else "netuid"
        if name != "netuid":
            values[name] = some(columns.field(name) or plain[name])
    return some(record(view.codec, "SelectiveMetagraph", values))


def _mechanisms(view: StateView, netuid: int) -> int:
    count: int = view.get(PALLET, "MechanismCountCurrent", netuid)
    return count


def _one(request: Request) -> bytes:
    return metagraph(request.view, request.arguments.netuid())


def _one_mechanism(request: Request) -> bytes:
    netuid, mechanism = request.arguments.netuid(), request.arguments.number(1)
    return metagraph(request.view, netuid, mechanism)


def _all(request: Request) -> bytes:
    return sequence([metagraph(request.view, netuid) for netuid in netuids(request.view)])


def _all_mechanisms(request: Request) -> bytes:
    view = request.view
    return sequence(
        [
            metagraph(view, netuid, mechanism)
            for netuid in netuids(view)
            for mechanism in range(_mechanisms(view, netuid))
        ]
    )


def _some(request: Request) -> bytes:
    arguments = request.arguments
    netuid = arguments.netuid()
    indexes = arguments.sequence(lambda: arguments.number(2))
    return _selective(request.view, netuid, 0, indexes)


def _some_of_mechanism(request: Request) -> bytes:
    arguments = request.arguments
    netuid, mechanism = arguments.netuid(), arguments.number(1)
    indexes = arguments.sequence(lambda: arguments.number(2))
    return _selective(request.view, netuid, mechanism, indexes)


def _state(request: Request) -> bytes:
    """``Option<SubnetState>``, with each hotkey's last emission on every subnet."""
    view, netuid = request.view, request.arguments.netuid()
    if not exists(view, netuid):
        return NONE
    columns = Columns(view, netuid)
    names = fields(view.codec, "SubnetState").keys() - {"emission_history"}
    values = {name: columns.field(name) for name in names}
    history = sequence(
        [
            compacts(
                [
                    by_hotkey(view, "LastHotkeyEmissionOnNetuid", hotkey, other)
                    for hotkey in columns.hotkeys
                ]
            )
            for other in netuids(view)
        ]
    )
    made = {name: value for name, value in values.items() if value is not None}
    return some(record(view.codec, "SubnetState", {**made, "emission_history": history}))


METHODS: Methods = {
    "get_metagraph": _one,
    "get_all_metagraphs": _all,
    "get_mechagraph": _one_mechanism,
    "get_all_mechagraphs": _all_mechanisms,
    "get_selective_metagraph": _some,
    "get_selective_mechagraph": _some_of_mechanism,
    "get_subnet_state": _state,
}
