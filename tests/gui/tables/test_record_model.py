import dataclasses

import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt

from gui.tables.column import Cell, Column, Kind
from gui.tables.record_model import RecordTableModel

ASCENDING = Qt.SortOrder.AscendingOrder
DESCENDING = Qt.SortOrder.DescendingOrder


@dataclasses.dataclass(frozen=True)
class Fruit:
    key: int
    name: str
    weight: int | None = 0


COLUMNS = (
    Column(
        "name", "Name", 80, lambda f: Cell(f.name), lambda f: f.name.casefold(), lambda f: f.name
    ),
    Column(
        "weight",
        "Weight",
        60,
        lambda f: Cell("–" if f.weight is None else str(f.weight)),
        lambda f: f.weight,
        lambda f: f.weight,
        Kind.NUMBER,
        tooltip=lambda f: f"{f.weight} g",
    ),
)


def model_of(*fruits: Fruit) -> RecordTableModel[Fruit]:
    model = RecordTableModel(COLUMNS, key=lambda f: f.key, search=lambda f: f.name)
    model.replace(fruits)
    return model


def names(model):
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def look_at_everything(model):
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            model.cell(row, column)


def changes_of(model):
    seen = []
    model.dataChanged.connect(
        lambda first, last: seen.extend(
            (row, column)
            for row in range(first.row(), last.row() + 1)
            for column in range(first.column(), last.column() + 1)
        )
    )
    return seen


@pytest.fixture
def model(qapp):
    return model_of(Fruit(1, "Pear", 30), Fruit(2, "Apple", 20), Fruit(3, "Fig", 10))


def test_the_model_obeys_qts_contract(model, qtmodeltester):
    qtmodeltester.check(model)


def test_the_model_obeys_qts_contract_while_rows_come_go_and_move(model, qtmodeltester):
    qtmodeltester.check(model)
    model.sort(1, DESCENDING)
    model.search("p")
    model.replace([Fruit(4, "Plum", 5), Fruit(1, "Pear", 1)])
    model.search("")
    model.filter(lambda fruit: fruit.key > 1)
    assert names(model) == ["Plum"]


def test_rows_keep_the_given_order_until_sorted(model):
    assert names(model) == ["Pear", "Apple", "Fig"]


def test_sorting_goes_by_the_key_and_not_by_the_words(qapp):
    model = model_of(Fruit(1, "a", 9), Fruit(2, "b", 10))
    model.sort(1, ASCENDING)
    assert names(model) == ["a", "b"]


def test_equal_rows_keep_their_order_in_both_directions(qapp):
    model = model_of(*(Fruit(key, f"f{key}", key % 2) for key in range(6)))
    model.sort(1, ASCENDING)
    assert names(model) == ["f0", "f2", "f4", "f1", "f3", "f5"]
    model.sort(1, DESCENDING)
    assert names(model) == ["f1", "f3", "f5", "f0", "f2", "f4"]


@pytest.mark.parametrize("order", [ASCENDING, DESCENDING])
def test_rows_without_a_value_come_last_in_either_direction(qapp, order):
    model = model_of(Fruit(1, "none", None), Fruit(2, "some", 5))
    model.sort(1, order)
    assert names(model) == ["some", "none"]


def test_searching_needs_every_word_and_no_case(model):
    model.search("E p")
    assert names(model) == ["Pear", "Apple"]
    model.search("e pp")
    assert names(model) == ["Apple"]


def test_a_filter_and_a_search_hold_together(model):
    model.filter(lambda fruit: fruit.weight > 10)
    model.search("pear")
    assert names(model) == ["Pear"]
    assert model.total == 3


def test_an_update_announces_only_the_cells_that_look_different(model):
    look_at_everything(model)
    seen = changes_of(model)
    model.replace([Fruit(1, "Pear", 30), Fruit(2, "Apple", 21), Fruit(3, "Date", 10)])
    assert seen == [(1, 1), (2, 0)]


def test_an_update_to_the_same_records_announces_nothing(model):
    look_at_everything(model)
    seen = changes_of(model)
    moves = []
    model.layoutChanged.connect(lambda: moves.append(1))
    model.replace([Fruit(1, "Pear", 30), Fruit(2, "Apple", 20), Fruit(3, "Fig", 10)])
    assert seen == []
    assert moves == []


def test_neighbouring_changes_are_one_announcement(model):
    look_at_everything(model)
    signals = []
    model.dataChanged.connect(lambda first, last: signals.append((first.column(), last.column())))
    model.replace([Fruit(1, "Quince", 31), Fruit(2, "Apple", 20), Fruit(3, "Fig", 10)])
    assert signals == [(0, 1)]


def test_a_new_value_moves_its_row_without_a_reset(model):
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    model.sort(1, ASCENDING)
    model.replace([Fruit(1, "Pear", 30), Fruit(2, "Apple", 20), Fruit(3, "Fig", 99)])
    assert names(model) == ["Apple", "Pear", "Fig"]
    assert resets == []


def test_a_held_index_follows_its_record(model):
    held = QPersistentModelIndex(model.index(0, 1))
    model.sort(0, ASCENDING)
    assert (held.row(), held.column(), held.data()) == (2, 1, "30")
    model.replace([Fruit(9, "Kiwi", 1), Fruit(1, "Pear", 30)])
    assert model.record(held.row()).name == "Pear"


def test_an_index_of_a_record_that_goes_becomes_invalid(model):
    held = QPersistentModelIndex(model.index(0, 0))
    model.replace([Fruit(2, "Apple", 20), Fruit(3, "Fig", 10)])
    assert not held.isValid()


def test_a_selection_stays_with_its_records_through_an_update(model):
    selection = QItemSelectionModel(model)
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    selection.select(model.index(2, 0), flags)
    model.sort(1, ASCENDING)
    model.replace([Fruit(1, "Pear", 5), Fruit(2, "Apple", 20), Fruit(3, "Fig", 10), Fruit(4, "N")])
    chosen = [model.record(index.row()).name for index in selection.selectedRows()]
    assert chosen == ["Fig"]


def test_rows_that_go_and_come_do_so_in_one_step_each(model):
    steps = []
    model.rowsRemoved.connect(lambda _, first, last: steps.append(("removed", last - first + 1)))
    model.rowsInserted.connect(lambda _, first, last: steps.append(("inserted", last - first + 1)))
    model.replace([Fruit(7, "a"), Fruit(2, "Apple", 20), Fruit(8, "b")])
    assert steps == [("removed", 2), ("inserted", 2)]


def test_a_record_is_found_by_its_key_where_it_is_shown(model):
    model.sort(0, ASCENDING)
    assert model.row_of(1) == 2
    model.search("fig")
    assert model.row_of(1) is None
    assert model.row_of(77) is None


def test_staleness_is_told_once_for_each_change(model):
    told = []
    model.stale_changed.connect(lambda: told.append(model.stale))
    model.stale = True
    model.stale = True
    model.stale = False
    assert told == [True, False]


def test_a_column_can_take_another_title(model):
    told = []
    model.headerDataChanged.connect(lambda _, first, last: told.append((first, last)))
    model.retitle("weight", "Weight ξ")
    model.retitle("weight", "Weight ξ")
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Weight ξ"
    assert told == [(1, 1)]


def test_a_cell_says_its_column_to_a_screen_reader(model):
    spoken = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Weight 30"


def test_numbers_stand_at_the_right(model):
    alignment = model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(alignment) & Qt.AlignmentFlag.AlignRight
