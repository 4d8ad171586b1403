"""Imports go down only, and each outside library has its own door."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.source_tree import ROOT, imported, name_of, python_files

# Outside library → the only rooms that may import it.
DOORS = {
    "bittensor": ("core/chain/", "core/practice/"),
    "bittensor_core": ("core/chain/", "core/keys/", "core/practice/"),
    "websockets": ("core/chain/", "core/practice/"),
    "keyring": ("core/keys/", "core/storage/"),
    "sqlite3": ("core/storage/", "core/practice/"),
    "aiohttp": ("core/practice/",),
    "PySide6": ("gui/",),
    "qasync": ("gui/",),
    "pyqtgraph": ("gui/charts/",),
}

# Imports nothing that the first paint does not need.
HEAVY = ("bittensor", "bittensor_core", "numpy", "pyqtgraph", "keyring", "aiohttp", "Crypto")


def _top_level(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


@pytest.mark.parametrize("library", DOORS)
def test_an_outside_library_comes_in_by_its_door_only(library):
    strays = [
        name_of(path)
        for path in python_files("core", "gui")
        if library in _top_level(path) and not name_of(path).startswith(DOORS[library])
    ]
    assert strays == []


def test_no_two_modules_of_the_window_name_each_other():
    """A type's name alone is a tie too. A package's face may know its parts, and they it."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in _gui()}
    named = {name: imported(path) & names.keys() for name, path in names.items()}
    pairs = [(a, b) for a in named for b in named[a] if a < b and a in named[b]]
    assert pairs == []


def _gui() -> list[Path]:
    return [path for path in python_files("gui") if path.name != "__init__.py"]


def test_every_contract_between_rooms_is_kept():
    tool = Path(sys.executable).parent / "lint-imports"
    answer = subprocess.run(
        [tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("module", ["gui.__main__", "gui.app", "gui.main_window"])
def test_the_first_paint_imports_nothing_heavy(module):
    program = f"import sys, {module}; print(*sorted(set({HEAVY!r}) & sys.modules.keys()))"
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == []


def test_reading_the_command_line_does_not_need_qt():
    program = "import sys, gui.__main__; print('PySide6' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.stdout.strip() == "False"
