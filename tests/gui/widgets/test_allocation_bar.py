"""A bar of shares and its legend."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from core.domain.settings import Appearance
from gui.widgets.allocation_bar import AllocationBar, Share
from tests.builders import hostile_texts

THREE = (
    Share("Free", 100, "series6", "10 τ"),
    Share("Lumen Text", 300, "series1", "30 τ"),
    Share("Nothing", 0, "series2"),
)


@pytest.fixture
def bar(qtbot, theme) -> AllocationBar:
    made = AllocationBar(theme, "Allocation")
    qtbot.addWidget(made)
    made.resize(600, 60)
    return made


def colors(bar):
    image = bar.grab().toImage()
    return [image.pixelColor(x, 6).name() for x in (20, image.width() - 20)]


def test_a_screen_reader_is_told_the_shares(bar):
    bar.show_shares(THREE)
    assert bar.accessibleName() == "Allocation"
    assert bar.accessibleDescription() == "Free 25.0\u2009%, Lumen Text 75.0\u2009%"


def test_each_part_has_its_colour_and_its_width(bar, theme):
    bar.show_shares(THREE)
    assert colors(bar) == [theme.palette.series[5].lower(), theme.palette.series[0].lower()]
    left, right = bar._slots()
    assert right[1] == pytest.approx(3 * left[1], rel=0.02)


def test_old_shares_carry_no_colour(bar, theme):
    bar.show_shares(THREE)
    bar.show_stale(stale=True)
    assert set(colors(bar)) == {theme.palette.muted.lower()}


def test_without_shares_there_is_an_empty_track_and_no_legend(bar, theme):
    bar.show_shares(())
    assert set(colors(bar)) == {theme.palette.line.lower()}
    assert bar.heightForWidth(600) == 12


def test_the_smallest_part_can_be_seen(bar):
    bar.show_shares([Share("All", 10**15, "series1"), Share("Dust", 1, "series2")])
    assert bar._slots()[1][1] >= 1


def test_a_narrow_bar_takes_more_lines_for_its_legend(bar):
    bar.show_shares([Share(f"Subnet number {n}", 1, "series1") for n in range(6)])
    assert bar.heightForWidth(250) > bar.heightForWidth(900)


def test_long_and_hostile_names_are_cut(bar):
    for text in hostile_texts(40):
        bar.show_shares([Share(text, 1, "series1"), Share("x", 1, "muted")])
        bar.grab()
        assert max(entry.width for entry in bar._entries) < 260


@pytest.mark.parametrize("count", [1, 2, 40, 300])
def test_any_number_of_parts_fits(bar, count):
    bar.show_shares([Share(str(n), n + 1, "series1") for n in range(count)])
    bar.grab()
    left, width, _ = bar._slots()[-1]
    assert left + width == pytest.approx(600)


def test_the_pointer_is_told_the_amount_of_a_part(bar, monkeypatch):
    bar.show_shares(THREE)
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _bar: told.append(text))
    for x, y in ((5, 5), (500, 5), (500, 40)):
        help_event = QHelpEvent(QEvent.Type.ToolTip, QPoint(x, y), QPoint(0, 0))
        QApplication.sendEvent(bar, help_event)
    assert told == [
        "<span>Free 25.0\u2009%, 10 τ</span>",
        "<span>Lumen Text 75.0\u2009%, 30 τ</span>",
        "",
    ]


def test_the_theme_can_change(bar, theme):
    bar.show_shares(THREE)
    before = colors(bar)
    theme.apply(Appearance.LIGHT)
    assert colors(bar) != before
