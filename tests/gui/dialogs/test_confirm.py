"""Asking before what cannot be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.dialogs.confirm import ConfirmDialog


async def test_a_typed_confirmation_must_be_typed(theme, open_over, qtbot):
    dialog = ConfirmDialog(theme, "Reset?", "All is lost.", confirm="Reset", typed="reset")
    task = await open_over(dialog)
    assert not dialog.confirm.isEnabled()
    qtbot.keyClicks(dialog.field, "rese")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not task.done()
    qtbot.keyClicks(dialog.field, "t")
    dialog.confirm.click()
    assert await task is True
