"""The course of a value."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from core.domain.accounts import WorthPoint
from core.domain.ids import BlockNumber
from core.domain.money import TaoRao
from core.domain.settings import Appearance
from gui.charts.worth_line import WorthLine
from gui.theme.fonts import FontRole, font
from tests.builders import NOW, TAO

DAY = 86_400.0


def course(*totals, seconds=14 * DAY):
    step = seconds / max(1, len(totals) - 1)
    return [
        WorthPoint(BlockNumber(n), NOW - seconds + n * step, TaoRao(total * TAO))
        for n, total in enumerate(totals)
    ]


@pytest.fixture
def line(qtbot, theme) -> WorthLine:
    made = WorthLine(theme, lambda rao: f"{rao // TAO} τ")
    qtbot.addWidget(made)
    made.resize(320, 124)
    return made


def ink(line, theme, token):
    """How many pixels have a colour of the theme."""
    image = line.grab().toImage()
    wanted = theme.color(token).name()
    return sum(
        image.pixelColor(x, y).name() == wanted
        for x in range(image.width())
        for y in range(image.height())
    )


def test_a_screen_reader_is_told_where_it_began_and_where_it_is(line):
    line.show_points(course(10, 40, 30))
    assert line.accessibleDescription() == "10 τ 14 days ago, 30 τ now"


@pytest.mark.parametrize("totals", [(), (10,)])
def test_too_few_points_draw_nothing(line, theme, totals):
    line.show_points(course(*totals))
    assert ink(line, theme, "accent") == 0
    assert line.accessibleDescription() == ""


def test_a_line_is_drawn_in_the_accent_and_grey_once_it_is_old(line, theme):
    line.show_points(course(10, 40, 30))
    assert ink(line, theme, "accent") > 20
    line.show_stale(stale=True)
    assert ink(line, theme, "accent") == 0


def test_the_highest_value_is_above_the_lowest(line):
    line.show_points(course(10, 40, 30))
    low, high, last = line._places(line._area())
    assert high.y() < last.y() < low.y()
    assert low.x() < high.x() < last.x()


def test_a_value_that_never_changed_is_a_level_line_in_the_middle(line):
    line.show_points(course(10, 10, 10))
    heights = {place.y() for place in line._places(line._area())}
    assert len(heights) == 1
    assert line._area().top() < heights.pop() < line._area().bottom()


def test_points_stand_where_their_times_are(line):
    points = course(1, 2, 3)
    line.show_points([points[0], points[2]])
    assert [round(p.x()) for p in line._places(line._area())] == [0, round(line._area().right())]


def test_two_points_of_one_moment_break_nothing(line):
    line.show_points(course(1, 2, seconds=0.0))
    line.grab()


def test_the_pointer_is_told_the_value_nearest_to_it(line, monkeypatch):
    line.show_points(course(10, 40, 30))
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _line: told.append(text))
    for x in (2, 318):
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(x, 50),
            QPointF(x, 50),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(line, move)
    assert told == ["<span>10 τ, 14 d ago</span>", "<span>30 τ, now</span>"]


def test_amounts_written_another_way_are_told_that_way(qtbot, theme):
    words = ["plain"]
    made = WorthLine(theme, lambda _rao: words[0])
    qtbot.addWidget(made)
    made.show_points(course(1, 2))
    words[0] = "hidden"
    made.refresh()
    assert made.accessibleDescription() == "hidden 14 days ago, hidden now"


def test_a_course_of_hours_says_hours(line):
    line.show_points(course(1, 2, seconds=5 * 3_600.0))
    assert "5 h ago" in line.accessibleDescription()


def test_the_line_follows_the_theme(line, theme):
    line.show_points(course(10, 40, 30))
    theme.apply(Appearance.LIGHT)
    assert ink(line, theme, "accent") > 20


def test_the_lowest_amount_stands_where_the_line_does_not_strike_it_through(line):
    metrics, area = QFontMetricsF(font(FontRole.SMALL)), line._area()
    line.show_points(course(*[0] * 300, 100))  # a first payment came just now
    left = line._room_for("0 τ", metrics, area)
    assert left.left() == 0
    assert left.bottom() < line._places(area)[0].y()
    line.show_points(course(10, 20, 30))  # which leaves room below its end
    assert line._room_for("10 τ", metrics, area).right() == pytest.approx(line.width())
