"""Showing a report that can be copied: a crash, or what the doctor found."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from gui.dialogs.overlay import WIDE, Dialog
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.copying import copy_text
from gui.widgets.prose import Prose


class ReportDialog(Dialog):
    """``report`` must already be redacted: people paste it into public places."""

    stays_when_locked = True

    def __init__(self, theme: Theme, title: str, body: str, report: str) -> None:
        super().__init__(theme, title, width=WIDE)
        self.body.addWidget(Prose(body))
        self.report = report
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setPlainText(report)
        self._text.setFont(font(FontRole.MONO))
        self._text.setAccessibleName("Report")
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(280)
        self.body.addWidget(self._text)
        self._copy = self.offer("Copy report", icon="copy")
        self._close = self.offer("Close", role="primary")
        self._copy.clicked.connect(lambda: copy_text(report))
        self._close.clicked.connect(self.accept)
