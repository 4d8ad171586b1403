"""Names with a word on each."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from gui.widgets.tagged_names import TaggedName, TaggedNames
from tests.fakes.wallets import ADDRESS


def shown(names: TaggedNames) -> list[str]:
    return [label.text() for label in names.findChildren(QLabel) if not label.isHidden()]


def test_each_name_stands_with_its_tag(theme, qtbot):
    names = TaggedNames()
    qtbot.addWidget(names)
    names.show_names(
        [TaggedName("miner-1", "free", "muted"), TaggedName("m2", "taken", "negative")]
    )
    assert shown(names) == ["miner-1", "free", "m2", "taken"]


def test_other_names_replace_them(theme, qtbot):
    names = TaggedNames()
    qtbot.addWidget(names)
    names.show_names([TaggedName("miner-1", "free", "muted")])
    names.show_names([TaggedName("miner-2", "free", "muted")])
    assert shown(names) == ["miner-2", "free"]


def test_an_address_is_shortened(theme, qtbot):
    names = TaggedNames()
    qtbot.addWidget(names)
    names.show_names([TaggedName("miner-1", ADDRESS, "muted")])
    assert shown(names) == ["miner-1", "5Grw…utQY"]
