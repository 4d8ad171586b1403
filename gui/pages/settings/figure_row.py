"""A setting that is a figure: read when the field is left, refused in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from core.domain.money import parse_tao, tao_text
from core.errors import AppError, ErrorKind
from gui.formats import tao
from gui.theme.theme import Theme
from gui.widgets.card import SettingRow
from gui.widgets.styling import set_tone
from gui.widgets.unit_field import UnitField


class FigureRow(SettingRow):
    """``changed`` gives a figure that was understood and is another one than before.

    ``read`` raises AppError(BAD_INPUT) for what is none.
    """

    changed = Signal(object)  # int: rao may be beyond what Qt's own int holds

    def __init__(
        self,
        field: UnitField,
        title: str,
        note: str,
        read: Callable[[str], int],
        write: Callable[[int], str],
        wrong: str,
    ) -> None:
        super().__init__(title, note, field)
        self.field = field
        self._read, self._write = read, write
        self._note, self._wrong = note, wrong
        self._value = 0
        field.editingFinished.connect(self._on_finished)
        field.textEdited.connect(lambda: self._say(self._note, "muted"))

    def show_value(self, value: int) -> None:
        self._value = value
        self.field.setText(self._write(value))
        self.field.mark(invalid=False)
        self._say(self._note, "muted")

    def explain(self, note: str) -> None:
        """Other words below the title."""
        self._note = note
        if self.field.property("invalid") != "true":
            self._say(note, "muted")

    def _on_finished(self) -> None:
        try:
            value = self._read(self.field.text().strip())
        except AppError:
            self.field.mark(invalid=True)
            self._say(self._wrong, "negative")
            return
        changed = value != self._value
        self.show_value(value)
        if changed:
            self.changed.emit(value)

    def _say(self, words: str, tone: str) -> None:
        self.note.setText(words)
        set_tone(self.note, tone)
        self.field.setAccessibleDescription(words)


def amount_row(
    theme: Theme, title: str, note: str, bounds: tuple[int, int], *, may_be_none: bool = False
) -> FigureRow:
    """An amount of TAO in rao. With ``may_be_none`` an empty field is no limit, which is 0."""
    least, most = bounds

    def read(text: str) -> int:
        if may_be_none and not text:
            return 0
        return _within(parse_tao(text), least, most)

    def write(rao: int) -> str:
        return "" if may_be_none and rao == 0 else _trimmed(rao)

    field = UnitField(theme, title, "τ")
    field.setPlaceholderText("no limit" if may_be_none else "")
    wrong = f"An amount of TAO up to {tao(most, 0)}, with a point before its decimals."
    return FigureRow(field, title, note, read, write, wrong)


def percent_row(theme: Theme, title: str, note: str, bounds: tuple[int, int]) -> FigureRow:
    """A whole number of per cent."""
    least, most = bounds

    def read(text: str) -> int:
        digits = text.removesuffix("%").strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(most))):
            raise _refused(text)
        return _within(int(digits), least, most)

    field = UnitField(theme, title, "%", 96)
    wrong = f"A whole number from {least} to {most}."
    return FigureRow(field, title, note, read, str, wrong)


def _within(value: int, least: int, most: int) -> int:
    if not least <= value <= most:
        raise _refused(str(value))
    return value


def _refused(text: str) -> AppError:
    return AppError(ErrorKind.BAD_INPUT, "out of bounds", {"text": text[:64]})


def _trimmed(rao: int) -> str:
    """With three decimals at the least, and all that are not zero."""
    whole, _, decimals = tao_text(rao).partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(3, '0')}"
