"""``SwapRuntimeApi``: spot prices and what a trade would give, by the node's own pools."""

from __future__ import annotations

from collections.abc import Callable
from struct import pack
from typing import Final

from core.practice.apis.encode import sequence
from core.practice.apis.request import Methods, Request
from core.practice.economy import pool, reserves
from core.practice.economy.cells import netuids
from core.practice.economy.pool import SwapError, Trade

_NOTHING: Final = bytes(48)


def _price(request: Request) -> bytes:
    return pack("<Q", reserves.price(request.view, request.arguments.netuid()))


def _prices(request: Request) -> bytes:
    """``Vec<SubnetPrice>``, root included."""
    view = request.view
    return sequence([pack("<HQ", netuid, reserves.price(view, netuid)) for netuid in netuids(view)])


def _buy(request: Request) -> bytes:
    """``SimSwapResult``: slippage is what spot would have given more, fee included."""
    netuid, amount = request.arguments.netuid(), request.arguments.number(8)
    market = reserves.load(request.view, netuid)
    trade = _trade(pool.buy, market, amount)
    if trade is None:
        return _NOTHING
    ideal = int(amount / market.price)
    return _result(trade.net, trade.out, trade.fee, 0, 0, ideal - trade.out)


def _sell(request: Request) -> bytes:
    netuid, amount = request.arguments.netuid(), request.arguments.number(8)
    market = reserves.load(request.view, netuid)
    trade = _trade(pool.sell, market, amount)
    if trade is None:
        return _NOTHING
    ideal = int(amount * market.price)
    return _result(trade.out, trade.net, 0, trade.fee, ideal - trade.out, 0)


def _trade(swap: Callable[..., Trade], market: pool.Pool, amount: int) -> Trade | None:
    """The trade with the widest limit; None where the pool would refuse it."""
    if not market.price:
        return None
    try:
        return swap(market, amount)
    except SwapError:
        return None


def _result(tao: int, alpha: int, tao_fee: int, alpha_fee: int, tao_slip: int, slip: int) -> bytes:
    return pack("<6Q", tao, alpha, tao_fee, alpha_fee, max(tao_slip, 0), max(slip, 0))


METHODS: Methods = {
    "current_alpha_price": _price,
    "current_alpha_price_all": _prices,
    "sim_swap_tao_for_alpha": _buy,
    "sim_swap_alpha_for_tao": _sell,
}
