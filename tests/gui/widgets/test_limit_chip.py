import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from core.domain.money import TaoRao
from gui.widgets.limit_chip import LimitChip

HALF = TaoRao(500_000_000)


@pytest.fixture
def chip(qtbot, theme):
    made = LimitChip(theme, "Burn", (TaoRao(10_000_000), HALF), HALF)
    qtbot.addWidget(made)
    made.show()
    made.told = []
    made.changed.connect(lambda: made.told.append((made.isChecked(), made.limit)))
    return made


def test_its_words_switch_it(chip, qtbot):
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, 10))
    assert chip.told == [(True, HALF)]


def test_its_chevron_offers_amounts_and_switches_nothing(chip, qtbot):
    place = QPoint(chip.width() - 10, 10)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=place)
    menu = QApplication.activePopupWidget()
    assert [a.text() for a in menu.actions()[:2]] == ["≤ 0.01 τ", "≤ 0.5 τ"]
    assert chip.told == []
    menu.close()


def test_the_down_key_opens_the_same(chip, qtbot):
    qtbot.keyClick(chip, Qt.Key.Key_Down)
    assert QApplication.activePopupWidget() is not None
    QApplication.activePopupWidget().close()


def test_choosing_an_amount_switches_it_on_once(chip):
    chip.choose(TaoRao(10_000_000))
    chip.choose(TaoRao(7))
    assert chip.told == [(True, 10_000_000), (True, 7)]
    assert chip.text() == "Burn ≤ 0.000000007 τ"


def test_both_states_look_different(chip):
    before = chip.grab().toImage()
    chip.setChecked(True)
    assert chip.grab().toImage() != before
