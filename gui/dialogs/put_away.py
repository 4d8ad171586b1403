"""Taking a key out of the folder: never destroyed, and only where it could be made again."""

from __future__ import annotations

from typing import Final

from core.application import Application
from core.domain.keys import KeyRef
from gui.dialogs.key_work import KeyWorkDialog
from gui.dialogs.overlay import Dialog
from gui.key_lookup import name_of, record_of
from gui.theme.theme import Theme
from gui.widgets.fields import InputField
from gui.widgets.prose import Prose

_WALLET: Final = (
    "The wallet and its {count} go to a dated folder beside the others, and leave every list. "
    "What it owns on the network stays there. Nothing is deleted: move the folder back to undo it."
)
_WATCHED: Final = "Only its address is kept here, so there is no key to lose."
_HOTKEY: Final = (
    "Its files go to a dated folder beside the wallet, and programs that use it no longer find "
    "it. Where it is registered it stays registered."
)


class PutAwayDialog(KeyWorkDialog):
    """The name must be typed; ``folder`` is where the key went once it is accepted."""

    def __init__(self, app: Application, theme: Theme, ref: KeyRef) -> None:
        name = name_of(app, ref)
        kind = "hotkey " if ref.hotkey else ""
        lead = _lead(app, ref)
        super().__init__(theme, f"Put away {kind}{name}?", lead, confirm="Put away", takes="")
        self._app = app
        self._ref = ref
        self._name = name
        self.folder = ""
        self.confirm.set_role("danger")
        self.name = InputField(f"Type {name} to confirm", name)
        self.name.textChanged.connect(self._look)
        self.name.returnPressed.connect(self.submit)
        self.add_row(f"Type “{name}” to confirm", self.name)

    @property
    def is_ready(self) -> bool:
        return self.name.text().strip() == self._name

    async def _work(self) -> None:
        self.folder = await self._app.wallets.put_away(self._ref)


class NoBackupDialog(Dialog):
    """Why a key is not put away yet. Accepted means: check its backup now."""

    def __init__(self, app: Application, theme: Theme, ref: KeyRef) -> None:
        name = name_of(app, ref)
        super().__init__(theme, f"{name} has no verified backup")
        words = (
            "Enter its recovery words once. When they are right, it can be put away, "
            "because it could be made again from them."
        )
        self.body.addWidget(Prose(words))
        self.cancel = self.offer("Cancel")
        self.check = self.offer("Check the backup", role="primary")
        self.cancel.clicked.connect(self.reject)
        self.check.clicked.connect(self.accept)


def _lead(app: Application, ref: KeyRef) -> str:
    if ref.hotkey:
        return _HOTKEY
    wallet = app.wallets.wallet(ref.wallet)
    if wallet is None or (wallet.is_watch_only and not wallet.hotkeys):
        return _WATCHED
    count = len(wallet.hotkeys)
    return _WALLET.format(count="hotkey" if count == 1 else f"{count} hotkeys")


def has_coldkey(app: Application, ref: KeyRef) -> bool:
    """Whether the words of the wallet's coldkey are what could be checked."""
    record = record_of(app, KeyRef(ref.wallet))
    return record is not None and record.format is not None
