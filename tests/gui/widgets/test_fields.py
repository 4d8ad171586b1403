"""Fields: Esc, and the mark of what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.widgets.fields import FilterField, InputField


def test_escape_empties_a_filter_before_it_leaves_it(theme, qtbot):
    field = FilterField(theme, "Filter by name or netuid")
    qtbot.addWidget(field)
    field.setText("lumen")
    with qtbot.assertNotEmitted(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_typing_takes_the_mark_away(theme, qtbot):
    field = InputField("Address")
    qtbot.addWidget(field)
    field.mark(invalid=True)
    assert field.property("invalid") == "true"
    qtbot.keyClicks(field, "w")
    assert field.property("invalid") == "false"
