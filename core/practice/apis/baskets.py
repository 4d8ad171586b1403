"""``BetaBasketRuntimeApi``: on the practice network no validator runs a basket, nothing is owed."""

from __future__ import annotations

from core.practice.apis.encode import record
from core.practice.apis.request import Methods, Request


def _summary(request: Request) -> bytes:
    return record(request.codec, "BasketSummary", {"hotkey": request.arguments.account()})


METHODS: Methods = {"get_validator_basket_summary": _summary}
