"""Routes and the trail behind them."""

from __future__ import annotations

import pytest

from gui.shell.navigation import Trail, page_key, root_of


@pytest.mark.parametrize(
    ("route", "key", "root"),
    [
        ("subnets", "subnets", "subnets"),
        ("subnets/14", "subnet", "subnets"),
        ("subnets/14/metagraph", "subnet", "subnets"),
        ("settings/network", "settings", "settings"),
    ],
)
def test_a_route_belongs_to_a_page_and_an_entry_of_the_sidebar(route, key, root):
    assert (page_key(route), root_of(route)) == (key, root)


def trail(*routes: str) -> Trail:
    made = Trail()
    for route in routes:
        made.go(route)
    return made


def test_back_and_forward_go_over_the_same_steps():
    gone = trail("a", "b", "c")
    assert [gone.back(), gone.back(), gone.back()] == ["b", "a", None]
    assert [gone.forward(), gone.forward(), gone.forward()] == ["b", "c", None]


def test_going_on_forgets_what_was_ahead():
    gone = trail("a", "b")
    gone.back()
    gone.go("c")
    assert gone.forward() is None
    assert gone.back() == "a"


def test_the_same_route_again_is_no_step():
    assert trail("a", "b", "b").back() == "a"


def test_the_trail_does_not_grow_without_end():
    gone = trail(*(str(number) for number in range(200)))
    steps = 0
    while gone.back():
        steps += 1
    assert steps < 60
