"""The busy bar moves only while busy."""

from __future__ import annotations

from gui.widgets.busy import BusyBar


def test_the_busy_bar_paints_only_while_busy(theme, qtbot):
    bar = BusyBar(theme)
    qtbot.addWidget(bar)
    bar.resize(100, 2)
    bar.show()
    idle = bar.grab().toImage()
    bar.show_busy(True)
    qtbot.waitUntil(lambda: bar.grab().toImage() != idle)
    bar.show_busy(False)
    assert bar.grab().toImage() == idle


def test_it_shows_itself_while_something_takes_long(qtbot, theme):
    bar = BusyBar(theme)
    qtbot.addWidget(bar)
    with bar.during():
        assert not bar.busy
        qtbot.waitUntil(lambda: bar.busy)
    assert not bar.busy


def test_what_is_quick_shows_nothing(qtbot, theme):
    bar = BusyBar(theme)
    qtbot.addWidget(bar)
    with bar.during():
        pass
    assert not bar._late.isActive()
    assert not bar.busy


def test_it_moves_only_where_it_can_be_seen(qtbot, theme):
    bar = BusyBar(theme)
    qtbot.addWidget(bar)
    bar.show()
    bar.show_busy(True)
    assert bar._timer.isActive()
    bar.hide()
    assert not bar._timer.isActive()
    bar.show()
    assert bar._timer.isActive()
