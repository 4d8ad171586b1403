from __future__ import annotations

from core.practice.faults.orders import Fault, Faults


def test_what_is_not_ordered_is_off() -> None:
    faults = Faults()
    assert faults.take(Fault.FEE) is None
    assert faults.standing() == {}


def test_an_order_holds_until_it_is_cleared() -> None:
    faults = Faults()
    faults.order(Fault.FEE, {"rao": 1})
    assert [faults.take(Fault.FEE) for _ in range(3)] == [{"rao": 1}] * 3
    faults.clear()
    assert faults.take(Fault.FEE) is None


def test_an_order_for_two_answers_holds_for_two() -> None:
    faults = Faults()
    faults.order(Fault.SWALLOW, {"times": 2})
    taken = [faults.take(Fault.SWALLOW) is not None for _ in range(3)]
    assert taken == [True, True, False]


def test_looking_does_not_count() -> None:
    faults = Faults()
    faults.order(Fault.HTML, {"times": 1})
    assert faults.look(Fault.HTML) == {"times": 1}
    assert faults.standing() == {"html": {"times": 1}}


def test_a_second_order_takes_the_place_of_the_first() -> None:
    faults = Faults()
    faults.order(Fault.FEE, {"rao": 1})
    faults.order(Fault.FEE, {"rao": 2})
    assert faults.take(Fault.FEE) == {"rao": 2}
