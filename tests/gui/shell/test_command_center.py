"""What the palette's entries do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.dialogs.contacts import ContactsDialog
from gui.shell.command_center import CommandCenter
from gui.tasks import TaskScope
from tests.fakes.application import FakeApplication
from tests.fakes.waiting import until


async def test_the_address_book_opens_over_the_window(theme, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    tasks = TaskScope(window, on_error=lambda error: None)
    center = CommandCenter(theme, window, tasks)
    center.attach(FakeApplication())
    center.perform("book")
    await until(lambda: window.findChild(ContactsDialog) is not None)
    window.findChild(ContactsDialog).reject()
    await until(lambda: not tasks.running("book"))
