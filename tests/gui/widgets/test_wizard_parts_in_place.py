"""What a widget is made of is never in sight by itself: each such part is a window for a moment.

A window that comes and goes takes the keyboard from the one that somebody types in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from core.flows.words import WORD_COUNTS, completions, is_word
from gui.dialogs.confirm import ConfirmDialog
from gui.theme.theme import Theme
from gui.widgets.banner import Banner
from gui.widgets.disclosure import Disclosure
from gui.widgets.empty import EmptyState
from gui.widgets.error_banner import ErrorBanner
from gui.widgets.invitation import Invitation
from gui.widgets.name_entry import NameEntry
from gui.widgets.password_field import PasswordField
from gui.widgets.wizard import WizardFrame
from gui.widgets.wizard_parts import Aside, AsideCard, LabelledField, StepPanel
from gui.widgets.words_form import WordsForm

Make = Callable[[Theme], QWidget]


class Shown(QObject):
    """The windows that were shown, by their kind."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.kinds += [type(watched).__name__] if watched.isWindow() else []
        return False


@pytest.fixture
def shown(qapp) -> Iterator[Shown]:
    made = Shown()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


MADE: dict[str, Make] = {
    "banner": lambda theme: Banner(theme, closable=True),
    "error banner": ErrorBanner,
    "empty state": lambda theme: EmptyState(theme, "wallet", "None", "No wallets.", "Create"),
    "step": lambda _: StepPanel("Name it", "At most 48 letters."),
    "frame": lambda theme: WizardFrame(theme, "Create a wallet"),
    "aside": AsideCard,
    "field": lambda theme: LabelledField("Password", PasswordField(theme, "Password"), "Note."),
    "name": lambda _: NameEntry("Name", "Letters."),
    "words": lambda theme: WordsForm(theme, WORD_COUNTS, completions, is_word),
    "confirmation": lambda theme: ConfirmDialog(theme, "Go?", "Gone.", confirm="Go", typed="go"),
    "invitation": lambda theme: Invitation(theme, "key", "Go", "Come.", ("One",), "Begin"),
    "disclosure": lambda theme: Disclosure(theme, "More", hint="12"),
}


@pytest.mark.parametrize("name", MADE)
def test_no_part_is_a_window_for_a_moment(theme, qtbot, shown, name):
    qtbot.addWidget(MADE[name](theme))
    assert shown.kinds == []


def test_a_step_that_is_filled_opens_no_window(theme, qtbot, shown):
    frame = WizardFrame(theme, "Create a wallet")
    qtbot.addWidget(frame)
    panel = StepPanel("Name it", "A lead.", Aside("Why.", (("key", "One."),)))
    frame.show_step(("Name",), 0, panel)
    panel.say("Another.")
    assert shown.kinds == []
