"""The steps of creating a wallet, each as what stands in the card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from core.domain.keys import CryptoType
from core.flows.create_wallet import Answer
from core.flows.words import WORD_COUNTS, completions, is_word, one_word
from core.services.strength import StrengthService
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.choices import SegmentedControl
from gui.widgets.name_entry import NameEntry
from gui.widgets.new_password import NewPassword
from gui.widgets.outcome import AddressRow, FactRows, Verdict
from gui.widgets.wizard_parts import Aside, LabelledField, StepPanel
from gui.widgets.word_field import WordField, WordMark
from gui.widgets.words_grid import WordsGrid

Judge = Callable[[int, str], Answer]

_NUMERALS: Final = {12: "twelve", 15: "fifteen", 18: "eighteen", 21: "21", 24: "24"}
_SCHEMES: Final = (CryptoType.SR25519, CryptoType.ED25519)
_NAME_NOTE: Final = "Letters, digits, - and _, at most 48. It is the name of the wallet's folder."
_SCHEME_NOTE: Final = "sr25519 is what Bittensor and its tools expect."


class NamePanel(StepPanel):
    """Name, number of words, and the scheme for those who ask for it."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "Name the wallet",
            "A wallet is one coldkey, which owns TAO, and the hotkeys that work for it.",
            Aside(
                "The name is for you and for btcli. It is on no chain and can be seen by "
                "nobody else.",
                (
                    ("folder", "The wallet lies where btcli looks for it, and works there too."),
                    ("shield-check", "No wallet that exists is ever written over."),
                ),
            ),
        )
        self.name = NameEntry("Name", _NAME_NOTE)
        self.first = self.name.field
        self.counts = SegmentedControl("Number of words", [str(count) for count in WORD_COUNTS])
        self.schemes = SegmentedControl("Signature scheme", ["sr25519", "ed25519"])
        self.word_count = WORD_COUNTS[0]
        self.crypto_type = CryptoType.SR25519
        self.advanced = Button(theme, "Advanced", icon="chevron-right", role="link")
        self._scheme_row = LabelledField(
            "Signature scheme", self.schemes, _SCHEME_NOTE, fills=False
        )
        self._lay_out()
        self.name.changed.connect(self.changed)
        self.counts.chosen.connect(self._on_count)
        self.schemes.chosen.connect(self._on_scheme)
        self.advanced.clicked.connect(self._toggle)

    def _lay_out(self) -> None:
        self.body.addWidget(self.name)
        self.body.addSpacing(tokens.L)
        note = "Twelve are as safe as the chain itself. More are more to write down."
        counts = LabelledField("Recovery words", self.counts, note, fills=False)
        self.body.addWidget(counts)
        self.body.addSpacing(tokens.L)
        self.body.addWidget(self.advanced, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(tokens.S)
        self.body.addWidget(self._scheme_row)
        self._scheme_row.hide()

    def begin(self, others: Sequence[str]) -> None:
        """``others`` are the wallets of the folder."""
        self.name.begin()
        self.name.ask_for("Name", others)
        self._on_count(0)
        self._on_scheme(0)
        self.counts.choose(0)
        self.schemes.choose(0)
        self._open(opened=False)

    def _on_count(self, number: int) -> None:
        self.word_count = WORD_COUNTS[number]

    def _on_scheme(self, number: int) -> None:
        self.crypto_type = _SCHEMES[number]

    def _toggle(self) -> None:
        self._open(opened=self._scheme_row.isHidden())

    def _open(self, *, opened: bool) -> None:
        self._scheme_row.setVisible(opened)
        self.advanced.show_icon("chevron-down" if opened else "chevron-right")


class WordsPanel(StepPanel):
    """The words, hidden until they are asked for by holding."""

    def __init__(self, theme: Theme, source: Callable[[], Sequence[str]]) -> None:
        super().__init__(
            "Write these words down",
            "In this order, on paper. They are the wallet: whoever has them has its TAO.",
            Aside(
                "The words bring the wallet back when the computer, the disk or the password "
                "is gone. They are shown here and never again.",
                (
                    ("pencil", "Write on paper. No photo, no cloud, no chat."),
                    ("eye-off", "They show while you hold the button. Look who looks."),
                    ("clipboard-off", "They cannot be copied, so that no program reads them."),
                ),
            ),
        )
        self.grid = WordsGrid(theme, source)
        self.first = self.grid.button
        self.body.addWidget(self.grid)


class CheckPanel(StepPanel):
    """Four of the words, entered again."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "Enter the four words that are asked",
            aside=Aside(
                "The keyfile is written only after these words are right. A wallet without a "
                "good note of them cannot be recovered by anyone.",
                (
                    ("pencil", "Write on paper. No photo, no cloud, no chat."),
                    ("keyboard-off", "Pasting is off here, so that the clipboard stays clean."),
                    ("lifebuoy", "Nobody from support ever asks for words."),
                ),
            ),
        )
        self._theme = theme
        self._judge: Judge | None = None
        self.fields: dict[int, WordField] = {}
        self._labels: dict[int, LabelledField] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.XL)
        self._grid.setVerticalSpacing(tokens.L)
        self.body.addLayout(self._grid)

    def begin(self, asked: Sequence[int], word_count: int, judge: Judge) -> None:
        self.wipe()
        self._judge = judge
        count = _NUMERALS[word_count]
        self.say(f"From the {count} that you wrote down. Lower case, one word in each field.")
        for number, position in enumerate(asked):
            field = WordField(self._theme, f"Word {position}", completions)
            field.setProperty("measure", "tall")
            label = LabelledField(f"Word {position}", field)
            field.textEdited.connect(partial(self._on_edited, position))
            field.finished.connect(partial(self._look, position, finished=True))
            field.returnPressed.connect(partial(self._go_on, position))
            self.fields[position], self._labels[position] = field, label
            self._grid.addWidget(label, *divmod(number, 2))
        self.first = next(iter(self.fields.values()), None)
        self._count()

    @property
    def answers(self) -> dict[int, str]:
        return {position: field.text() for position, field in self.fields.items()}

    @property
    def right(self) -> int:
        judge = self._judge
        if judge is None:
            return 0
        return sum(judge(at, text) is Answer.RIGHT for at, text in self.answers.items())

    def wipe(self) -> None:
        for field in self.fields.values():
            field.wipe()
        for label in self._labels.values():
            label.hide()
            label.deleteLater()
        self.fields.clear()
        self._labels.clear()
        self._judge = None
        self.first = None

    def _on_edited(self, position: int, text: str) -> None:
        del text
        self._look(position, finished=False)

    def _go_on(self, position: int) -> None:
        """Enter goes to the next word that is missing, from one that is there."""
        fields = [field for at, field in self.fields.items() if at >= position]
        missing = [field for field in fields if not field.text().strip()]
        if missing and missing[0] is not fields[0]:
            missing[0].setFocus()

    def _look(self, position: int, *, finished: bool) -> None:
        judge, field = self._judge, self.fields.get(position)
        if judge is None or field is None:
            return
        answer = judge(position, field.text())
        label = self._labels[position]
        if answer is Answer.RIGHT:
            label.accept()
            field.show_mark(WordMark.RIGHT)
        elif answer is not Answer.EMPTY and (finished or _is_final(field.text())):
            label.refuse(f"Not word {position}. Look at your notes.")
            field.show_mark(WordMark.WRONG)
        else:
            label.accept()
        self._count()

    def _count(self) -> None:
        self.count.setText(f"{self.right} of {len(self.fields)} right")
        self.changed.emit()


class PasswordPanel(StepPanel):
    """The password that the coldkey is encrypted with."""

    def __init__(self, theme: Theme, strength: StrengthService) -> None:
        super().__init__(
            "Choose a password",
            "It encrypts the coldkey on this computer, and is asked before anything is signed.",
            Aside(
                "Whoever copies the keyfile can guess at its password for as long as they "
                "like. A long one of several words holds.",
                (
                    ("key", "It protects this file only. The words work without it."),
                    ("lifebuoy", "Nobody can reset it. With the words a new one can be set."),
                ),
            ),
        )
        self.fields = NewPassword(theme, strength)
        self.first = self.fields.password
        self.body.addWidget(self.fields)


class DonePanel(StepPanel):
    """What is stored where, and what comes next."""

    receive_requested = Signal()
    hotkeys_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("The wallet is made")
        self._theme = theme
        self.verdict = Verdict(theme)
        self.facts = FactRows()
        receive = Button(theme, "Receive TAO", icon="qrcode")
        hotkeys = Button(theme, "Add hotkeys", icon="key")
        receive.clicked.connect(self.receive_requested)
        hotkeys.clicked.connect(self.hotkeys_requested)
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(receive)
        row.addWidget(hotkeys)
        row.addStretch()
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.facts)
        self.body.addSpacing(tokens.L)
        self.body.addLayout(row)
        self.aside = Aside(
            "The keyfile was read back from the disk and opened with the password.",
            (
                ("shield-lock", "The wallet is locked. It unlocks when you sign."),
                ("file-text", "The words are not on this computer outside the keyfile."),
            ),
            title="What was done",
        )

    def show_wallet(self, folder: str, address: str, *, is_noted: bool) -> None:
        self.verdict.say("Written, and verified by decrypting it again.")
        self.facts.clear()
        self.facts.place("Address", AddressRow(self._theme, address), address)
        self.facts.tell("Folder", folder, mono=True)
        self.facts.tell("Private key", "in the file coldkey, encrypted, readable by you alone")
        self.facts.tell("Public key", "in coldkeypub.txt, for seeing balances while locked")
        if is_noted:
            self.facts.tell("Backup", "words checked just now")
        else:
            note = "The words were right, but that could not be noted. Check them again later."
            self.facts.explain("Backup", note, "warning")


def _is_final(text: str) -> bool:
    """Whether no other word of the list begins so."""
    return is_word(text) and completions(text, 2) == (one_word(text),)
