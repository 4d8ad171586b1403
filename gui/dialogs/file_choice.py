"""Asking for a file or folder, to open or to save at, without a nested loop."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


async def ask_open_path(parent: QWidget, title: str, kind: str) -> Path | None:
    """A file; None where it was given up. ``kind`` is a filter such as ``JSON (*.json)``."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kind)
    return await _chosen(dialog)


async def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder; None where it was given up."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return await _chosen(dialog)


async def ask_save_path(
    parent: QWidget, title: str, name: str, kind: str, *, replaces: bool = True
) -> Path | None:
    """A path for a file that is called ``name`` at first; None where it was given up.

    ``kind`` is a filter such as ``PNG (*.png)``. Where ``replaces`` is False
    the caller itself refuses a file that is there, so nobody is asked whether
    to replace it.
    """
    dialog = QFileDialog(parent, title, str(Path.home() / name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not replaces)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    return await _chosen(dialog)


async def _chosen(dialog: QFileDialog) -> Path | None:
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def finish(result: int) -> None:
        if not answer.done():
            answer.set_result(result)

    dialog.finished.connect(finish)
    dialog.open()
    try:
        accepted = await answer == QFileDialog.DialogCode.Accepted
        chosen = dialog.selectedFiles() if accepted else []
    finally:
        dialog.hide()
        dialog.deleteLater()
    return Path(chosen[0]) if chosen else None
