"""As high as its content where there is room, and scrolling where not."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.widgets.fitting_scroll import FittingScroll
from tests.fakes.waiting import until


def tall(height):
    made = QWidget()
    made.setFixedHeight(height)
    return made


def shown(qtbot, inside, height):
    box = QWidget()
    qtbot.addWidget(box)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    scroll = FittingScroll()
    scroll.put_in(inside)
    layout.addWidget(scroll)
    layout.addStretch()
    box.resize(300, height)
    box.show()
    return scroll, box


def test_it_is_as_high_as_its_content(qtbot):
    scroll, _box = shown(qtbot, tall(200), 600)
    assert scroll.height() == 200


def test_it_scrolls_where_there_is_no_room(qtbot):
    scroll, _box = shown(qtbot, tall(900), 400)
    assert scroll.height() == 400
    assert scroll.verticalScrollBar().maximum() == 500


async def test_it_grows_with_its_content(qtbot):
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(tall(100))
    scroll, _box = shown(qtbot, inside, 600)
    layout.addWidget(tall(150))
    await until(lambda: scroll.height() >= 250, "the content's new height")


async def test_what_gets_the_focus_comes_into_sight(qtbot):
    inside = QWidget()
    layout = QVBoxLayout(inside)
    field = QLineEdit()
    layout.addWidget(tall(900))
    layout.addWidget(field)
    scroll, box = shown(qtbot, inside, 300)
    box.activateWindow()
    await until(box.isActiveWindow)
    field.setFocus()
    await until(lambda: scroll.verticalScrollBar().value() > 0, "the field in sight")
