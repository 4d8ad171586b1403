import csv
import json

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from gui.dialogs.table_actions import TableActions, stamp_facts
from gui.pages.subnets.columns import SUBNET_COLUMNS, search_text
from gui.pages.subnets.row import SubnetRow
from gui.tables.record_model import RecordTableModel
from gui.tables.table_view import TableView
from gui.tasks import TaskScope
from tests.builders import stamp, subnet
from tests.fakes.preferences import FakePreferences
from tests.fakes.waiting import until


@pytest.fixture
async def table(qtbot, theme):
    model = RecordTableModel(SUBNET_COLUMNS, key=lambda r: r.subnet.netuid, search=search_text)
    model.replace([SubnetRow(subnet(3, "=cmd()", burn=5)), SubnetRow(subnet(14, "Lumen"))])
    made = TableView(model, theme, "Subnets", band=True)
    qtbot.addWidget(made)
    made.errors = []
    made.tasks = TaskScope(made, on_error=made.errors.append)
    made.columns, made.export = QPushButton(made), QPushButton(made)

    def source():
        return {"table": "subnets", **stamp_facts(stamp(7), "practice")}

    made.actions_ = TableActions(made, "subnets", FakePreferences(), made.tasks, source)
    made.actions_.add_to(made.columns, made.export)
    made.show()
    yield made
    made.tasks.close()


async def export(table, words, target):
    table.export.click()
    menu = QApplication.activePopupWidget()
    action = next(a for a in menu.actions() if a.text() == words)
    menu.close()
    action.trigger()
    await until(lambda: table.findChild(QFileDialog) is not None, "the file dialog")
    dialog = table.findChild(QFileDialog)
    suggested = dialog.selectedFiles()[0]
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(target))
    dialog.accept()
    await until(lambda: not table.tasks.running("export"), "the file")
    assert table.errors == []
    return suggested


async def test_csv_holds_exact_values_of_every_column(table, tmp_path):
    suggested = await export(table, "CSV file …", tmp_path / "out.csv")
    assert suggested.endswith("subnets-7.csv")
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as file:
        first, second = csv.DictReader(file)
    assert first["name"] == "'=cmd()"
    assert first["burn"] == "0.000000005"
    assert second["owner_coldkey"] == subnet(14).owner_coldkey
    assert "history_7d" not in first


async def test_json_says_where_its_figures_come_from(table, tmp_path):
    await export(table, "JSON file …", tmp_path / "out.json")
    found = json.loads((tmp_path / "out.json").read_text())
    assert (found["network"], found["block"]) == ("practice", 7)
    assert [row["netuid"] for row in found["rows"]] == [3, 14]


async def test_an_export_holds_only_the_rows_that_are_shown(table, tmp_path):
    table.records.search("lumen")
    await export(table, "JSON file …", tmp_path / "out.json")
    found = json.loads((tmp_path / "out.json").read_text())
    assert [row["netuid"] for row in found["rows"]] == [14]


async def test_a_place_that_cannot_be_written_is_an_error_and_no_crash(table, tmp_path):
    (tmp_path / "out.csv").mkdir()
    table.export.click()
    menu = QApplication.activePopupWidget()
    menu.close()
    menu.actions()[0].trigger()
    await until(lambda: table.findChild(QFileDialog) is not None, "the file dialog")
    dialog = table.findChild(QFileDialog)
    dialog.selectedFiles = lambda: [str(tmp_path / "out.csv")]
    dialog.done(QFileDialog.DialogCode.Accepted)
    await until(lambda: not table.tasks.running("export"), "the attempt")
    assert table.errors[0].facts["path"] == str(tmp_path / "out.csv")


async def test_changing_your_mind_writes_nothing(table, tmp_path):
    table.export.click()
    menu = QApplication.activePopupWidget()
    menu.close()
    menu.actions()[0].trigger()
    await until(lambda: table.findChild(QFileDialog) is not None, "the file dialog")
    table.findChild(QFileDialog).reject()
    await until(lambda: not table.tasks.running("export"), "the end")
    assert list(tmp_path.iterdir()) == []
    assert table.errors == []
