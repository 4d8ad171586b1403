"""Saving what a page shows where the user wants it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from core.storage.text_file import write_bytes, write_text


async def save_export(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, off the loop. Raises AppError(STORAGE)."""
    await asyncio.to_thread(write_text, path, text)


async def save_picture(path: Path, data: bytes) -> None:
    """Write an encoded picture to ``path``, off the loop. Raises AppError(STORAGE)."""
    await asyncio.to_thread(write_bytes, path, data)
