"""What a wizard's frame is made of: a step's content, why it is there, the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.prose import Prose
from gui.widgets.styling import restyle, rule, set_tone

ASIDE_WIDTH: Final = 268
FOOT_HEIGHT: Final = 46  # with the busy bar above it 48


@dataclass(frozen=True, slots=True)
class Aside:
    """Why a step is there. ``notes`` are icons with a sentence each."""

    text: str
    notes: tuple[tuple[str, str], ...] = ()
    title: str = "Why this step"


class StepPanel(QWidget):
    """The content of one step: a title, a lead, and ``body`` for the rest.

    ``first`` gets the focus when the step is shown.
    """

    def __init__(self, title: str, lead: str = "", aside: Aside | None = None) -> None:
        super().__init__()
        self.title = TextLabel(title, FontRole.TITLE, wrap=True)
        self.count = TextLabel(role=FontRole.SMALL, tone="muted")
        self.lead = Prose(lead)
        if not lead:  # showing it before it is in the panel would open a window
            self.lead.hide()
        self.aside = aside
        self.first: QWidget | None = None
        heading = QHBoxLayout()
        heading.setSpacing(tokens.M)
        heading.addWidget(self.title, 1)
        heading.addWidget(self.count)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, tokens.XL, 0, 0)
        self.body.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(heading)
        layout.addSpacing(tokens.XS)
        layout.addWidget(self.lead)
        layout.addWidget(self._content)
        layout.addStretch()

    def rest(self, *, resting: bool) -> None:
        """Take nothing in while something is under way; the title stays as it is."""
        self._content.setEnabled(not resting)

    def say(self, lead: str) -> None:
        """Change the sentence below the title."""
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))


class AsideCard(Card):
    """The card at the right of the step."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(padding=0)
        self._theme = theme
        self.setFixedWidth(ASIDE_WIDTH)
        self._title = TextLabel(role=FontRole.BODY_STRONG)
        self._text = Prose()
        self._line = rule()
        self._notes = QVBoxLayout()
        self._notes.setSpacing(10)
        self.body.setContentsMargins(20, 25, 20, tokens.XL)
        self.body.addWidget(self._title)
        self.body.addSpacing(6)
        self.body.addWidget(self._text)
        self.body.addSpacing(tokens.M)
        self.body.addWidget(self._line)
        self.body.addSpacing(tokens.M)
        self.body.addLayout(self._notes)
        self.body.addStretch()

    def show_aside(self, aside: Aside) -> None:
        self._title.setText(aside.title)
        self._text.setText(aside.text)
        self._line.setVisible(bool(aside.notes))
        while (item := self._notes.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for icon, text in aside.notes:
            self._notes.addWidget(_note(self._theme, icon, text))


class WizardFoot(QWidget):
    """What is true meanwhile at the left; Cancel, the way back and the way on at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedHeight(FOOT_HEIGHT)
        self.note = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        self.cancel = Button(theme, "Cancel")
        self.back = Button(theme, "Back")
        self.primary = Button(theme, "Continue", role="primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 14, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(self.note, 1)
        for button in (self.cancel, self.back, self.primary):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def offer(
        self,
        *,
        primary: str = "Continue",
        back: str = "",
        cancel: str = "Cancel",
        note: str = "",
        ready: bool = True,
    ) -> None:
        """Captions of the three buttons, an empty one hides its button; and the note."""
        for button, caption in ((self.cancel, cancel), (self.back, back), (self.primary, primary)):
            button.setText(caption)
            button.setVisible(bool(caption))
        self.note.setText(note)
        self.primary.setEnabled(ready)


class LabelledField(QWidget):
    """A field under its name, with a line below it for what is wrong or good to know.

    The line keeps its room, so that nothing jumps. A field that does not fill
    the width stays at the left.
    """

    def __init__(self, name: str, field: QWidget, note: str = "", *, fills: bool = True) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._plain = note
        self.field = field
        self.name = TextLabel(name, FontRole.SMALL, "muted")
        self.note = TextLabel(note, FontRole.SMALL, "muted", wrap=True)
        self.note.setMinimumHeight(tokens.L)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.name)
        left = Qt.AlignmentFlag.AlignLeft
        layout.addWidget(field, 0, Qt.AlignmentFlag(0) if fills else left)
        layout.addWidget(self.note)

    def say(self, text: str = "", tone: str = "muted") -> None:
        """Change the line below; without a text it goes back to the first one."""
        self.note.setText(text or self._plain)
        set_tone(self.note, tone if text else "muted")

    def refuse(self, why: str) -> None:
        """Say what is wrong, and mark the field."""
        self.say(why, "negative")
        restyle(self.field, "invalid", "true")

    def accept(self) -> None:
        """Nothing is wrong (any more)."""
        self.say()
        restyle(self.field, "invalid", "false")


def _note(theme: Theme, icon: str, text: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.S)
    mark = QWidget()
    place = QVBoxLayout(mark)
    place.setContentsMargins(0, 2, 0, 0)  # the middle of the first line
    place.addWidget(IconLabel(theme, icon, "muted", 16))
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Prose(text), 1)
    return made
