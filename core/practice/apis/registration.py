"""``SubnetRegistrationRuntimeApi``: the price of a new subnet."""

from __future__ import annotations

from typing import Final

from core.practice.apis.request import Methods, Request
from core.practice.economy.accounts import issuance
from core.practice.economy.cells import PALLET, number
from core.practice.economy.emission import block_emission
from core.practice.state import StateView

_RAO: Final = 10**9


def lock_cost(view: StateView) -> int:
    """What registering a subnet costs now, in rao.

    Twice the last price right after a registration, falling linearly to it over
    the reduction interval, which halvings shorten, and on to the minimum.
    """
    last = number(view, "NetworkLastLockCost")
    registered: int = view.get(PALLET, "LastRateLimitedBlock", "NetworkLastRegistered")
    interval = number(view, "NetworkLockReductionInterval")
    interval = interval * block_emission(issuance(view)) // _RAO
    fall = last // interval * max(view.block - registered, 0) if interval else 0
    start = last * (2 if registered else 1)
    return max(number(view, "NetworkMinLockCost"), start - fall)


def _cost(request: Request) -> bytes:
    return lock_cost(request.view).to_bytes(8, "little")


METHODS: Methods = {"get_network_registration_cost": _cost}
