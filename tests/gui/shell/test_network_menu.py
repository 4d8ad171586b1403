"""The menu of networks."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from core.domain.networks import FINNEY, KNOWN, PRACTICE, parse_network
from gui.shell.network_menu import NetworkMenu


def opened(theme, qtbot, current, own=None) -> NetworkMenu:
    window = QWidget()
    qtbot.addWidget(window)
    menu = NetworkMenu(theme, window)
    menu.open_at(QPoint(0, 0), current, own)
    menu.keeper = window
    return menu


def entries(menu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions() if action.text()]


def test_every_network_is_offered_and_the_current_one_cannot_be_chosen(theme, qtbot):
    menu = opened(theme, qtbot, PRACTICE)
    assert entries(menu) == [network.name for network in KNOWN] + ["Network settings"]
    assert [action.isEnabled() for action in menu.actions()][:2] == [False, True]


def test_choosing_gives_the_network(theme, qtbot):
    menu = opened(theme, qtbot, PRACTICE)
    with qtbot.waitSignal(menu.network_chosen) as signal:
        menu.actions()[1].trigger()
    assert signal.args == [FINNEY]


def test_the_saved_node_is_offered_as_well(theme, qtbot):
    own = parse_network("ws://node.example:9944")
    menu = opened(theme, qtbot, own, own)
    assert "node.example:9944" in entries(menu)


def test_opening_again_fills_it_anew(theme, qtbot):
    menu = opened(theme, qtbot, PRACTICE)
    menu.open_at(QPoint(0, 0), FINNEY, None)
    assert len(entries(menu)) == len(KNOWN) + 1
