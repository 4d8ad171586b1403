"""Habits that a linter does not know: tasks have owners, foreign text has one label."""

from __future__ import annotations

import ast
import re

from tests.source_tree import ROOT, imported, name_of, python_files, source, tree

# The owners of tasks: each cancels what it started.
TASK_OWNERS = {"gui/tasks.py", "core/background.py"}

LABEL_ROOM = "gui/widgets/"
RICH_BY_DEFAULT = {"QMessageBox", "QTextBrowser", "QErrorMessage", "QWhatsThis"}

SECRET = re.compile(r"passw|mnemonic|private_key|secret|keyfile_data", re.IGNORECASE)
SAYING = {"debug", "info", "warning", "error", "exception", "critical", "print", "write"}


def _calls(node, *names):
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            called = part.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                yield part


def _in_a_group(node: ast.Call) -> bool:
    """Whether a task is started in a TaskGroup, which waits for it and cancels it."""
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id.endswith("group")


def _ends_what_it_starts(function: ast.AsyncFunctionDef) -> bool:
    return any(isinstance(part, ast.Try) and part.finalbody for part in ast.walk(function))


def _places(path, nodes):
    return [f"{name_of(path)}:{node.lineno}" for node in nodes]


def _loose_tasks(path):
    owned = {
        task
        for function in ast.walk(tree(path))
        if isinstance(function, ast.AsyncFunctionDef) and _ends_what_it_starts(function)
        for task in _calls(function, "create_task", "ensure_future")
    }
    tasks = _calls(tree(path), "create_task", "ensure_future")
    return [task for task in tasks if task not in owned and not _in_a_group(task)]


def test_every_task_has_an_owner():
    """A task scope, a task group, or a function whose ``finally`` ends what it started."""
    loose = [
        place
        for path in python_files("core", "gui")
        if name_of(path) not in TASK_OWNERS
        for place in _places(path, _loose_tasks(path))
    ]
    assert loose == []


def test_the_sdk_builds_signs_and_sends_nothing_by_itself():
    """Its ``execute`` builds a call anew after it was shown; its wallets keep keys in here."""
    by_itself = ("execute", "submit_call", "submit_shielded", "sign_and_submit", "Wallet")
    used = [
        place
        for path in python_files("core/chain")
        for place in _places(path, _calls(tree(path), *by_itself))
    ]
    assert used == []
    sent = [
        name_of(path)
        for path in python_files("core", "gui")
        if "author_submit" in source(path) and not name_of(path).startswith("core/practice/")
    ]
    assert sent == ["core/chain/writes.py"]


def test_widgets_that_guess_at_html_are_not_used():
    used = {
        name_of(path): names & RICH_BY_DEFAULT
        for path in python_files("gui")
        if (names := {name.rpartition(".")[2] for name in imported(path)}) & RICH_BY_DEFAULT
    }
    assert used == {}


def _plain_labels(path) -> bool:
    """Every bare QLabel of a module starts empty and is told to show plain text."""
    labels = list(_calls(tree(path), "QLabel"))
    formats = [ast.unparse(call.args[0]) for call in _calls(tree(path), "setTextFormat")]
    plain = formats.count("Qt.TextFormat.PlainText")
    return len(labels) <= plain and not any(label.args for label in labels)


def test_labels_show_plain_text_only():
    guessing = [
        name_of(path)
        for path in python_files("gui")
        if not name_of(path).startswith(LABEL_ROOM) and not _plain_labels(path)
    ]
    assert guessing == []


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


def test_tooltips_are_our_own_words_or_escaped():
    raw = [
        place
        for path in python_files("gui")
        if not name_of(path).startswith(LABEL_ROOM)
        for place in _places(
            path,
            [
                node
                for node in _calls(tree(path), "setToolTip", "setStatusTip", "setWhatsThis")
                if not all(_is_own_text(argument) for argument in node.args)
            ],
        )
    ]
    assert raw == []


def _names_a_secret(node: ast.AST) -> bool:
    return bool(
        (isinstance(node, ast.Name) and SECRET.search(node.id))
        or (isinstance(node, ast.Attribute) and SECRET.search(node.attr))
    )


def _says_a_secret(call: ast.Call) -> bool:
    told = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(_names_a_secret(part) for argument in told for part in ast.walk(argument))


def test_nothing_secret_is_said():
    """Neither to a log nor to the terminal."""
    told = [
        place
        for path in python_files("core", "gui")
        for place in _places(path, filter(_says_a_secret, _calls(tree(path), *SAYING)))
    ]
    assert told == []


def test_nothing_is_left_unfinished():
    unfinished = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    found = [
        name_of(path)
        for path in python_files("core", "gui", "packaging")
        if unfinished.search(source(path))
    ]
    assert found == []


def test_no_machine_is_named():
    """Absolute paths of somebody's machine do not belong into the project."""
    machine = re.compile(r"[\"'\s(](?:/(?:root|Users|mnt)/|/home/(?!me\b))")
    found = [name_of(path) for path in python_files() if machine.search(source(path))]
    assert found == []


def test_no_package_where_a_library_would_be_shadowed():
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert list((ROOT / "tests").rglob("__init__.py")) == []
