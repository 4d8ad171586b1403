"""The one script that sets up, runs and tests."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import bootstrap
import debian
import environment
import gates
import pytest
from interpreters import Interpreter

PACKAGING = Path(bootstrap.__file__).parent
PYTHON = Interpreter("/usr/bin/python3.11", (3, 11), True)
BARE = Interpreter("/usr/bin/python3.11", (3, 11), False)


@pytest.fixture
def system(monkeypatch):
    """A Debian that has everything, used by root; tests take things away."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(environment, "find_uv", lambda: None)
    monkeypatch.setattr(debian, "applies", lambda: True)
    monkeypatch.setattr(debian, "is_root", lambda: True)
    monkeypatch.setattr(debian, "installed", lambda: {*debian.REQUIRED, *debian.OPTIONAL})
    monkeypatch.setattr(debian, "install", _unexpected)
    return monkeypatch


def _unexpected(packages: list[str]) -> None:
    raise AssertionError(f"installed {packages}")


@pytest.mark.parametrize("path", sorted(PACKAGING.glob("*.py")), ids=lambda path: path.name)
def test_an_old_python_can_read_it(path):
    ast.parse(path.read_text(), feature_version=(3, 8))


def test_what_follows_the_dashes_is_passed_on():
    assert bootstrap.split(["run", "--", "tour", "--out", "x"]) == (["run"], ["tour", "--out", "x"])
    assert bootstrap.split(["setup"]) == (["setup"], [])
    assert bootstrap.split(["run", "--", "practice", "--", "x"])[1] == ["practice", "--", "x"]


def test_nothing_is_installed_where_nothing_is_missing(system):
    assert bootstrap.provide_libraries(PYTHON, for_tests=False) == PYTHON


def test_root_installs_what_is_missing_and_only_that(system):
    asked: list[str] = []
    system.setattr(debian, "installed", lambda: {*debian.REQUIRED, *debian.OPTIONAL} - {"libgl1"})
    system.setattr(debian, "install", asked.extend)
    bootstrap.provide_libraries(PYTHON, for_tests=False)
    assert asked == ["libgl1"]


def test_a_user_is_told_the_command_for_what_is_required(system):
    system.setattr(debian, "is_root", lambda: False)
    system.setattr(debian, "installed", lambda: set(debian.OPTIONAL))
    with pytest.raises(environment.SetupError, match=r"sudo apt-get install --yes .*libgl1"):
        bootstrap.provide_libraries(PYTHON, for_tests=False)


def test_a_user_may_go_on_without_what_is_optional(system, capsys):
    system.setattr(debian, "is_root", lambda: False)
    system.setattr(debian, "installed", lambda: set(debian.REQUIRED))
    assert bootstrap.provide_libraries(PYTHON, for_tests=False) == PYTHON
    assert "sudo apt-get install" in capsys.readouterr().out


def test_a_failed_installation_stops_only_for_what_is_required(system):
    def fail(packages: list[str]) -> None:
        raise debian.InstallError

    system.setattr(debian, "install", fail)
    system.setattr(debian, "installed", lambda: set(debian.REQUIRED))
    assert bootstrap.provide_libraries(PYTHON, for_tests=False) == PYTHON
    system.setattr(debian, "installed", lambda: set(debian.OPTIONAL))
    with pytest.raises(environment.SetupError):
        bootstrap.provide_libraries(PYTHON, for_tests=False)


def test_debians_split_off_venv_is_required_where_uv_is_missing(system):
    assert "python3.11-venv" in bootstrap.wanted_packages(BARE, for_tests=False)[0]
    assert "python3.11-venv" not in bootstrap.wanted_packages(PYTHON, for_tests=False)[0]
    system.setattr(environment, "find_uv", lambda: "/usr/bin/uv")
    assert "python3.11-venv" not in bootstrap.wanted_packages(BARE, for_tests=False)[0]


def test_node_is_installed_for_tests_in_ci_only(system):
    system.setattr(gates, "node_is_there", lambda: False)
    assert "nodejs" not in bootstrap.wanted_packages(PYTHON, for_tests=True)[0]
    system.setenv("CI", "1")
    assert "nodejs" in bootstrap.wanted_packages(PYTHON, for_tests=True)[0]
    assert "nodejs" not in bootstrap.wanted_packages(PYTHON, for_tests=False)[0]


def test_the_keyring_that_tests_start_is_required_for_them_in_ci_and_wished_for_elsewhere(system):
    required, optional = bootstrap.wanted_packages(PYTHON, for_tests=True)
    assert "gnome-keyring" in optional
    assert "gnome-keyring" not in required
    system.setenv("CI", "1")
    required, optional = bootstrap.wanted_packages(PYTHON, for_tests=True)
    assert {"dbus", "gnome-keyring"} <= set(required)
    assert "gnome-keyring" not in optional
    required, optional = bootstrap.wanted_packages(PYTHON, for_tests=False)
    assert "gnome-keyring" not in (*required, *optional)


def test_elsewhere_a_python_without_venv_is_named(system):
    system.setattr(debian, "applies", lambda: False)
    with pytest.raises(environment.SetupError, match="venv"):
        bootstrap.provide_libraries(BARE, for_tests=False)


def test_no_fit_python_ends_with_advice(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.interpreters, "find", lambda wanted: None)
    assert bootstrap.main(["setup"]) == 1
    assert "needs a 64-bit Python" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="exec replaces the process on POSIX only")
def test_a_second_run_starts_at_once(monkeypatch):
    class ReplacedError(Exception):
        pass

    started: list[list[str]] = []

    def execv(path: str, command: list[str]) -> None:
        started.append(command)
        raise ReplacedError

    monkeypatch.setattr(environment, "is_current", lambda: True)
    monkeypatch.setattr(bootstrap, "setup", lambda *_: pytest.fail("set up again"))
    monkeypatch.setattr(os, "execv", execv)
    with pytest.raises(ReplacedError):
        bootstrap.main(["run", "--", "--network", "test"])
    assert started == [[str(environment.script(environment.VENV, "taonaut")), "--network", "test"]]


def test_help_needs_nothing_but_python():
    answer = subprocess.run(
        [sys.executable, "-E", "-S", str(PACKAGING / "bootstrap.py"), "--help"],
        capture_output=True,
        text=True,
        check=False,
        env={},
    )
    assert answer.returncode == 0
    assert "setup,run,test" in answer.stdout
