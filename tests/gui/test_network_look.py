"""The network is never in doubt."""

from __future__ import annotations

from core.domain.networks import KNOWN, PRACTICE, parse_network
from gui.network_look import look_of


def test_practice_says_that_it_has_no_value():
    assert look_of(PRACTICE).chip == "practice TAO, no value"


def test_no_two_networks_look_alike():
    looks = [look_of(network) for network in KNOWN]
    assert len({look.dot for look in looks}) == len(looks)
    assert len({look.chip for look in looks}) == len(looks)


def test_only_practice_wears_the_colour_of_practice():
    assert [n.name for n in KNOWN if look_of(n).strip == "practice"] == ["practice"]


def test_another_node_never_goes_by_a_known_name():
    assert look_of(parse_network("wss://finney")).chip == "node at finney"
