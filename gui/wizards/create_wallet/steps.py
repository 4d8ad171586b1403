"""All steps of making a wallet: which panel stands for the step, and what its foot offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from core.flows.create_wallet import CreateStep, CreateWalletFlow
from core.services.strength import StrengthService
from gui.theme.theme import Theme
from gui.widgets.wizard_parts import StepPanel, WizardFoot
from gui.wizards.create_wallet.panels import (
    CheckPanel,
    DonePanel,
    NamePanel,
    PasswordPanel,
    WordsPanel,
)

_NOTHING: Final = "Nothing is on disk yet."
_BUSY: Final = "Encrypting, writing and decrypting again takes some seconds."


class CreatePanels(QObject):
    """``changed`` when what the foot offers may have."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        strength: StrengthService,
        words: Callable[[], Sequence[str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.name = NamePanel(theme)
        self.words = WordsPanel(theme, words)
        self.check = CheckPanel(theme)
        self.password = PasswordPanel(theme, strength)
        self.done = DonePanel(theme)
        self.all: dict[CreateStep, StepPanel] = {
            CreateStep.NAME: self.name,
            CreateStep.WORDS: self.words,
            CreateStep.CHECK: self.check,
            CreateStep.PASSWORD: self.password,
            CreateStep.DONE: self.done,
        }
        self.name.changed.connect(self.changed)
        self.words.grid.shown_once.connect(self.changed)
        self.check.changed.connect(self.changed)
        self.password.fields.changed.connect(self.changed)

    def prepare(self, flow: CreateWalletFlow) -> StepPanel:
        """The panel of the step, told what it is about."""
        step = flow.steps.current
        if step is CreateStep.CHECK and not self.check.fields:
            self.check.begin(flow.asked, flow.word_count, flow.judge)
        elif step is CreateStep.PASSWORD:
            self.password.fields.expect(flow.name)
        return self.all[step]

    def offer(self, flow: CreateWalletFlow, foot: WizardFoot, *, creating: bool) -> None:
        """The buttons of the step as it stands now."""
        fields = self.password.fields
        fields.setEnabled(not creating)
        match flow.steps.current:
            case _ if creating:
                foot.offer(primary="Creating…", note=_BUSY, ready=False)
            case CreateStep.NAME:
                foot.offer(ready=bool(self.name.name.text), note=_NOTHING)
            case CreateStep.WORDS:
                ready = self.words.grid.was_shown
                foot.offer(primary="I wrote them down", back="Back", note=_NOTHING, ready=ready)
            case CreateStep.CHECK:
                ready = self.check.right == len(flow.asked)
                foot.offer(back="Show the words again", note=_NOTHING, ready=ready)
            case CreateStep.PASSWORD:
                primary = "Use it anyway" if fields.is_warned else "Create wallet"
                rename = "Change the name"
                foot.offer(primary=primary, back=rename, note=_NOTHING, ready=fields.is_filled)
            case CreateStep.DONE:
                foot.offer(primary="Open wallet", cancel="")

    def wipe(self, word_count: int) -> None:
        """Empty every field that may hold a secret, and hide the words."""
        self.check.wipe()
        self.password.fields.wipe()
        self.words.grid.begin(word_count)
