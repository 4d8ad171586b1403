"""Recovery words, pasted or typed: each wrong one is named, with what may be meant."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.keys import FromWords, KeySource
from core.errors import AppError
from core.flows.words import WORD_COUNTS, Problem, ProblemKind, Reading, completions, read_mnemonic
from gui.formats import untrusted
from gui.messages import explain
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.guarded import GuardedSight
from gui.widgets.hold_button import HoldToShow
from gui.widgets.labels import TextLabel
from gui.widgets.veiled_text import VeiledText
from gui.widgets.wizard_parts import Aside
from gui.wizards.import_wallet.entry import EntryPanel, SchemeField

_MOST_TOLD: Final = 3
_COUNTS: Final = "12, 15, 18, 21 or 24"
_ENDED: Final = re.compile(r"[\s,;]$")


class WordsPanel(EntryPanel):
    """Understands numbers, commas, capitals and odd spaces; a wrong word is told as it stands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "Enter the recovery words",
            "All of them, in their order. Numbers, commas and capitals do not matter.",
            Aside(
                "The words are the wallet: whoever has them has its TAO. They are held until "
                "the key is written or you leave this page.",
                (
                    ("clipboard-off", "If you paste, clear the clipboard at the end."),
                    ("eye-off", "They show while you type or hold the button. Look who looks."),
                ),
            ),
        )
        self._theme = theme
        self.field = VeiledText(theme, "Recovery words", 112)
        self.first = self.field
        self._problems = QVBoxLayout()
        self._problems.setSpacing(tokens.XS)
        self._told: list[str] = []
        GuardedSight(self.field)
        self._scheme = SchemeField()
        self.field.textChanged.connect(self._on_edited)
        show = HoldToShow(theme, "The words are shown while it is held.")
        self.show_words = show.button
        self.show_words.held.connect(self._on_held)
        self.show_words.setEnabled(False)
        self.body.addWidget(self.field)
        self.body.addSpacing(tokens.M)
        self.body.addWidget(show)
        self.body.addSpacing(tokens.S)
        self.body.addLayout(self._problems)
        self.body.addSpacing(tokens.L)
        self.body.addWidget(self._scheme)

    @property
    def is_filled(self) -> bool:
        return not self.field.is_empty

    @property
    def told(self) -> list[str]:
        """The problems as they are told, one a line."""
        return list(self._told)

    def take(self) -> KeySource | None:
        reading = read_mnemonic(self.field.toPlainText())
        if not reading.is_mnemonic:
            self._tell(reading.problems)
            self.field.mark(invalid=True)
            self.field.setFocus()
            return None
        source = FromWords(reading.phrase(), self._scheme.crypto_type)
        self.field.wipe()
        return source

    def refuse(self, error: AppError) -> None:
        self._tell(())
        self._say(explain(error).text)

    def wipe(self) -> None:
        self.field.wipe()
        self._tell(())
        self._scheme.reset()

    def _on_held(self, held: bool) -> None:
        self.field.hold(held=held)

    def _on_edited(self) -> None:
        text = self.field.toPlainText()
        reading = read_mnemonic(text)
        self.field.mark(invalid=False)
        self.show_words.setEnabled(self.is_filled)
        self.count.setText(_count(reading))
        self._tell(_sure(reading, text))
        self.changed.emit()

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        while (item := self._problems.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self._told.clear()
        for problem in problems[:_MOST_TOLD]:
            if problem.kind is ProblemKind.UNKNOWN_WORD:
                self._say_unknown(problem)
            else:
                self._say(_WORDS[problem.kind])
        if len(problems) > _MOST_TOLD:
            self._say(f"And {len(problems) - _MOST_TOLD} more.")

    def _say(self, text: str, *others: QWidget) -> None:
        self._told.append(text)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(TextLabel(text, FontRole.SMALL, "negative", wrap=not others))
        for other in others:
            row.addWidget(other)
        if others:
            row.addStretch(1)
        self._problems.addWidget(made)

    def _say_unknown(self, problem: Problem) -> None:
        text = f"Word {problem.position}, “{untrusted(problem.word)}”, is not in the list."
        others: list[QWidget] = []
        for word in problem.suggestions:
            button = Button(self._theme, word, role="small")
            button.clicked.connect(partial(self._correct, problem, word))
            others.append(button)
        hint = [TextLabel("Perhaps", FontRole.SMALL, "muted")] if others else []
        self._say(text, *hint, *others)

    def _correct(self, problem: Problem, word: str) -> None:
        """Put the words as they were understood, with one of them changed."""
        words = list(read_mnemonic(self.field.toPlainText()).words)
        if problem.position <= len(words):
            words[problem.position - 1] = word
            self.field.setPlainText(" ".join(words))
            self.field.setFocus()


_WORDS: Final = {
    ProblemKind.WORD_COUNT: f"Recovery words are {_COUNTS} words.",
    ProblemKind.CHECKSUM: (
        "Every word is in the list, but they do not belong together: one is another word, or "
        "two are swapped."
    ),
    ProblemKind.TOO_LONG: "That is far too much text for recovery words.",
}


def _sure(reading: Reading, text: str) -> tuple[Problem, ...]:
    """The problems that more typing would not mend."""
    last = len(reading.words)
    typing = not _ENDED.search(text)
    full = last in WORD_COUNTS
    return tuple(
        problem
        for problem in reading.problems
        if (problem.kind is ProblemKind.UNKNOWN_WORD and not _grows(problem, last, typing=typing))
        or problem.kind is ProblemKind.TOO_LONG
        or (problem.kind is ProblemKind.CHECKSUM and full)
    )


def _grows(problem: Problem, last: int, *, typing: bool) -> bool:
    return typing and problem.position == last and bool(completions(problem.word, 1))


def _count(reading: Reading) -> str:
    count = len(reading.words)
    if not count:
        return ""
    return f"{count} words" if count > 1 else "1 word"
