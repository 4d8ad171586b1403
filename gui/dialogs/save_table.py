"""Saving a table as a file: asks where, then writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from core.services.exports import save_export
from gui.dialogs.file_choice import ask_save_path

FORMATS: Final = {"csv": "CSV (*.csv)", "json": "JSON (*.json)"}


async def save_table(parent: QWidget, suffix: str, stem: str, text: Callable[[], str]) -> None:
    """Ask for a file name and write ``text()`` to it; nothing when the user changes their mind.

    ``suffix`` is ``csv`` or ``json``. Raises AppError(STORAGE).
    """
    path = await ask_save_path(parent, "Save table", f"{stem}.{suffix}", FORMATS[suffix])
    if path is not None:
        await save_export(path, text())
