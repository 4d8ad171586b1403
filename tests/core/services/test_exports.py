"""What people save lands where they asked for it, as it is."""

from __future__ import annotations

import pytest

from core.errors import AppError, ErrorKind
from core.services.exports import save_export, save_picture


async def test_a_picture_lands_byte_for_byte(tmp_path):
    await save_picture(tmp_path / "code.png", b"\x89PNG\r\n")
    assert (tmp_path / "code.png").read_bytes() == b"\x89PNG\r\n"


async def test_a_text_lands_with_its_line_ends(tmp_path):
    await save_export(tmp_path / "t.csv", "a,β\r\n")
    assert (tmp_path / "t.csv").read_bytes() == "a,β\r\n".encode()


async def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(AppError) as failure:
        await save_picture(tmp_path, b"x")
    assert failure.value.kind is ErrorKind.STORAGE
    assert failure.value.facts["path"] == str(tmp_path)
