"""The control RPC: ``practice_fault`` and its companions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, cast

from core.practice.blocks import PriceMove
from core.practice.faults.lines import Lines
from core.practice.faults.metadata_lies import KINDS
from core.practice.faults.orders import Fault, Faults
from core.practice.reorganisation import NothingToReplaceError, replace_head
from core.practice.rpc.request import Request, hexed, invalid_params

_MOST_PERCENT: Final = 1_000
_MOST_HELD: Final = 100
_MOST_NETUID: Final = 2**16 - 1


class Control:
    """What ``--faults`` adds to a node's methods."""

    def __init__(self, faults: Faults, lines: Lines) -> None:
        self._faults = faults
        self._lines = lines

    def methods(self) -> Mapping[str, Callable[[Request], Any | Awaitable[Any]]]:
        return {
            "practice_fault": self.fault,
            "practice_faults": lambda _: self._faults.standing(),
            "practice_honest": self.honest,
            "practice_drop": self.drop,
            "practice_halfOpen": self.half_open,
            "practice_reorg": reorg,
            "practice_movePrice": move_price,
        }

    def fault(self, request: Request) -> Any:
        """Order a fault by name, with settings as an object. Answers all that is on."""
        name, settings = request.text(0), request.value(1)
        if name not in list(Fault):
            raise invalid_params(f"the faults are {', '.join(Fault)}")
        if settings is not None and not isinstance(settings, dict):
            raise invalid_params("settings have to be an object")
        given = cast("dict[str, Any]", settings or {})
        _check(Fault(name), given)
        self._faults.order(Fault(name), given)
        return self._faults.standing()

    def honest(self, _request: Request) -> bool:
        """End every fault but those of lines that are cut already."""
        self._faults.clear()
        return True

    def drop(self, request: Request) -> int:
        """Cut every other connection; answers how many."""
        return self._lines.drop(request.session)

    def half_open(self, request: Request) -> int:
        """Read and write nothing more on every other connection, and keep it open."""
        return self._lines.silence(request.session)


def reorg(request: Request) -> Any:
    """Put another block in the head's place; answers its hash.

    The head's transactions wait for as many blocks as the parameter says.
    """
    hold = 0 if request.value(0) is None else request.number(0, most=_MOST_HELD)
    try:
        return hexed(replace_head(request.node, hold))
    except NothingToReplaceError as error:
        raise invalid_params("the head is final") from error


def move_price(request: Request) -> int:
    """Multiply a subnet's price by a percentage in the next block, whose number is answered."""
    netuid = request.number(0, most=_MOST_NETUID)
    percent = request.number(1, most=_MOST_PERCENT)
    if not percent or not request.node.state.has("SubtensorModule", "SubnetTAO", netuid):
        raise invalid_params("no such subnet, or a price of nothing")
    request.node.order(PriceMove(netuid, percent))
    return request.node.chain.head.number + 1


def _check(fault: Fault, settings: Mapping[str, Any]) -> None:
    if fault is Fault.METADATA and settings.get("kind", "call-index") not in KINDS:
        raise invalid_params(f"the kinds are {', '.join(KINDS)}")
    if fault is Fault.BALANCE and not {"address", "rao"} <= settings.keys():
        raise invalid_params("a balance needs address and rao")
    numbers = [settings[name] for name in ("rao", "version", "times") if name in settings]
    if any(not isinstance(number, int) or number < 0 for number in numbers):
        raise invalid_params("rao, version and times have to be whole numbers")
