"""Tests stand where what they test stands."""

from __future__ import annotations

import pytest

from tests.source_tree import ROOT, name_of, python_files

ROOMS = ("core", "gui", "packaging")


def _tests():
    return [
        path
        for room in ROOMS
        for path in python_files("tests")
        if path.name.startswith("test_") and path.is_relative_to(ROOT / "tests" / room)
    ]


@pytest.mark.parametrize("path", _tests(), ids=name_of)
def test_a_test_file_is_named_after_a_module(path):
    """``test_state.py`` for ``state.py``, ``test_state_undo.py`` for one side of it."""
    folder = ROOT / path.parent.relative_to(ROOT / "tests")
    words = path.stem.removeprefix("test_").split("_")
    names = ["_".join(words[:count]) for count in range(len(words), 0, -1)]
    found = [n for n in names if (folder / f"{n}.py").exists() or (folder / n).is_dir()]
    assert found or folder.with_suffix(".py").exists(), f"{name_of(path)} mirrors no module"
