"""Habits that a linter does not know: tasks have owners, foreign text has one label."""

from __future__ import annotations

import ast
import re

import pytest

from tests.source_tree import ROOT, imported, name_of, python_files, source, tree

# The owners of tasks: each cancels what it started.
TASK_OWNERS = {"gui/tasks.py", "core/background.py"}

LABEL_ROOM = "gui/widgets/"
RICH_BY_DEFAULT = ("QMessageBox", "QTextBrowser", "QErrorMessage", "QWhatsThis")

SECRET = re.compile(r"passw|mnemonic|private_key|secret|keyfile_data", re.IGNORECASE)
SAYING = {"debug", "info", "warning", "error", "exception", "critical", "print", "write"}


def _calls(path, *names):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                yield node


def _in_a_group(node: ast.Call) -> bool:
    """Whether a task is started in a TaskGroup, which waits for it and cancels it."""
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id.endswith("group")


def _places(path, nodes):
    return [f"{name_of(path)}:{node.lineno}" for node in nodes]


@pytest.mark.parametrize("path", python_files("core", "gui"), ids=name_of)
def test_every_task_has_an_owner(path):
    if name_of(path) in TASK_OWNERS:
        return
    bare = [n for n in _calls(path, "create_task", "ensure_future") if not _in_a_group(n)]
    assert _places(path, bare) == []


@pytest.mark.parametrize("path", python_files("gui"), ids=name_of)
def test_labels_are_made_in_one_room(path):
    names = {name.rpartition(".")[2] for name in imported(path)}
    assert not names & set(RICH_BY_DEFAULT)
    assert "QLabel" not in names or name_of(path).startswith(LABEL_ROOM)


def _is_own_text(node: ast.expr) -> bool:
    """Constant text, or text that went through ``gui.formats.tooltip``."""
    match node:
        case ast.Constant():
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return _is_own_text(body) and _is_own_text(orelse)
        case ast.Call(func=ast.Name(id="tooltip")):
            return True
        case _:
            return False


@pytest.mark.parametrize("path", python_files("gui"), ids=name_of)
def test_tooltips_are_our_own_words_or_escaped(path):
    if name_of(path).startswith(LABEL_ROOM):
        return
    raw = [
        node
        for node in _calls(path, "setToolTip", "setStatusTip", "setWhatsThis")
        if not all(_is_own_text(argument) for argument in node.args)
    ]
    assert _places(path, raw) == []


@pytest.mark.parametrize("path", python_files("core", "gui"), ids=name_of)
def test_nothing_secret_is_said(path):
    told = [
        node
        for node in _calls(path, *SAYING)
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]
        for part in ast.walk(argument)
        if (isinstance(part, ast.Name) and SECRET.search(part.id))
        or (isinstance(part, ast.Attribute) and SECRET.search(part.attr))
    ]
    assert _places(path, told) == []


@pytest.mark.parametrize("path", python_files("core", "gui", "packaging"), ids=name_of)
def test_nothing_is_left_unfinished(path):
    unfinished = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|NotImplemented" + "Error")
    assert not unfinished.search(source(path))


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_no_machine_is_named(path):
    """Absolute paths of somebody's machine do not belong into the project."""
    machine = re.compile(r"[\"'\s(](/(?:root|work|Users|mnt)/|/home/(?!me\b)|/tmp/w/)")
    assert not machine.search(source(path))


def test_no_package_where_a_library_would_be_shadowed():
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert list((ROOT / "tests").rglob("__init__.py")) == []
