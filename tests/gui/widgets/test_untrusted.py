"""Text from the chain is shown as text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.widgets.chips import Chip
from gui.widgets.untrusted import UntrustedLabel
from tests.builders import HOSTILE_TEXTS


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_name_is_plain_and_cannot_widen_the_page(theme, qtbot, text):
    label = UntrustedLabel(text)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    label.grab()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.minimumSizeHint().width() < 120
    assert "\u202e" not in label.text()
    assert "<" not in label.toolTip().removeprefix("<span>").removesuffix("</span>")


def test_what_does_not_fit_is_told_in_the_tooltip(theme, qtbot):
    label = UntrustedLabel("Cooperative Weather Forecasting")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == "<span>Cooperative Weather Forecasting</span>"
    label.resize(600, 20)
    assert label.toolTip() == ""


def test_setting_the_text_cleans_it_as_well(theme, qtbot):
    label = UntrustedLabel()
    qtbot.addWidget(label)
    label.setText("a\x00b\nc")
    assert label.text() == "ab c"
    assert label.accessibleName() == "ab c"


def test_a_chip_elides_inside_and_keeps_its_name(theme, qtbot):
    chip = Chip("validator-operations-cold-storage-and-more", "accent")
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() <= 200
    assert chip.text().endswith("…")
    assert chip.accessibleName() == "validator-operations-cold-storage-and-more"
