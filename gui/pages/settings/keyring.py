"""Settings: what the OS keyring remembers of hotkeys, and why it does not, where it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from core.application import Application
from core.domain.wallets import DoubtfulHotkey, HotkeyReference, KeyringState
from core.errors import AppError
from gui.dialogs.confirm import ConfirmDialog
from gui.dialogs.overlay import answer
from gui.findings import DOUBTS
from gui.formats import short_address, untrusted
from gui.keyrings import KEYRINGS
from gui.pages.settings.facts_card import FactsCard
from gui.pages.settings.section import Section
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.busy import BusyBar
from gui.widgets.buttons import Button
from gui.widgets.card import SettingGroup, SettingRow
from gui.widgets.labels import TextLabel
from gui.widgets.styling import set_tone
from gui.widgets.untrusted import UntrustedLabel

_FORGET_WORDS = (
    "Taonaut no longer knows which hotkeys there were, and cannot tell that one is lost. "
    "Keys and files are not touched; hotkeys that are there are remembered again."
)
_MOST_SHOWN = 50


class KeyringSection(Section):
    title = "Keyring"
    icon = "key"
    route = "keyring"

    def __init__(
        self, app: Application, theme: Theme, on_error: Callable[[AppError], None]
    ) -> None:
        busy = BusyBar(theme)
        super().__init__(app, theme, on_error, busy.show_busy)
        self.busy = busy
        self.state = TextLabel("…", FontRole.BODY_MEDIUM, "muted")
        self.backend = UntrustedLabel("–", tone="muted")
        self.kept = TextLabel("–", FontRole.MONO, "muted")
        self.again = Button(theme, "Look again", icon="refresh")
        self.forget = Button(theme, "Forget all…", role="danger")
        self._doubtful: QWidget | None = None
        self.aside = self._make_aside()
        self._lay_out()
        self.again.clicked.connect(self.look)
        self.forget.clicked.connect(self.ask_forget)

    def _lay_out(self) -> None:
        service = "Only real keyrings are used, never a plain file."
        kept = "Wallet, name, path and address of each hotkey, and a fingerprint of its file."
        all_ = "What is remembered of hotkeys, not the hotkeys."
        self._state = SettingRow("Keyring", "", self.state, self.again)
        self.column.addWidget(
            SettingGroup("OS keyring", [self._state, SettingRow("Service", service, self.backend)])
        )
        rows = [
            SettingRow("Hotkeys remembered", kept, self.kept),
            SettingRow("Forget them", all_, self.forget),
        ]
        self.column.addWidget(SettingGroup("References", rows, "never a secret"))
        self.column.addWidget(self.busy)
        self.column.addStretch(1)

    def _make_aside(self) -> FactsCard:
        words = "It tells when a hotkey's file is lost or became another. It holds no key."
        card = FactsCard(self._theme, "key", "References", words)
        card.tell("Kept under", "taonaut")
        card.tell("Not as they were", "–")
        return card

    def enter(self, what: str) -> None:
        del what
        self.look()

    def leave(self) -> None:
        self.tasks.cancel("look")

    def look(self) -> None:
        """Ask the keyring how it is, and what it remembers."""
        self.tasks.start("look", self._look())

    async def _look(self) -> None:
        state = await self._app.references.state()
        self.backend.setText(await self._app.references.backend() or "none")
        self._show_state(state)
        if state is not KeyringState.READY:
            self._show_kept(None)
            self._show_doubts(())
            return
        self._show_kept(await self._app.references.references())
        self._show_doubts(await self._app.references.doubts())

    def _show_state(self, state: KeyringState) -> None:
        words = KEYRINGS[state]
        self.state.setText(words.state)
        set_tone(self.state, words.tone)
        self._state.note.setText(words.text)

    def _show_kept(self, references: Sequence[HotkeyReference] | None) -> None:
        self.kept.setText("–" if references is None else str(len(references)))
        self.forget.setEnabled(bool(references))

    def _show_doubts(self, doubts: Sequence[DoubtfulHotkey]) -> None:
        assert isinstance(self.aside, FactsCard)
        self.aside.tell("Not as they were", str(len(doubts)), "warning" if doubts else "")
        if self._doubtful is not None:
            self._doubtful.hide()
            self._doubtful.deleteLater()
            self._doubtful = None
        if doubts:
            rows = [self._doubt_row(doubt) for doubt in doubts[:_MOST_SHOWN]]
            self._doubtful = SettingGroup("Not as they were", rows)
            self.column.insertWidget(self.column.count() - 2, self._doubtful)

    def _doubt_row(self, doubt: DoubtfulHotkey) -> SettingRow:
        reference = doubt.reference
        ref = reference.ref
        name = f"{untrusted(ref.wallet)} / {untrusted(ref.hotkey)}"
        address = UntrustedLabel(short_address(reference.address), FontRole.MONO, "muted")
        forget = Button(self._theme, "Forget", role="small", name=f"Forget {name}")
        forget.clicked.connect(lambda: self.tasks.start("look", self._forget_one(reference)))
        return SettingRow(name, DOUBTS[doubt.doubt].body, address, forget)

    async def _forget_one(self, reference: HotkeyReference) -> None:
        await self._app.references.forget(reference.ref)
        await self._look()

    def ask_forget(self) -> None:
        self.dialogs.start("forget", self._forget_all())

    async def _forget_all(self) -> None:
        dialog = ConfirmDialog(
            self._theme, "Forget all hotkeys?", _FORGET_WORDS, confirm="Forget all"
        )
        if await answer(dialog, self.window()):
            await self._app.references.forget_all()
            await self._look()
