from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.economy.pool import (
    PERQUINTILL,
    Pool,
    SwapError,
    buy,
    inject,
    most_before,
    sell,
)

TAO = 10**9
SMALL = Pool(tao=1_000 * TAO, alpha=4_000 * TAO)
LARGE = Pool(tao=100_000 * TAO, alpha=400_000 * TAO)
TILTED = Pool(tao=1_000 * TAO, alpha=4_000 * TAO, weight=45 * PERQUINTILL // 100)

pools = st.builds(
    Pool,
    tao=st.integers(10**9, 10**16),
    alpha=st.integers(10**9, 10**16),
    weight=st.integers(PERQUINTILL // 10, PERQUINTILL * 9 // 10),
)
amounts = st.integers(10**6, 10**13)


@pytest.mark.parametrize(
    ("pool", "fee", "net", "out"),
    [
        (LARGE, 5_035_477, 9_994_964_523, 39_975_862_518),
        (SMALL, 5_035_477, 9_994_964_523, 39_584_215_264),
        (TILTED, 5_035_477, 9_994_964_523, 32_416_336_179),
    ],
)
def test_buying_for_ten_tao_gives_the_worked_examples(
    pool: Pool, fee: int, net: int, out: int
) -> None:
    trade = buy(pool, 10 * TAO)
    assert (trade.fee, trade.net, trade.out) == (fee, net, out)


def test_a_price_limit_cuts_a_purchase_where_the_price_lands_on_it() -> None:
    trade = buy(SMALL, 10 * TAO, 252_500_000)
    assert (trade.fee, trade.net, trade.out) == (2_512_740, 4_987_562_112, 19_851_239_159)
    assert 10 * TAO - trade.taken == 5_009_925_148
    assert float(trade.pool.price) == pytest.approx(0.2525, rel=1e-10)


def test_selling_gives_the_worked_examples() -> None:
    back = sell(buy(LARGE, 10 * TAO).pool, 39_975_862_518)
    assert (back.fee, back.out) == (20_129_754, 9_989_932_084)
    trade = sell(SMALL, 100 * TAO)
    assert (trade.fee, trade.out) == (50_354_772, 24_378_261_656)
    assert float(trade.pool.price) == pytest.approx(0.237_959, abs=1e-6)


def test_injection_moves_the_weight_and_keeps_the_price() -> None:
    grown = inject(SMALL, TAO // 10, TAO)
    assert grown is not None
    assert grown.weight // 10**6 == 499_962_506_561
    assert float(grown.price) == pytest.approx(0.25, rel=1e-12)


def test_an_injection_that_would_tilt_the_pool_too_far_is_refused() -> None:
    assert inject(SMALL, 0, 4_000_000 * TAO) is None


def test_a_limit_that_is_passed_already_refuses_the_trade() -> None:
    with pytest.raises(SwapError, match="PriceLimitExceeded"):
        buy(SMALL, TAO, 250_000_000)
    with pytest.raises(SwapError, match="PriceLimitExceeded"):
        sell(SMALL, TAO, 250_000_000)


def test_a_drained_reserve_refuses_the_trade() -> None:
    with pytest.raises(SwapError, match="ReservesTooLow"):
        buy(Pool(tao=TAO, alpha=999_999), TAO)


def test_an_input_of_more_than_a_thousand_reserves_is_too_large() -> None:
    with pytest.raises(SwapError, match="SwapInputTooLarge"):
        sell(Pool(tao=10**15, alpha=TAO), 1_002 * TAO)


def test_without_a_curve_a_swap_is_one_for_one_and_free() -> None:
    trade = buy(Pool(tao=0, alpha=0, dynamic=False), 7 * TAO)
    assert (trade.net, trade.fee, trade.out) == (7 * TAO, 0, 7 * TAO)


def test_the_most_before_a_limit_is_what_a_cut_trade_takes() -> None:
    assert most_before(SMALL, 252_500_000, buying=True) == 4_990_074_852


@given(pools, amounts)
def test_a_purchase_never_lowers_the_price_nor_a_sale_raises_it(pool: Pool, amount: int) -> None:
    try:
        bought, sold = buy(pool, amount), sell(pool, amount)
    except SwapError:
        return
    assert bought.pool.price >= pool.price
    assert sold.pool.price <= pool.price
    assert min(bought.pool.alpha, sold.pool.tao) >= 0


@given(st.integers(10**9, 10**16), st.integers(10**9, 10**16), amounts)
def test_a_swap_never_lowers_the_product_of_even_reserves(tao: int, alpha: int, paid: int) -> None:
    pool = Pool(tao=tao, alpha=alpha)
    try:
        after = buy(pool, paid).pool
    except SwapError:
        return
    # The curve is held in 64 fractional bits: that much of a reserve may be lost.
    assert after.tao * (after.alpha + 1 + alpha // 10**18) >= tao * alpha


@given(pools, amounts)
def test_a_round_trip_never_pays(pool: Pool, amount: int) -> None:
    try:
        bought = buy(pool, amount)
        back = sell(bought.pool, bought.out)
    except SwapError:
        return
    assert back.out <= amount


def test_the_price_is_exact() -> None:
    assert TILTED.price == Fraction(55, 45) / 4
