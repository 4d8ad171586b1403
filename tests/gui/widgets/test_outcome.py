"""What the last step of a wizard tells."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from gui.widgets.copying import CopyButton
from gui.widgets.outcome import AddressRow, FactRows, Verdict
from tests.fakes.wallets import ADDRESS


def shown(rows: FactRows) -> list[str]:
    return [label.text() for label in rows.findChildren(QLabel) if not label.isHidden()]


def test_facts_stand_below_each_other_and_can_be_asked_for(theme, qtbot):
    rows = FactRows()
    qtbot.addWidget(rows)
    rows.tell("Folder", "wallets/main", mono=True)
    rows.explain("Backup", "The words were right.", "warning")
    assert shown(rows) == ["Folder", "wallets/main", "Backup", "The words were right."]
    assert rows.fact("Folder") == "wallets/main"


def test_clearing_begins_anew(theme, qtbot):
    rows = FactRows()
    qtbot.addWidget(rows)
    rows.tell("Folder", "wallets/main")
    rows.clear()
    rows.tell("Hotkeys", "none")
    assert shown(rows) == ["Hotkeys", "none"]


def test_foreign_text_is_cleaned(theme, qtbot):
    rows = FactRows()
    qtbot.addWidget(rows)
    rows.tell("Hotkeys", "a\u202eb\nc")
    assert shown(rows)[1] == "ab c"


def test_an_address_is_copied_without_its_spaces(theme, qtbot):
    row = AddressRow(theme, ADDRESS)
    qtbot.addWidget(row)
    row.findChild(CopyButton).click()
    assert QGuiApplication.clipboard().text() == ADDRESS


def test_a_verdict_says_what_was_found_out(theme, qtbot):
    verdict = Verdict(theme)
    qtbot.addWidget(verdict)
    verdict.say("It is right.")
    good = verdict.grab().toImage()
    verdict.say("It is right.", "alert-triangle", "warning")
    assert verdict.text == "It is right."
    assert verdict.grab().toImage() != good
