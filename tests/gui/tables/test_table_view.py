import dataclasses

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QToolTip

from gui.pages.subnet.columns import NEURON_COLUMNS
from gui.pages.subnet.columns import search_text as neuron_text
from gui.pages.subnet.row import neuron_rows
from gui.pages.subnets.columns import SUBNET_COLUMNS, search_text
from gui.pages.subnets.row import SubnetRow
from gui.tables import painters
from gui.tables.column import Cell, position
from gui.tables.ink import Ink, text_width
from gui.tables.record_model import RecordTableModel
from gui.tables.table_view import TableView
from gui.theme.fonts import FontRole
from tests.builders import hostile_texts, metagraph, plausible_subnets, subnet

LEFT = Qt.MouseButton.LeftButton
ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def rows_of(count):
    return [SubnetRow(found, validators=3) for found in plausible_subnets(count)]


@pytest.fixture
def view(qtbot, theme):
    model = RecordTableModel(SUBNET_COLUMNS, key=lambda r: r.subnet.netuid, search=search_text)
    model.replace(rows_of(60))
    made = TableView(model, theme, "Subnets", band=True)
    qtbot.addWidget(made)
    made.resize(1030, 400)
    made.show_columns({column.key for column in SUBNET_COLUMNS if column.shown})
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def neurons(qtbot, theme):
    model = RecordTableModel(NEURON_COLUMNS, key=lambda r: r.neuron.uid, search=neuron_text)
    model.replace(neuron_rows(metagraph(count=20)))
    made = TableView(model, theme, "Neurons", multiple=True)
    qtbot.addWidget(made)
    made.resize(1030, 400)
    made.show()
    return made


def clipboard():
    return QGuiApplication.clipboard().text()


def click_check(qtbot, view, row):
    place = view.visualRect(view.records.index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)


def test_enter_opens_the_current_row(view, qtbot):
    view.choose(4)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [4]


def test_a_double_click_opens_its_row(view, qtbot):
    place = view.visualRect(view.records.index(2, 1)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseDClick(view.viewport(), LEFT, pos=place)
    assert opened.args == [2]


def test_arrows_move_through_rows_and_cells(view, qtbot):
    view.choose(0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 1)


def test_escape_asks_to_leave(view, qtbot):
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_copying_a_cell_takes_its_exact_value(view, qtbot):
    view.setCurrentIndex(view.records.index(3, position(SUBNET_COLUMNS, "burn")))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    burn = view.records.record(3).subnet.burn
    assert clipboard() == f"{burn // 10**9}.{burn % 10**9:09d}"


def test_copying_a_row_takes_the_visible_columns_in_whole(view, qtbot):
    view.show_columns({"price"})
    view.choose(1)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view, Qt.Key.Key_C, both)
    found = view.records.record(1).subnet
    assert clipboard() == f"{found.netuid}\t{found.name}\t0.{found.price:09d}"


def test_copying_a_neurons_row_leaves_the_check_out_and_addresses_whole(neurons):
    neurons.selectionModel().select(neurons.records.index(0, 0), ROWS)
    neurons.copy_rows()
    uid, hotkey = clipboard().split("\t")[:2]
    assert uid == "0"
    assert len(hotkey) == 48


def test_copying_the_table_follows_filter_and_order(view):
    view.records.search("lumen")
    view.records.sort(0, Qt.SortOrder.DescendingOrder)
    view.copy_table()
    netuids = [int(line.split("\t")[0]) for line in clipboard().split("\n")[1:]]
    assert netuids == sorted(netuids, reverse=True)
    assert len(netuids) == view.records.rowCount() > 1


def test_an_update_keeps_selection_current_cell_and_scroll_position(view):
    view.choose(30)
    view.verticalScrollBar().setValue(600)
    before = view.verticalScrollBar().value()
    netuid = view.records.record(30).subnet.netuid
    renewed = [
        dataclasses.replace(row, subnet=dataclasses.replace(row.subnet, burn=row.subnet.burn + 1))
        for row in rows_of(60)
    ]
    view.records.replace(renewed)
    assert view.verticalScrollBar().value() == before
    assert [view.records.record(row).subnet.netuid for row in view.chosen_rows()] == [netuid]
    assert view.records.record(view.currentIndex().row()).subnet.netuid == netuid


def test_a_current_row_that_is_filtered_away_does_not_drag_the_view_along(view):
    view.choose(50)
    view.verticalScrollBar().setValue(0)
    view.records.filter(lambda row: row.subnet.netuid < 40)
    assert not view.currentIndex().isValid()
    assert view.verticalScrollBar().value() == 0


def test_a_click_on_a_title_sorts_and_a_second_turns_round(view, qtbot):
    def click(key):
        section = position(SUBNET_COLUMNS, key)
        left = view.header.sectionViewportPosition(section)
        place = QPoint(left + 10, view.header.height() - 10)
        qtbot.mouseClick(view.header.viewport(), LEFT, pos=place)
        return view.records.sorted_by

    price, burn = (position(SUBNET_COLUMNS, key) for key in ("price", "burn"))
    assert click("price") == (price, Qt.SortOrder.DescendingOrder)
    assert click("price") == (price, Qt.SortOrder.AscendingOrder)
    assert click("burn") == (burn, Qt.SortOrder.AscendingOrder)


def test_checks_choose_rows_one_by_one(neurons, qtbot):
    for row in (1, 4, 6):
        click_check(qtbot, neurons, row)
    click_check(qtbot, neurons, 4)
    assert neurons.chosen_rows() == [1, 6]


def test_the_check_in_the_header_chooses_all_and_none(neurons, qtbot):
    place = QPoint(20, neurons.header.height() - 10)
    assert neurons.header.check_state is Qt.CheckState.Unchecked
    qtbot.mouseClick(neurons.header.viewport(), LEFT, pos=place)
    assert len(neurons.chosen_rows()) == 20
    assert neurons.header.check_state is Qt.CheckState.Checked
    click_check(qtbot, neurons, 0)
    assert neurons.header.check_state is Qt.CheckState.PartiallyChecked
    qtbot.mouseClick(neurons.header.viewport(), LEFT, pos=place)
    qtbot.mouseClick(neurons.header.viewport(), LEFT, pos=place)
    assert neurons.chosen_rows() == []


def test_space_adds_the_current_row(neurons, qtbot):
    neurons.setCurrentIndex(neurons.records.index(3, 1))
    neurons.clearSelection()
    qtbot.keyClick(neurons, Qt.Key.Key_Space)
    assert neurons.chosen_rows() == [3]


def test_shift_chooses_a_range(neurons, qtbot):
    neurons.setCurrentIndex(neurons.records.index(3, 1))
    for _ in range(2):
        qtbot.keyClick(neurons, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert neurons.chosen_rows() == [3, 4, 5]


def test_a_narrow_view_lets_columns_make_way(view, qtbot):
    view.resize(856, 400)
    shown = {SUBNET_COLUMNS[section].key for section in view.header.visible_sections()}
    assert "age_days" not in shown
    assert {"name", "price", "burn", "validators"} <= shown
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)


def test_the_menu_sorts_without_a_mouse(view):
    view.setCurrentIndex(view.records.index(0, position(SUBNET_COLUMNS, "tempo")))
    menu = view.build_menu()
    sorting = next(a for a in menu.actions() if a.text() == "Sort by Tempo, ascending")
    sorting.trigger()
    tempos = [row.subnet.tempo for row in view.records.records()]
    assert tempos == sorted(tempos)


def test_a_notice_stands_below_the_header(view):
    notice = QLabel("nothing")
    view.set_notice(notice)
    assert notice.isVisible()
    assert notice.geometry() == view.viewport().geometry()
    view.set_notice(None)
    assert not notice.isVisible()


def test_stale_rows_carry_no_colour(view):
    def coloured():
        image = view.viewport().grab().toImage()
        return any(
            abs(pixel.red() - pixel.green()) > 40 or abs(pixel.green() - pixel.blue()) > 40
            for x in range(0, image.width(), 2)
            for y in range(0, image.height(), 3)
            if (pixel := image.pixelColor(x, y)).alpha() == 255
        )

    view.clearFocus()  # the frame of the current cell keeps the accent
    assert coloured()
    view.records.stale = True
    assert not coloured()


def test_two_thousand_hostile_names_are_painted(view):
    names = hostile_texts(2_000)
    view.records.replace(
        [SubnetRow(subnet(n, name, symbol=name[-2:])) for n, name in enumerate(names)]
    )
    for top in range(0, view.verticalScrollBar().maximum(), 390):
        view.verticalScrollBar().setValue(top)
        assert not view.viewport().grab().isNull()
    shown = {view.records.index(row, 1).data() for row in range(2_000)}
    assert not any(set("\u202e\x1b\0\n\t") & set(text) for text in shown)


def test_a_tool_tip_never_becomes_markup(view, monkeypatch):
    view.records.replace([SubnetRow(subnet(1, "<img src='file:///x'>"))])
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: told.append(text))
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint())
    index = view.records.index(0, 1)
    view.itemDelegate().helpEvent(event, view, QStyleOptionViewItem(), index)
    assert "<img" not in told[0]
    assert "&lt;img" in told[0]


def test_rows_to_come_are_hinted_at_while_loading(view):
    view.records.replace([])
    blank = view.viewport().grab().toImage()
    view.set_loading(loading=True)
    assert view.viewport().grab().toImage() != blank


@pytest.mark.parametrize("words", ["65\u00a0000", "1\u00a0234\u00a0567", "9" * 40])
def test_a_bar_never_touches_its_figure(theme, monkeypatch, words):
    tracks = []
    monkeypatch.setattr(painters, "draw_bar", lambda painter, track, *_: tracks.append(track))
    column = NEURON_COLUMNS[position(NEURON_COLUMNS, "immune_until")]
    image = QImage(120, 30, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    room = QRectF(0, 0, column.width - 16, 30)
    cell = Cell(words, share=1.0)
    painters.paint_bar(painter, room, cell, column, Ink(theme, None))
    painter.end()
    figure = room.right() - text_width(FontRole.MONO, words)
    assert all(track.right() < figure - 4 for track in tracks)
    assert bool(tracks) == (words == "65\u00a0000")
