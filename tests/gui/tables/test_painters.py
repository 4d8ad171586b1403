"""Cells as they are painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gui.tables.column import Cell, Column, Kind
from gui.tables.ink import Ink
from gui.tables.painters import PAINTERS

WIDTH, HEIGHT = 220, 32


@pytest.fixture
def painted(theme):
    def paint(kind: Kind, cell: Cell, width: int = WIDTH, **fields) -> QImage:
        image = QImage(width, HEIGHT, QImage.Format.Format_ARGB32)
        image.fill(theme.color("surface"))
        painter = QPainter(image)
        column = Column("k", "K", width, lambda _: cell, lambda _: 0, lambda _: "", kind, **fields)
        PAINTERS[kind](painter, QRectF(0, 0, width, HEIGHT), cell, column, Ink(theme))
        painter.end()
        return image

    return paint


def inked(image: QImage, left: int, right: int) -> bool:
    """Whether anything is painted between two columns of pixels."""
    ground = image.pixel(image.width() - 1, 0)
    return any(image.pixel(x, y) != ground for x in range(left, right) for y in range(HEIGHT))


def test_a_subnets_number_follows_its_name(painted):
    plain = painted(Kind.SUBNET, Cell("Lumen", mark="ξ"))
    numbered = painted(Kind.SUBNET, Cell("Lumen", mark="ξ", tail="14"))
    assert plain != numbered
    assert not inked(plain, 80, WIDTH)
    assert inked(numbered, 70, 110)


def test_a_name_too_long_gives_way_to_the_number(painted):
    cut = painted(Kind.SUBNET, Cell("W" * 80, mark="ξ", tail="14"))
    other = painted(Kind.SUBNET, Cell("W" * 80, mark="ξ", tail="15"))
    assert cut != other
    assert inked(cut, WIDTH - 16, WIDTH)


def test_a_bar_without_a_number_takes_its_whole_width(painted):
    image = painted(Kind.BAR, Cell("", share=1.0), width=52, bar_width=52)
    assert inked(image, 50, 51)
