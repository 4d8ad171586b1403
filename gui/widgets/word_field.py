"""A field for one recovery word: typed, completed, and never by way of the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.guarded import GuardedSight
from gui.widgets.hold_button import HIDDEN_WORD
from gui.widgets.styling import restyle
from gui.widgets.uncopied import deletes_uncopied, selecting_uncopied
from gui.widgets.word_list_popup import WordListPopup

Complete = Callable[[str], Sequence[str]]

_LONGEST: Final = 24
_ICON: Final = 16
_HINTS: Final = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
    | Qt.InputMethodHint.ImhPreferLowercase
)
_CLIPBOARD: Final = (
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
)


class WordMark(Enum):
    """What is shown at the field's end."""

    NONE = ""
    RIGHT = "check"
    WRONG = "x"


class WordField(QLineEdit):
    """Offers words by ``complete``; Enter, Tab or a click takes one.

    ``finished`` comes when a word was taken or the field is left. A veiling
    one shows dots then, unless the word is wrong; ``hold`` shows it meanwhile.
    """

    finished = Signal()

    def __init__(
        self, theme: Theme, name: str, complete: Complete, *, is_veiling: bool = False
    ) -> None:
        super().__init__()
        self._is_veiling = is_veiling
        self._is_held = False
        self._theme = theme
        self._complete = complete
        self._mark = WordMark.NONE
        self._popup: WordListPopup | None = None
        self.setFont(font(FontRole.MONO))
        self.setAccessibleName(name)
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(_HINTS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        GuardedSight(self)
        self.textEdited.connect(self._on_edited)
        theme.changed.connect(self.update)

    @property
    def mark(self) -> WordMark:
        return self._mark

    @property
    def is_veiled(self) -> bool:
        seen = self._is_held or self.hasFocus() or self._mark is WordMark.WRONG
        return self._is_veiling and bool(self.text()) and not seen

    def hold(self, *, held: bool) -> None:
        """Show the word while a button is held."""
        self._is_held = held
        self.update()

    def show_mark(self, mark: WordMark) -> None:
        self._mark = mark
        self.setTextMargins(0, 0, 0 if mark is WordMark.NONE else _ICON + 8, 0)
        restyle(self, "invalid", "true" if mark is WordMark.WRONG else "false")
        self.update()

    def wipe(self) -> None:
        """Empty it, with nothing left for undoing."""
        self.setText("")
        self.show_mark(WordMark.NONE)
        self.hide_words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(event.matches(key) for key in _CLIPBOARD):
            event.accept()
        elif deletes_uncopied(self, event):
            self.hide_words()
        elif not self._steer(event.key()):
            super().keyPressEvent(event)

    def _steer(self, key: int) -> bool:
        """Keys that the list of words takes while it is open."""
        popup = self._popup
        if popup is None or not popup.isVisible():
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            popup.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(popup.current)
            self.focusNextPrevChild(True)
        elif key == Qt.Key.Key_Escape:
            popup.hide()
        else:
            return False
        return True

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab takes the marked word before it goes on, if the letters leave no other."""
        if next and self._popup is not None and self._popup.isVisible():
            words = self._complete(self.text())
            if len(words) == 1:
                self._take(words[0])
        return super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide_words()
        if self.text():
            self.finished.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button would paste what is selected elsewhere."""
        if event.button() != Qt.MouseButton.MiddleButton:
            with selecting_uncopied(self):
                super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        with selecting_uncopied(self):
            super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_veiled:
            self._paint_veil()
        else:
            super().paintEvent(event)
        if self._mark is not WordMark.NONE:
            tone = "positive" if self._mark is WordMark.RIGHT else "negative"
            pixmap = self._theme.pixmap(self._mark.value, tone, _ICON)
            place = QRect(self.width() - _ICON - 10, (self.height() - _ICON) // 2, _ICON, _ICON)
            painter = QPainter(self)
            painter.drawPixmap(place, pixmap)
            painter.end()

    def _paint_veil(self) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        style = self.style()
        painter = QPainter(self)
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        place = style.subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        painter.setFont(self.font())
        painter.setPen(self._theme.color("muted" if self.isEnabled() else "disabled"))
        painter.drawText(place.adjusted(2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, HIDDEN_WORD)
        painter.end()

    def _on_edited(self, text: str) -> None:
        self.show_mark(WordMark.NONE)
        words = self._complete(text)
        whole = len(words) == 1 and words[0] == text
        if self._popup is None:
            self._popup = WordListPopup(self._theme, self)
            self._popup.taken.connect(self._take)
        self._popup.offer(() if whole else words, len(text))

    def _take(self, word: str) -> None:
        self.setText(word)
        self.hide_words()
        self.textEdited.emit(word)
        self.finished.emit()

    def hide_words(self) -> None:
        """Close the list of words."""
        if self._popup is not None:
            self._popup.offer((), 0)
