"""A text as a QR code, on screen and as a picture."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import tokens

QUIET: Final = 4  # modules of white around the code, which readers need (ISO/IEC 18004)
_MODULE: Final = 4  # pixels on screen
_SAVED_MODULE: Final = 16

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=32)
def qr_matrix(text: str) -> Matrix:
    """The dark modules, row by row, without the quiet zone. 15 % of it may be damaged."""
    from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; only where a code is shown
    from qrcode.main import QRCode  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


class QrCode(QWidget):
    """Black on a white tile in both themes: readers cannot see a code in light on dark.

    Modules are whole pixels of the screen, whatever its ratio. ``what`` says
    what the code holds to those who cannot see it.
    """

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._text = ""
        self._matrix: Matrix = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{what} as a QR code")

    @property
    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        """Show another text; an empty one leaves the tile white."""
        if text != self._text:
            self._text = text
            self._matrix = qr_matrix(text) if text else ()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        side = (len(self._matrix) + 2 * QUIET) * _MODULE
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def png(self) -> bytes:
        """The code as a picture to print or send, with 16 pixels a module."""
        side = (len(self._matrix) + 2 * QUIET) * _SAVED_MODULE
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        _fill_modules(painter, self._matrix, QUIET * _SAVED_MODULE, _SAVED_MODULE)
        painter.end()
        return _encoded(image)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(self.rect(), tokens.RADIUS, tokens.RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        ratio = self.devicePixelRatioF()
        side = int(min(self.width(), self.height()) * ratio)
        module = max(1, side // (len(self._matrix) + 2 * QUIET))
        painter.scale(1 / ratio, 1 / ratio)
        _fill_modules(painter, self._matrix, (side - len(self._matrix) * module) // 2, module)
        painter.end()


def _fill_modules(painter: QPainter, matrix: Matrix, start: int, module: int) -> None:
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            if dark:
                place = QRect(start + column * module, start + row * module, module, module)
                painter.fillRect(place, Qt.GlobalColor.black)


def _encoded(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    buffer.close()
    return bytes(held.data())
