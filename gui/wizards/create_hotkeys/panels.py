"""The steps of making hotkeys, each as what stands in the card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from core.flows.create_hotkeys import MadeHotkey
from core.flows.hotkey_names import LARGEST_NUMBER, MOST, PlannedName, expand, has_place
from core.services.strength import StrengthService
from gui.formats import untrusted
from gui.key_reasons import KEY_WORDS
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.choices import SegmentedControl
from gui.widgets.fields import InputField
from gui.widgets.labels import TextLabel
from gui.widgets.outcome import Verdict
from gui.widgets.progress import ProgressLine
from gui.widgets.protection import Protection
from gui.widgets.tagged_names import TaggedName, TaggedNames
from gui.widgets.wizard_parts import Aside, LabelledField, StepPanel
from gui.widgets.words_grid import WordsGrid

Plan = Callable[[tuple[str, ...]], tuple[PlannedName, ...]]

_PATTERN: Final = "miner-{n}"
_NOT_FREE: Final = "Not every name is free: change the numbers or the pattern."
_PATTERN_NOTE: Final = "{n} is the number, {nn} the number in two digits."


class NamesPanel(StepPanel):
    """One name, or a pattern and the numbers it is filled with."""

    changed = Signal()
    many_chosen = Signal(bool)

    def __init__(self, plan: Plan) -> None:
        super().__init__(
            "Name the hotkeys",
            "A hotkey mines or validates in the name of the wallet. It owns no TAO.",
            Aside(
                "Each neuron needs a hotkey of its own. A hotkey that is lost or stolen can "
                "be replaced; the stake stays with the coldkey.",
                (("shield-check", "No hotkey that exists is ever written over."),),
            ),
        )
        self._plan = plan
        self.is_many = False
        self.how_many = SegmentedControl("How many", ["One", "Many by a pattern"])
        self.name = InputField("Name of the hotkey")
        self.pattern = InputField("Pattern of the names")
        for field in (self.name, self.pattern):
            field.setProperty("measure", "tall")
            field.textEdited.connect(self._on_edited)
        self._name = LabelledField("Name", self.name, "Letters, digits, - and _, at most 48.")
        self._pattern = LabelledField("Pattern", self.pattern, _PATTERN_NOTE)
        self.begin_at = _number("First number")
        self.end_at = _number("Last number")
        self.preview = TaggedNames()
        self.how_many.chosen.connect(self._take_way)
        self.begin_at.valueChanged.connect(self._on_edited)
        self.end_at.valueChanged.connect(self._on_edited)
        self._lay_out()

    def _lay_out(self) -> None:
        numbers = QHBoxLayout()
        numbers.setSpacing(tokens.L)
        for title, box in (("From", self.begin_at), ("To", self.end_at)):
            field = LabelledField(title, box, fills=False)
            field.note.hide()
            numbers.addWidget(field)
        numbers.addStretch()
        self._many = QWidget()
        inside = QVBoxLayout(self._many)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.S)
        inside.addWidget(self._pattern)
        inside.addLayout(numbers)
        inside.addSpacing(tokens.S)
        inside.addWidget(self.preview)
        ways = LabelledField("How many", self.how_many, fills=False)
        ways.note.hide()
        self.body.addWidget(ways)
        self.body.addSpacing(tokens.L)
        self.body.addWidget(self._name)
        self.body.addWidget(self._many)

    def begin(self, first_number: int) -> None:
        self.name.setText("")
        self.pattern.setText(_PATTERN)
        self.begin_at.setValue(first_number)
        self.end_at.setValue(first_number + 3)
        self.how_many.choose(0)
        self._take_way(0)

    @property
    def names(self) -> tuple[str, ...]:
        if not self.is_many:
            return (self.name.text(),) if self.name.text() else ()
        return expand(self.pattern.text(), self.begin_at.value(), self.end_at.value())

    @property
    def is_filled(self) -> bool:
        """For many, also that every name can be had."""
        names = self.names
        return bool(names) and (
            not self.is_many or all(planned.problem is None for planned in self._plan(names))
        )

    def check(self) -> bool:
        """Whether the names can be had; says below the field why not."""
        plan = self._plan(self.names)
        wrong = next((planned for planned in plan if planned.problem is not None), None)
        if wrong is not None and wrong.problem is not None:
            words = KEY_WORDS[wrong.problem].filled({"name": untrusted(wrong.name)})
            (self._pattern if self.is_many else self._name).refuse(words.text)
        return bool(plan) and wrong is None

    def _take_way(self, number: int) -> None:
        self.is_many = number == 1
        self._name.setVisible(not self.is_many)
        self._many.setVisible(self.is_many)
        self.first = self.pattern if self.is_many else self.name
        self.first.setFocus()
        self.many_chosen.emit(self.is_many)
        self._on_edited()

    def _on_edited(self) -> None:
        self._name.accept()
        self._pattern.accept()
        if self.is_many:
            self._look_at_pattern()
        else:
            self.count.setText("")
        self.changed.emit()

    def _look_at_pattern(self) -> None:
        plan = self._plan(self.names)
        free = sum(planned.problem is None for planned in plan)
        if not has_place(self.pattern.text()):
            self._pattern.refuse("Say once where the number goes: {n}.")
        elif not plan:
            self._pattern.refuse("The last number is before the first.")
        elif self.end_at.value() - self.begin_at.value() >= MOST:
            self._pattern.say(f"At most {MOST} at a time.", "warning")
        elif free < len(plan):
            self._pattern.say(_NOT_FREE, "warning")
        self.count.setText(f"{free} of {len(plan)} names are free" if plan else "")
        self.preview.show_names([_tagged(planned) for planned in plan])


class HotkeyWordsPanel(StepPanel):
    """The words of a single hotkey."""

    def __init__(self, theme: Theme, source: Callable[[], Sequence[str]]) -> None:
        super().__init__(
            "Write these words down, if you like",
            "They bring the same hotkey back. Without them a new hotkey takes its place.",
            Aside(
                "A hotkey that is registered keeps its place in the subnet only as long as you "
                "have it. Its words are worth a note then.",
                (
                    ("pencil", "Write on paper. No photo, no cloud, no chat."),
                    ("eye-off", "They show while you hold the button."),
                ),
            ),
        )
        self.grid = WordsGrid(theme, source)
        self.first = self.grid.button
        self.body.addWidget(self.grid)


class ProtectPanel(StepPanel):
    def __init__(self, theme: Theme, strength: StrengthService) -> None:
        super().__init__(
            "How shall they be kept?",
            "btcli keeps hotkeys in plaintext, because miners and validators run unattended.",
            Aside(
                "Encrypting takes up to 6 seconds a hotkey, and so does every start of a "
                "program that uses it.",
                (("key", "It can be encrypted later, too."),),
            ),
        )
        self.protection = Protection(theme, strength)
        self._words = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        self.body.addWidget(self.protection)
        self.body.addSpacing(tokens.L)
        self.body.addWidget(self._words)

    def begin(self, count: int) -> None:
        self.protection.begin()
        many = (
            "Each gets words of its own, which are not shown: they are in its keyfile. A copy of "
            "the keyfiles is their backup; a hotkey that is lost can be replaced."
        )
        self._words.setText(many if count > 1 else "")
        self.title.setText("How shall they be kept?" if count > 1 else "How shall it be kept?")


class MakePanel(StepPanel):
    """How far it has come."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "Making the hotkeys",
            aside=Aside("Those that are made stay, whatever happens to the rest."),
        )
        self.progress = ProgressLine(theme, "Hotkeys made")
        self.list = TaggedNames()
        self.body.addWidget(self.progress)
        self.body.addSpacing(tokens.L)
        self.body.addWidget(self.list)

    def show_made(self, made: Sequence[MadeHotkey], names: Sequence[str]) -> None:
        done = {hotkey.name for hotkey in made}
        self.progress.show_progress(len(done), len(names))
        self.count.setText(f"{len(done)} of {len(names)}")
        self.list.show_names(
            [TaggedName(name, "made" if name in done else "", "positive") for name in names]
        )


class DonePanel(StepPanel):
    """What was made, and what was not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("The hotkeys are made")
        self.verdict = Verdict(theme)
        self.list = TaggedNames()
        self.folder = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.list)
        self.body.addSpacing(tokens.L)
        self.body.addWidget(self.folder)
        self.aside = Aside(
            "Register a hotkey on a subnet to mine or validate with it.",
            (("hexagons", "A hotkey can be on several subnets."),),
            title="What comes next",
        )

    def show_made(
        self, made: Sequence[MadeHotkey], left: Sequence[str], folder: str, *, encrypted: bool
    ) -> None:
        single = len(made) == 1 and not left
        self.title.setText("The hotkey is made" if single else "The hotkeys are made")
        kept = "encrypted" if encrypted else "in plaintext"
        if left:
            self.title.setText("Not all hotkeys are made")
            text = f"{len(made)} are made, {kept}. {len(left)} are not."
            self.verdict.say(text, "info-circle", "info")
        else:
            self.verdict.say(f"Written {kept}, and verified by reading it again.")
        rows = [TaggedName(hotkey.name, hotkey.address, "muted") for hotkey in made]
        rows += [TaggedName(name, "not made", "warning") for name in left]
        self.list.show_names(rows)
        self.folder.setText(f"In {folder}")


def _number(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setAccessibleName(name)
    box.setRange(0, LARGEST_NUMBER)
    box.setFixedWidth(96)
    box.lineEdit().setTextMargins(8, 0, 0, 0)  # the style sheet's padding stops at the box
    return box


def _tagged(planned: PlannedName) -> TaggedName:
    if planned.problem is None:
        return TaggedName(planned.name, "free", "muted")
    return TaggedName(planned.name, _SHORT.get(planned.problem, "not possible"), "negative")


_SHORT: Final = {"name-taken": "taken", "name-reserved": "reserved", "name-invalid": "not a name"}
