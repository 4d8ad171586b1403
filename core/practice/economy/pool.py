"""The price curve of a subnet's pool: a weighted constant product, in exact integers.

``price = (w_a / w_t) · (y / x)`` TAO per alpha, with x = alpha and y = TAO in the
pool and weights w_a + w_t = 1. Callers only see ``Pool``, ``buy`` and ``sell``, so
that another curve can take this one's place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import Final

RAO: Final = 10**9
PERQUINTILL: Final = 10**18
EVEN: Final = PERQUINTILL // 2
MIN_WEIGHT: Final = PERQUINTILL // 100
MAX_WEIGHT: Final = PERQUINTILL - MIN_WEIGHT
MIN_RESERVE: Final = 1_000_000
MAX_INPUT_TIMES: Final = 1_000
RATE_UNIT: Final = 65_535
BUY_NO_LIMIT: Final = 10**15  # rao per alpha: one million TAO
SELL_NO_LIMIT: Final = 1_000

_PRECISE: Final = Context(prec=50)


class SwapError(Exception):
    """A trade that the pool refuses; ``name`` is the Swap pallet's error."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Pool:
    """Reserves in rao, the TAO weight in 10⁻¹⁸, the fee rate in 1/65 535.

    A pool that is not ``dynamic`` (root, or another mechanism) swaps one for one.
    """

    tao: int
    alpha: int
    weight: int = EVEN
    fee_rate: int = 33
    dynamic: bool = True

    @property
    def price(self) -> Fraction:
        """TAO per alpha; 0 for an empty pool."""
        if not self.dynamic:
            return Fraction(1)
        if not self.alpha:
            return Fraction(0)
        return Fraction((PERQUINTILL - self.weight) * self.tao, self.weight * self.alpha)


@dataclass(frozen=True, slots=True)
class Trade:
    """One swap: ``net`` went into the pool besides ``fee``, ``out`` came out; ``pool`` is after."""

    net: int
    fee: int
    out: int
    pool: Pool

    @property
    def taken(self) -> int:
        """What the trader gave, fee included."""
        return self.net + self.fee


def fee_of(amount: int, rate: int) -> int:
    """The part of a gross input that is fee, in U64F64 as the runtime computes it."""
    return amount * ((rate << 64) // RATE_UNIT) >> 64


def buy(pool: Pool, tao: int, limit: int = BUY_NO_LIMIT, *, free: bool = False) -> Trade:
    """Swap up to ``tao`` for alpha, not past ``limit`` (rao per alpha). SwapError if refused."""
    if not pool.dynamic:
        return Trade(net=tao, fee=0, out=tao, pool=pool)
    if pool.alpha < MIN_RESERVE:
        raise SwapError("ReservesTooLow")
    rise = Fraction(limit, RAO) / pool.price if pool.tao else Fraction(0)
    if rise <= 1:
        raise SwapError("PriceLimitExceeded")
    weight = PERQUINTILL - pool.weight
    net, fee = _input(tao, _growth(pool.tao, rise, weight), 0 if free else pool.fee_rate)
    out = _output(pool.tao, net, pool.alpha, pool.weight, weight)
    return Trade(net, fee, out, replace(pool, tao=pool.tao + net, alpha=pool.alpha - out))


def sell(pool: Pool, alpha: int, limit: int = SELL_NO_LIMIT, *, free: bool = False) -> Trade:
    """Swap up to ``alpha`` for TAO, not below ``limit`` (rao per alpha). SwapError if refused."""
    if not pool.dynamic:
        return Trade(net=alpha, fee=0, out=alpha, pool=pool)
    if pool.tao < MIN_RESERVE:
        raise SwapError("ReservesTooLow")
    fall = pool.price * RAO / max(limit, 1) if pool.alpha else Fraction(0)
    if fall <= 1:
        raise SwapError("PriceLimitExceeded")
    weight = PERQUINTILL - pool.weight
    net, fee = _input(alpha, _growth(pool.alpha, fall, pool.weight), 0 if free else pool.fee_rate)
    out = _output(pool.alpha, net, pool.tao, weight, pool.weight)
    return Trade(net, fee, out, replace(pool, alpha=pool.alpha + net, tao=pool.tao - out))


def most_before(pool: Pool, limit: int, *, buying: bool) -> int:
    """How much input, fee included, a trade takes until the price stands at ``limit``.

    A probe of 1000 times the input reserve bounds it. SwapError if the limit is
    already passed.
    """
    if not pool.dynamic:
        unlimited = limit >= RAO if buying else limit <= RAO
        return (1 << 64) - 1 if unlimited else 0
    if buying:
        return buy(pool, pool.tao * MAX_INPUT_TIMES, limit).taken
    return sell(pool, pool.alpha * MAX_INPUT_TIMES, limit).taken


def inject(pool: Pool, tao: int, alpha: int) -> Pool | None:
    """Add to both reserves and move the weights so that the price stays.

    None if a weight would leave 0.01..0.99: then nothing may be added.
    """
    alpha_weight = PERQUINTILL - pool.weight
    first = Fraction(alpha_weight * pool.tao * (pool.alpha + alpha), PERQUINTILL)
    second = Fraction(pool.weight * pool.alpha * (pool.tao + tao), PERQUINTILL)
    total = round(first) + round(second)
    weight = round(second) * PERQUINTILL // total if total else 0
    if not MIN_WEIGHT <= weight <= MAX_WEIGHT:
        return None
    return replace(pool, tao=pool.tao + tao, alpha=pool.alpha + alpha, weight=weight)


def _input(gross: int, reach: int, rate: int) -> tuple[int, int]:
    """Net input and fee; an input beyond ``reach`` is cut there and its fee worked out anew."""
    fee = fee_of(gross, rate)
    if gross - fee <= reach:
        return gross - fee, fee
    return reach, reach * rate // (RATE_UNIT - rate)


def _growth(reserve: int, ratio: Fraction, weight: int) -> int:
    """``floor(reserve · (ratio^weight − 1))``: the input that moves the price by ``ratio``."""
    base = _PRECISE.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))
    power = _PRECISE.power(base, _share(weight, PERQUINTILL))
    grown = _PRECISE.multiply(_PRECISE.subtract(power, Decimal(1)), Decimal(reserve))
    return int(grown.to_integral_value(ROUND_FLOOR))


def _output(reserve_in: int, net: int, reserve_out: int, weight_in: int, weight_out: int) -> int:
    """``floor(reserve_out · (1 − (reserve_in/(reserve_in+net))^(weight_in/weight_out)))``.

    The power is cut to 18 decimals and then to 64 bits, as the runtime holds it.
    """
    if net > reserve_in * MAX_INPUT_TIMES:
        raise SwapError("SwapInputTooLarge")
    if weight_in == weight_out:
        power = reserve_in * PERQUINTILL // (reserve_in + net)
    else:
        base = _share(reserve_in, reserve_in + net)
        exact = _PRECISE.power(base, _share(weight_in, weight_out))
        power = int(_PRECISE.scaleb(exact, 18).to_integral_value(ROUND_FLOOR))
    left = (power << 64) // PERQUINTILL
    out = reserve_out * ((1 << 64) - left) >> 64
    if net and not out:
        raise SwapError("ReservesTooLow")
    return out


def _share(part: int, whole: int) -> Decimal:
    return _PRECISE.divide(Decimal(part), Decimal(whole))
