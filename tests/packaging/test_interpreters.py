"""Which Python the bootstrap takes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import interpreters
import pytest


def _executable(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + body + "\n")
    path.chmod(0o755)
    return path


def test_the_running_python_is_looked_at_first_and_once(tmp_path):
    found = _executable(tmp_path / "bin" / "python3.12", "exit 0")
    environ = {"PATH": str(found.parent)}
    assert interpreters.candidates("/usr/bin/python3", environ, tmp_path) == [
        "/usr/bin/python3",
        str(found),
    ]
    assert interpreters.candidates(str(found), environ, tmp_path) == [str(found)]


def test_versions_behind_pyenvs_shims_are_candidates(tmp_path):
    for version in ("3.10.4", "3.12.1", "3.13.0"):
        (tmp_path / ".pyenv" / "versions" / version).mkdir(parents=True)
    found = interpreters.candidates("running", {"PATH": ""}, tmp_path)
    assert [Path(path).parent.parent.name for path in found[1:]] == ["3.12.1", "3.13.0"]


def test_pyenv_may_live_elsewhere(tmp_path):
    (tmp_path / "versions" / "3.11.7").mkdir(parents=True)
    environ = {"PATH": "", "PYENV_ROOT": str(tmp_path)}
    found = interpreters.candidates("running", environ, Path("/nowhere"))
    assert found == ["running", str(tmp_path / "versions" / "3.11.7" / "bin" / "python")]


def test_a_probe_tells_version_venv_and_the_real_path():
    found = interpreters.parse_probe("3 12 True False /opt/py thon/bin/python\n")
    assert found == interpreters.Interpreter("/opt/py thon/bin/python", (3, 12), False)


@pytest.mark.parametrize(
    "output", ["", "pyenv: version not installed", "3 12 False True /x", "a b True True /x"]
)
def test_anything_else_is_no_interpreter(output):
    assert interpreters.parse_probe(output) is None


def test_a_real_python_answers_the_probe():
    found = interpreters.probe(sys.executable)
    assert found is not None
    assert found.version == sys.version_info[:2]
    assert Path(found.path).exists()


@pytest.mark.skipif(os.name == "nt", reason="makes shell scripts")
def test_a_broken_shim_is_passed_over(tmp_path, monkeypatch):
    shims = tmp_path / "shims"
    _executable(shims / "python3.11", "exit 127")
    _executable(shims / "python3.12", 'echo "3 12 True True /real/python"')
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    monkeypatch.setenv("PATH", str(shims))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert interpreters.find() == interpreters.Interpreter("/real/python", (3, 12), True)


@pytest.mark.skipif(os.name == "nt", reason="makes shell scripts")
def test_a_python_outside_the_range_is_refused(tmp_path):
    old = _executable(tmp_path / "python", 'echo "3 10 True True /old"')
    assert interpreters.find(str(old)) is None


def test_the_advice_names_what_fits():
    assert "3.11, 3.12, 3.13" in interpreters.advice()
