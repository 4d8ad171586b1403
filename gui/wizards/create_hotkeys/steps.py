"""All steps of making hotkeys: the panel of each, and what its foot offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from core.flows.create_hotkeys import CreateHotkeysFlow, HotkeysStep
from core.services.strength import StrengthService
from gui.theme.theme import Theme
from gui.widgets.wizard_parts import StepPanel, WizardFoot
from gui.wizards.create_hotkeys.panels import (
    DonePanel,
    HotkeyWordsPanel,
    MakePanel,
    NamesPanel,
    Plan,
    ProtectPanel,
)

_NOTHING: Final = "Nothing is on disk yet."
_BUSY: Final = "Writing and reading again takes some seconds."


class HotkeyPanels(QObject):
    """``changed`` when what the foot offers may have."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        strength: StrengthService,
        plan: Plan,
        words: Callable[[], Sequence[str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.names = NamesPanel(plan)
        self.words = HotkeyWordsPanel(theme, words)
        self.protect = ProtectPanel(theme, strength)
        self.making = MakePanel(theme)
        self.done = DonePanel(theme)
        self.all: dict[HotkeysStep, StepPanel] = {
            HotkeysStep.NAMES: self.names,
            HotkeysStep.WORDS: self.words,
            HotkeysStep.PROTECT: self.protect,
            HotkeysStep.MAKE: self.making,
            HotkeysStep.DONE: self.done,
        }
        self.names.changed.connect(self.changed)
        self.protect.protection.changed.connect(self.changed)

    def offer(
        self, flow: CreateHotkeysFlow, foot: WizardFoot, *, making: bool, known: bool
    ) -> None:
        """The buttons of the step; ``known`` says whether there is such a wallet."""
        self.names.rest(resting=not known)
        self.protect.rest(resting=making)
        match flow.steps.current:
            case HotkeysStep.NAMES:
                foot.offer(note=_NOTHING, ready=known and self.names.is_filled)
            case HotkeysStep.WORDS:
                foot.offer(back="Back", note=_NOTHING)
            case HotkeysStep.PROTECT if making:
                foot.offer(primary="Creating…", note=_BUSY, ready=False)
            case HotkeysStep.PROTECT:
                asked, count = self.protect.protection, len(flow.left)
                create = "Create hotkey" if count == 1 else f"Create {count} hotkeys"
                primary = "Use it anyway" if asked.is_warned else create
                note = "" if flow.made else _NOTHING
                foot.offer(primary=primary, back="Back", note=note, ready=asked.is_filled)
            case HotkeysStep.MAKE:
                note = "Cancel keeps those that are made."
                primary = "Creating…" if making else "Try again"
                foot.offer(primary=primary, note=note, ready=not making)
            case HotkeysStep.DONE:
                foot.offer(primary="Open wallet", cancel="")
