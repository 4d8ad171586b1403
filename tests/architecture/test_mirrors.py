"""Tests stand where what they test stands."""

from __future__ import annotations

from tests.source_tree import ROOT, name_of, python_files

ROOMS = ("core", "gui", "packaging")


def _tests():
    return [
        path
        for room in ROOMS
        for path in python_files("tests")
        if path.name.startswith("test_") and path.is_relative_to(ROOT / "tests" / room)
    ]


def _mirrors(path) -> bool:
    """``test_state.py`` for ``state.py``, ``test_state_undo.py`` for one side of it.

    ``test_main.py`` is for ``__main__.py``.
    """
    folder = ROOT / path.parent.relative_to(ROOT / "tests")
    words = path.stem.removeprefix("test_").split("_")
    names = ["_".join(words[:count]) for count in range(len(words), 0, -1)]
    found = [n for n in names if (folder / f"{n}.py").exists() or (folder / n).is_dir()]
    found += [n for n in names if (folder / f"__{n}__.py").exists()]
    return bool(found) or folder.with_suffix(".py").exists()


def test_a_test_file_is_named_after_what_it_tests():
    assert [name_of(path) for path in _tests() if not _mirrors(path)] == []
