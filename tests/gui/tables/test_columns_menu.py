import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.tables.column import Cell, Column
from gui.tables.columns_menu import ColumnsMenu, remembered_keys, shown_keys


def column(key, **settings):
    return Column(key, key.title(), 50, lambda r: Cell(""), lambda r: 0, lambda r: 0, **settings)


COLUMNS = (column("id", fixed=True), column("price"), column("owner", shown=False))


def test_usual_columns_are_shown_when_nothing_is_remembered():
    assert shown_keys("t", COLUMNS, ()) == {"id", "price"}


def test_what_was_chosen_is_shown_again():
    kept = remembered_keys("t", COLUMNS, {"id", "owner"}, ())
    assert shown_keys("t", COLUMNS, kept) == {"id", "owner"}


def test_choices_of_other_tables_and_of_lost_columns_do_no_harm():
    kept = remembered_keys("t", COLUMNS, {"id"}, ("other.price", "t.lost"))
    assert "other.price" in kept
    assert "t.lost" not in kept
    assert shown_keys("t", COLUMNS, (*kept, "t.id")) == {"id"}


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def menu(parent):
    return ColumnsMenu(COLUMNS, parent)


def test_a_fixed_column_is_not_offered(menu):
    assert [a.data() for a in menu.actions() if a.isCheckable()] == ["price", "owner"]


def test_setting_marks_tells_nobody_and_toggling_one_does(menu):
    told = []
    menu.changed.connect(told.append)
    menu.show_as({"id", "price"})
    assert told == []
    menu.actions()[1].toggle()
    assert told == [{"id", "price", "owner"}]


def test_a_click_on_a_mark_leaves_the_menu_open(menu, qtbot):
    menu.popup(menu.parentWidget().pos())
    place = menu.actionGeometry(menu.actions()[0]).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert menu.isVisible()
    assert menu.shown() == {"id", "price"}
    menu.close()


def test_usual_columns_come_back_in_one_step(menu):
    menu.show_as({"id", "owner"})
    menu.actions()[-1].trigger()
    assert menu.shown() == {"id", "price"}
