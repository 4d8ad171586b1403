"""The network in a review."""

from __future__ import annotations

import pytest

from core.domain.networks import FINNEY, KNOWN, PRACTICE, parse_network
from gui.network_look import look_of
from gui.widgets.network_badge import NetworkBadge


@pytest.mark.parametrize("network", KNOWN)
def test_every_network_is_named(qtbot, theme, network):
    badge = NetworkBadge(theme, network)
    qtbot.addWidget(badge)
    assert badge.accessibleName() == f"Network: {look_of(network).chip}"


def test_practice_has_its_own_colour_and_no_other_network_has(qtbot, theme):
    def colours(network):
        badge = NetworkBadge(theme, network)
        qtbot.addWidget(badge)
        badge.resize(badge.sizeHint())
        image = badge.grab().toImage()
        points = [(x, y) for x in range(image.width()) for y in range(image.height())]
        return {image.pixelColor(x, y).name() for x, y in points}

    practice = theme.color("practice").name()
    assert practice in colours(PRACTICE)
    assert practice not in colours(FINNEY)


def test_a_long_host_does_not_push_the_title_away(qtbot, theme):
    badge = NetworkBadge(theme, parse_network("ws://" + "a" * 120 + ".example:9944"))
    qtbot.addWidget(badge)
    assert badge.sizeHint().width() <= 240
