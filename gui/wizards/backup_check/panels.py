"""The two steps of the recovery drill: entering the backup, and what it is worth."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal

from core.domain.keys import CryptoType, FromPrivateKey, FromSeed, Secret
from core.errors import AppError
from core.flows.backup_check import BackupCheckFlow, BackupKind
from core.flows.digits import PRIVATE_KEY_DIGITS, SEED_DIGITS, bare_digits
from core.flows.words import WORD_COUNTS, Problem, ProblemKind, Reading, completions, is_word
from gui.digit_words import digit_fault, digits_told
from gui.formats import untrusted
from gui.messages import explain
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.choices import SegmentedControl
from gui.widgets.guarded import GuardedSight
from gui.widgets.labels import TextLabel
from gui.widgets.outcome import AddressRow, FactRows, Verdict
from gui.widgets.password_field import PasswordField
from gui.widgets.wizard_parts import Aside, LabelledField, StepPanel
from gui.widgets.words_form import WordsForm

_KINDS: Final = tuple(BackupKind)
_CAPTIONS: Final = ("Recovery words", "Seed", "Private key")
_LEADS: Final = (
    "All of them, from your notes. Nothing is written, and nothing is changed.",
    "64 digits from 0 to f. Nothing is written, and nothing is changed.",
    "64 or 128 digits from 0 to f. Nothing is written, and nothing is changed.",
)
_ONE_EACH: Final = "One word in each field."


class EnterPanel(StepPanel):
    """Words in fields of their own, or a seed or key in one."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "Enter the backup",
            _LEADS[0],
            Aside(
                "A note that was never tried is a hope. Whoever enters it once a year knows "
                "that the wallet comes back.",
                (
                    ("pencil", "From the paper, not from the screen."),
                    ("eye-off", "Each shows until you leave it, and all while you hold."),
                    ("keyboard-off", "Pasting words is off, so that the clipboard stays clean."),
                    ("lifebuoy", "Nobody from support ever asks for words."),
                ),
            ),
        )
        self.kind = BackupKind.WORDS
        self.kinds = SegmentedControl("Kind of backup", _CAPTIONS)
        self.form = WordsForm(theme, WORD_COUNTS, completions, is_word)
        self.hex = PasswordField(theme, "Seed or private key")
        self._hex = LabelledField("Seed or private key", self.hex)
        GuardedSight(self.hex)
        self.problem = TextLabel(role=FontRole.SMALL, tone="negative", wrap=True)
        self.problem.setMinimumHeight(tokens.L)
        self.kinds.chosen.connect(self._take_kind)
        self.form.changed.connect(self._on_edited)
        self.hex.textEdited.connect(self._on_edited)
        kinds = LabelledField("Kind of backup", self.kinds, fills=False)
        kinds.note.hide()
        self.body.addWidget(kinds)
        self.body.addSpacing(tokens.L)
        self.body.addWidget(self.form)
        self.body.addWidget(self._hex)
        self.body.addSpacing(tokens.S)
        self.body.addWidget(self.problem)

    def begin(self) -> None:
        self.wipe()
        self.kinds.choose(0)
        self._take_kind(0)
        self.form.set_count(WORD_COUNTS[0])

    @property
    def is_filled(self) -> bool:
        if self.kind is BackupKind.WORDS:
            return self.form.filled == self.form.count
        return not self.hex.is_empty

    @property
    def is_begun(self) -> bool:
        """Whether something was entered that would be a pity to lose."""
        return bool(self.form.filled) or not self.hex.is_empty

    def take_key(self, crypto_type: CryptoType) -> FromSeed | FromPrivateKey:
        """The seed or private key, and the field empty. Raises AppError(BAD_INPUT)."""
        secret = Secret.take_text(bare_digits(self.hex.text()))
        self.hex.wipe()
        if self.kind is BackupKind.SEED:
            return FromSeed(secret, crypto_type)
        return FromPrivateKey(secret, crypto_type)

    def check_key(self) -> bool:
        """Whether it may be a key; says below the field why not, and leaves it there."""
        sizes, noun = self._digits
        fault = digit_fault(self.hex.text(), sizes, noun)
        if fault:
            self._refuse_key(fault)
        return not fault

    @property
    def _digits(self) -> tuple[tuple[int, ...], str]:
        """How many there are of what is asked for, and its name."""
        is_seed = self.kind is BackupKind.SEED
        return (SEED_DIGITS, "seed") if is_seed else (PRIVATE_KEY_DIGITS, "private key")

    def _refuse_key(self, why: str) -> None:
        self._hex.refuse(why)
        self.hex.setFocus()

    def blame(self, reading: Reading) -> None:
        """Name the first thing that is wrong with the words, and go there."""
        if not reading.problems:
            self.problem.setText(_ONE_EACH)
            return
        problem = reading.problems[0]
        self.problem.setText(_problem(problem))
        if problem.position and problem.position <= self.form.count:
            self.form.blame(problem.position)

    def refuse(self, error: AppError) -> None:
        if self.kind is BackupKind.WORDS:
            self.problem.setText(explain(error).text)
        else:
            self._refuse_key(explain(error).text)

    def wipe(self) -> None:
        self.form.wipe()
        self.hex.wipe()
        self._hex.accept()
        self.problem.setText("")

    def _take_kind(self, number: int) -> None:
        self.kind = _KINDS[number]
        is_words = self.kind is BackupKind.WORDS
        self.form.setVisible(is_words)
        self._hex.setVisible(not is_words)
        self._hex.name.setText(_CAPTIONS[number])
        self.problem.setVisible(is_words)
        self.first = self.form.fields[0] if is_words else self.hex
        self.say(_LEADS[number])
        self.wipe()
        self._on_edited()

    def _on_edited(self) -> None:
        self.problem.setText("")
        self._hex.accept()
        if self.kind is BackupKind.WORDS:
            told = f"{self.form.filled} of {self.form.count}"
        else:
            told = digits_told(self.hex.text(), self._digits[0])
        self.count.setText(told)
        self.changed.emit()


class ResultPanel(StepPanel):
    """What the backup is worth."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("What your backup is worth")
        self._theme = theme
        self.verdict = Verdict(theme)
        self.facts = FactRows()
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.facts)

    def show_right(self, flow: BackupCheckFlow, when: str) -> None:
        self.verdict.say("It is right. This wallet comes back from it.")
        self.facts.clear()
        self.facts.place("Wallet", AddressRow(self._theme, flow.address), flow.address)
        if flow.is_noted:
            self.facts.tell("Noted", f"checked {when}")
        else:
            text = "The backup is right, but the date of this check could not be noted."
            self.facts.explain("Noted", text, "warning")
        self.aside = Aside(
            "Put the note back where it was. Next time is in a year, or after a move.",
            title="Until next time",
        )

    def show_other(self, flow: BackupCheckFlow, holder: str = "") -> None:
        """Sound, and of another key; ``holder`` is the wallet here that it belongs to."""
        whose = f"of your wallet {untrusted(holder)}" if holder else "of another wallet"
        self.verdict.say(f"It is sound, but it is the backup {whose}.", "alert-triangle", "warning")
        self.facts.clear()
        self.facts.place("This wallet", AddressRow(self._theme, flow.address), flow.address)
        if flow.other is not None:
            row = AddressRow(self._theme, flow.other)
            self.facts.place("The backup's", row, flow.other)
        advice = (
            "Look for the right note while the wallet still opens. If there is none, make a "
            "new wallet and send the TAO there."
        )
        self.facts.explain("What to do", advice)
        self.aside = Aside(
            "A derivation path or another scheme makes another key of the same words. Then "
            "the words are the right ones for another app only.",
            title="If you are sure of it",
        )


def _problem(problem: Problem) -> str:
    match problem.kind:
        case ProblemKind.UNKNOWN_WORD:
            word = untrusted(problem.word)
            near = ", ".join(problem.suggestions)
            perhaps = f" Perhaps {near}?" if near else ""
            return f"Word {problem.position}, “{word}”, is not in the list.{perhaps}"
        case ProblemKind.CHECKSUM:
            return (
                "Every word is in the list, but they do not belong together: one is another "
                "word, or two are swapped."
            )
        case _:
            return _ONE_EACH
