"""A report can be read and copied."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from gui.dialogs.report import ReportDialog
from gui.widgets.buttons import Button


def test_a_report_is_copied_as_it_is_shown(theme, qtbot):
    dialog = ReportDialog(theme, "Doctor", "All is well.", "ok  Python <3.12>\n")
    qtbot.addWidget(dialog)
    copy = next(b for b in dialog.findChildren(Button) if b.text() == "Copy report")
    copy.click()
    assert QGuiApplication.clipboard().text() == "ok  Python <3.12>\n"
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "ok  Python <3.12>\n"
    assert dialog.findChild(QPlainTextEdit).isReadOnly()
