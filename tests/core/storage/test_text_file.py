import pytest

from core.errors import AppError, ErrorKind
from core.services.exports import save_export
from core.storage.text_file import write_text


async def test_an_export_lands_where_it_was_asked_for(tmp_path):
    await save_export(tmp_path / "t.csv", "a,β\r\n")
    assert (tmp_path / "t.csv").read_bytes() == "a,β\r\n".encode()


def test_a_lone_surrogate_does_not_stop_a_file(tmp_path):
    write_text(tmp_path / "t.csv", "x\ud800y")
    assert (tmp_path / "t.csv").read_text() == "x?y"


def test_a_failed_write_says_where_and_leaves_nothing_behind(tmp_path):
    target = tmp_path / "taken"
    target.mkdir()
    with pytest.raises(AppError) as failure:
        write_text(target, "text")
    assert failure.value.kind is ErrorKind.STORAGE
    assert failure.value.facts["path"] == str(target)
    assert list(tmp_path.iterdir()) == [target]
