"""The network is never in doubt."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from core.domain.networks import KNOWN, PRACTICE, parse_network
from gui.network_look import fitted, look_of
from gui.theme.fonts import FontRole, font


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


LONG = "wss://entrypoint-finney.opentensor.ai.nodes.attacker.example"


def test_a_long_host_keeps_its_end_which_says_whose_it_is():
    look = look_of(parse_network(LONG))
    assert look.name.startswith("…")
    assert look.name.endswith(".attacker.example")
    assert len(look.name) == 40


def test_what_has_no_room_loses_its_middle(qapp, fonts):
    look = look_of(parse_network(LONG))
    shown = fitted(look.chip, QFontMetrics(font(FontRole.SMALL_MEDIUM)), 160)
    assert shown.startswith("node at")
    assert shown.endswith("example")
