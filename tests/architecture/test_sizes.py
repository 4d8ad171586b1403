"""Nothing grows past what can be read in one sitting."""

from __future__ import annotations

import ast

from tests.source_tree import name_of, python_files, source, tree

LONGEST_FILE = 400
LONGEST_CLASS = 200
LONGEST_FUNCTION = 40


def _spans(path, kinds):
    for node in ast.walk(tree(path)):
        if isinstance(node, kinds):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def _over(limit, kinds, rooms):
    return [
        f"{name_of(path)}: {name} has {lines} lines"
        for path in python_files(*rooms)
        for name, lines in _spans(path, kinds)
        if lines > limit
    ]


def test_no_file_is_longer_than_400_lines():
    lengths = {name_of(path): source(path).count("\n") for path in python_files()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_class_is_longer_than_200_lines():
    assert _over(LONGEST_CLASS, ast.ClassDef, ()) == []


def test_no_function_is_longer_than_40_lines():
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    assert _over(LONGEST_FUNCTION, kinds, ("core", "gui", "packaging")) == []


def test_every_module_says_what_it_owns():
    silent = [
        name_of(path)
        for path in python_files("core", "gui", "packaging")
        if tree(path).body and not ast.get_docstring(tree(path))
    ]
    assert silent == []
