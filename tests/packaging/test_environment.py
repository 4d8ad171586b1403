"""How the virtual environment is made, and when it need not be."""

from __future__ import annotations

from pathlib import Path

import environment
import pytest
from interpreters import Interpreter

PYTHON = Interpreter("/usr/bin/python3.11", (3, 11), True)


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A folder that looks like a set-up clone."""
    venv = tmp_path / ".venv"
    for name in ("python", "taonaut"):
        path = environment.script(venv, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "uv.lock").write_text("lock 1")
    (tmp_path / "pyproject.toml").write_text("project 1")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "STAMP", venv / "stamp.json")
    environment.write_stamp(environment.stamp_of())
    return tmp_path


def test_a_stamped_environment_is_current(clone):
    assert environment.is_current()


@pytest.mark.parametrize("name", ["uv.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_makes_it_stale(clone, name):
    (clone / name).write_text("changed")
    assert not environment.is_current()


def test_a_clone_that_was_moved_is_stale(clone, monkeypatch):
    moved = clone.parent / "elsewhere"
    clone.rename(moved)
    monkeypatch.setattr(environment, "ROOT", moved)
    monkeypatch.setattr(environment, "VENV", moved / ".venv")
    monkeypatch.setattr(environment, "STAMP", moved / ".venv" / "stamp.json")
    assert not environment.is_current()


@pytest.mark.parametrize("name", ["python", "taonaut"])
def test_a_lost_program_makes_it_stale(clone, name):
    environment.script(clone / ".venv", name).unlink()
    assert not environment.is_current()


def test_a_dangling_python_makes_it_stale(clone):
    python = environment.script(clone / ".venv", "python")
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert not environment.is_current()


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"made_from": 3}'])
def test_a_damaged_stamp_is_stale(clone, text):
    environment.STAMP.write_text(text)
    assert not environment.is_current()


def test_an_interrupted_setup_is_stale(clone):
    environment.STAMP.unlink()
    assert not environment.is_current()


def test_the_lock_is_taken_as_it_is_for_the_chosen_python():
    command = environment.sync_command("uv", PYTHON)
    assert command[:3] == ["uv", "sync", "--frozen"]
    assert command[command.index("--python") + 1] == PYTHON.path


def test_children_get_no_python_settings_and_no_downloads():
    environ = {"PYTHONPATH": "/x", "VIRTUAL_ENV": "/y", "HOME": "/home/me"}
    child = environment.child_environment(environ)
    assert not {"PYTHONPATH", "VIRTUAL_ENV"} & child.keys()
    assert child["HOME"] == "/home/me"
    assert child["UV_PYTHON_DOWNLOADS"] == "never"


def test_the_users_own_certificates_stay(monkeypatch, tmp_path):
    bundle = tmp_path / "ca.crt"
    bundle.touch()
    monkeypatch.setattr(environment, "_SYSTEM_CERTIFICATES", str(bundle))
    assert environment.child_environment({})["NODE_EXTRA_CA_CERTS"] == str(bundle)
    kept = environment.child_environment({"NODE_EXTRA_CA_CERTS": "/own", "UV_SYSTEM_CERTS": "0"})
    assert (kept["NODE_EXTRA_CA_CERTS"], kept["UV_SYSTEM_CERTS"]) == ("/own", "0")


@pytest.mark.parametrize(
    ("output", "version"),
    [("uv 0.13.9 (x86_64)", (0, 13, 9)), ("uv 1.2.3", (1, 2, 3)), ("pyenv: uv", None), ("", None)],
)
def test_uvs_version_is_read(output, version):
    assert environment.parse_uv_version(output) == version


@pytest.mark.parametrize("body", ["echo 'uv 0.4.0'", "exit 1", "echo nonsense"])
def test_an_old_or_broken_uv_is_not_used(tmp_path, body):
    path = tmp_path / "uv"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    assert environment.usable_uv(str(path)) is None


def test_a_new_uv_is_used(tmp_path):
    path = tmp_path / "uv"
    path.write_text("#!/bin/sh\necho 'uv 7.0.0'\n")
    path.chmod(0o755)
    assert environment.usable_uv(str(path)) == str(path)


def test_no_uv_at_all_is_no_error():
    assert environment.usable_uv(None) is None
    assert environment.usable_uv("/nowhere/uv") is None


def test_uv_itself_is_pinned_by_hash():
    text = (Path(__file__).parents[2] / "packaging" / "uv.txt").read_text()
    assert text.startswith("uv==")
    assert "--hash=sha256:" in text
