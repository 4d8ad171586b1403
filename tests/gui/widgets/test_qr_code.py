"""A QR code is what a reader can read: whole modules, and white around them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from core.domain.settings import Appearance
from gui.widgets.qr_code import QUIET, QrCode, qr_matrix
from tests.fakes.qr import read_qr
from tests.fakes.signers import address
from tests.fakes.wallets import ADDRESS

FINDER = [
    "#######",
    "#.....#",
    "#.###.#",
    "#.###.#",
    "#.###.#",
    "#.....#",
    "#######",
]


@pytest.fixture
def code(qtbot, theme):
    made = QrCode("Address")
    qtbot.addWidget(made)
    made.show_text(ADDRESS)
    made.resize(made.sizeHint())
    return made


def _modules(image: QImage, module: int) -> list[list[bool]]:
    """The dark modules of a picture, each looked at in all its pixels."""
    read = []
    for row in range(image.height() // module):
        line = []
        for column in range(image.width() // module):
            seen = {
                image.pixelColor(column * module + x, row * module + y).lightness()
                for x in range(module)
                for y in range(module)
            }
            assert seen <= {0} or seen <= {255}, "a module of more than one colour"
            line.append(seen == {0})
        read.append(line)
    return read


def _expected(text: str) -> list[list[bool]]:
    matrix = qr_matrix(text)
    side = len(matrix) + 2 * QUIET
    inner = [[False] * QUIET + list(row) + [False] * QUIET for row in matrix]
    quiet = [[False] * side for _ in range(QUIET)]
    return quiet + inner + quiet


def test_an_address_makes_a_code_with_its_three_marks():
    rows = ["".join("#" if dark else "." for dark in row) for row in qr_matrix(ADDRESS)]
    assert [row[:7] for row in rows[:7]] == FINDER
    assert [row[-7:] for row in rows[:7]] == FINDER
    assert [row[:7] for row in rows[-7:]] == FINDER


@pytest.mark.parametrize("uri", ["//Alice", "//Bob", "//1", "//2", "//3", "//4", "//5", "//6"])
def test_what_a_reader_reads_is_the_address(uri):
    assert read_qr(qr_matrix(address(uri))) == address(uri)


def test_the_saved_picture_holds_every_module_and_the_quiet_zone(code):
    image = QImage.fromData(code.png())
    assert _modules(image, 16) == _expected(ADDRESS)


@pytest.mark.parametrize("appearance", [Appearance.DARK, Appearance.LIGHT])
def test_it_is_black_on_white_in_both_themes(code, theme, appearance):
    theme.apply(appearance)
    image = code.grab().toImage()
    # The outermost module has the tile's round corners.
    inner = image.copy(4, 4, image.width() - 8, image.height() - 8)
    cropped = [row[1:-1] for row in _expected(ADDRESS)[1:-1]]
    assert _modules(inner, 4) == cropped


def test_another_text_shows_another_code(code):
    before = code.grab().toImage()
    code.show_text("5EPj")
    assert code.grab().toImage() != before
    assert code.sizeHint().width() < before.width()


def test_without_a_text_the_tile_is_white(code):
    code.show_text("")
    code.resize(code.sizeHint())
    image = code.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2) == QColor("white")


def test_it_says_what_it_is_a_code_of(code):
    assert code.accessibleName() == "Address as a QR code"
