"""Saving a table as a file: asks where, then writes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from core.services.exports import save_export

FORMATS: Final = {"csv": "CSV (*.csv)", "json": "JSON (*.json)"}


async def save_table(parent: QWidget, suffix: str, stem: str, text: Callable[[], str]) -> None:
    """Ask for a file name and write ``text()`` to it; nothing when the user changes their mind.

    ``suffix`` is ``csv`` or ``json``. Raises AppError(STORAGE).
    """
    path = await _ask(parent, suffix, stem)
    if path is not None:
        await save_export(path, text())


async def _ask(parent: QWidget, suffix: str, stem: str) -> Path | None:
    dialog = QFileDialog(parent, "Save table", str(Path.home() / f"{stem}.{suffix}"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(FORMATS[suffix])
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(f"{stem}.{suffix}")
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
