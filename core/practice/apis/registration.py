"""``SubnetRegistrationRuntimeApi``: the price of a new subnet."""

from __future__ import annotations

from core.practice.apis.request import Methods, Request
from core.practice.economy.networks import lock_cost


def _cost(request: Request) -> bytes:
    view = request.view
    return lock_cost(view, view.block).to_bytes(8, "little")


METHODS: Methods = {"get_network_registration_cost": _cost}
