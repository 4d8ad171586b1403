"""A typed password leaves the window's memory with the field. Types it in a process of its own."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

# Gets the password reversed, so that its own copies are not what it finds. Qt keeps text in
# UTF-16, Python in one byte a character where that is enough.
SCRIPT = """
import gc, json, sys
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from gui.theme.theme import Theme
from gui.widgets.password_field import PasswordField
from tests.fakes.own_memory import Canary, search

backwards = sys.stdin.read()
narrow = bytearray(reversed(backwards.encode()))
wide = bytearray(2 * len(narrow))
wide[::2] = narrow
canaries = [Canary.of("narrow", narrow), Canary.of("wide", wide)]
narrow[:], wide[:] = bytes(len(narrow)), bytes(len(wide))

app = QApplication([])
field = PasswordField(Theme(app), "Password")
for character in reversed(backwards):
    QTest.keyClick(field, character)
typed = search(*canaries)
taken = field.take()
assert len(taken) == len(backwards)
held = search(*canaries)
taken.wipe()
gc.collect()
json.dump([typed, held, search(*canaries)], sys.stdout)
"""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads its own memory")
@pytest.mark.parametrize("size", [6, 12, 40])
def test_a_password_is_gone_once_it_is_taken_and_wiped(size):
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=secrets.token_hex(size),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"},
        text=True,
        timeout=60,
    )
    typed, taken, wiped = json.loads(ended.stdout)
    assert typed["wide"] > 0  # the search does find what is there
    assert taken == {"narrow": 1, "wide": 0}
    assert wiped == {"narrow": 0, "wide": 0}
