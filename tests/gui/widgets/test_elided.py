"""Words give way instead of pushing what stands beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gui.widgets.elided import ElidedLabel


def test_long_words_are_cut_and_told_in_full_by_the_tooltip(qtbot, theme):
    label = ElidedLabel("Whoever can read the file has the key. <b>A password</b> protects it.")
    qtbot.addWidget(label)
    label.resize(600, 20)
    whole = label.grab().toImage()
    assert label.toolTip() == ""
    label.resize(100, 20)
    assert label.grab().toImage() != whole.copy(0, 0, 100, 20)
    assert "&lt;b&gt;A password" in label.toolTip()


def test_it_asks_for_no_room(qtbot, theme):
    label = ElidedLabel("x" * 500)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() == 0


def test_a_path_is_cut_in_its_middle(qtbot, theme):
    def picture(path: str):
        label = ElidedLabel(path, cut=Qt.TextElideMode.ElideMiddle)
        qtbot.addWidget(label)
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        label.resize(120, 20)
        return label.grab().toImage().copy(80, 0, 40, 20)

    assert picture("~/" + "x" * 60 + "/my-cold") == picture("~/my-cold")
