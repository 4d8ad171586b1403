"""The header's parts keep apart, whatever they say."""

from __future__ import annotations

import pytest

from core.domain.networks import PRACTICE, parse_network
from gui.shell.header import Header
from tests.fakes.waiting import until

LONG = parse_network("wss://a-very-long-host-name-indeed.example.org:9944")


@pytest.fixture
def header(theme, qtbot):
    made = Header(theme)
    made.setMinimumWidth(1)  # the window's own minimum decides
    qtbot.addWidget(made)
    made.crumbs.show_titles(("Settings", "Security"))
    made.wallet.show_wallet("the-wallet-with-the-very-long-name-of-48-letters", watched=False)
    return made


def parts(header):
    return [header.crumbs, header.chip, header.search, header.wallet]


@pytest.mark.parametrize("width", [840, 904, 1009, 1080, 1600])
@pytest.mark.parametrize("network", [PRACTICE, LONG], ids=["practice", "long"])
async def test_nothing_lies_over_anything_else(header, width, network):
    header.chip.show_network(network)
    header.resize(width, 52)
    header.show()
    await until(lambda: header.wallet.geometry().right() < width)
    for before, after in zip(parts(header), parts(header)[1:], strict=False):
        assert before.geometry().right() < after.geometry().left()
    assert header.wallet.geometry().right() < width


async def test_the_practice_networks_words_are_whole_in_the_narrowest_window(header):
    header.chip.show_network(PRACTICE)
    header.resize(1600, 52)
    header.show()
    await until(lambda: header.search.width() == 256)
    wide = header.chip.width()
    header.resize(904, 52)
    await until(lambda: header.search.width() < 256)
    assert header.chip.width() == wide
