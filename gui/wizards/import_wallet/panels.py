"""All steps of an import: which panel stands for the step, and what its foot offers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from core.domain.keys import KeyReason, Secret, WalletListing
from core.errors import AppError, ErrorKind
from core.flows.import_wallet import ImportFlow, ImportKind, ImportStep
from core.flows.naming import NAME_REASONS
from core.services.strength import StrengthService
from gui.theme.theme import Theme
from gui.widgets.wizard_parts import StepPanel, WizardFoot
from gui.wizards.import_wallet.done import DonePanel
from gui.wizards.import_wallet.entry import AddressPanel, EntryPanel, HexPanel
from gui.wizards.import_wallet.folder_entry import FolderPanel
from gui.wizards.import_wallet.json_entry import JsonPanel
from gui.wizards.import_wallet.kinds import KindPanel
from gui.wizards.import_wallet.place import PlacePanel
from gui.wizards.import_wallet.protect import ColdkeyPanel, FolderPasswordPanel, HotkeyPanel
from gui.wizards.import_wallet.words_entry import WordsPanel

NOTHING: Final = "Nothing is on disk yet."
_BACK: Final = "Back"
_CLOSED: Final = "That password does not open this wallet."
_NO_SECRETS: Final = (ImportKind.ADDRESS, ImportKind.FOLDER)
_INPUT_KINDS: Final = (
    ErrorKind.BAD_INPUT,
    ErrorKind.WRONG_PASSWORD,
    ErrorKind.DAMAGED,
    ErrorKind.NOT_FOUND,
)


class ImportPanels(QObject):
    """``changed`` when what the foot offers may have."""

    changed = Signal()

    def __init__(self, theme: Theme, strength: StrengthService, parent: QObject) -> None:
        super().__init__(parent)
        self.kinds = KindPanel(theme)
        self.address = AddressPanel()
        self.folder = FolderPanel(theme)
        self.entries: dict[ImportKind, EntryPanel] = {
            ImportKind.WORDS: WordsPanel(theme),
            ImportKind.SEED: HexPanel(theme, ImportKind.SEED),
            ImportKind.PRIVATE_KEY: HexPanel(theme, ImportKind.PRIVATE_KEY),
            ImportKind.POLKADOT_JS: JsonPanel(theme),
            ImportKind.ADDRESS: self.address,
            ImportKind.FOLDER: self.folder,
        }
        self.place = PlacePanel(theme)
        self.coldkey = ColdkeyPanel(theme, strength)
        self.hotkey = HotkeyPanel(theme, strength)
        self.folder_password = FolderPasswordPanel(theme)
        self.done = DonePanel(theme)
        for entry in self.entries.values():
            entry.changed.connect(self.changed)
        self.place.changed.connect(self.changed)
        self.coldkey.fields.changed.connect(self.changed)
        self.hotkey.protection.changed.connect(self.changed)
        self.folder_password.changed.connect(self.changed)

    def all(self) -> tuple[StepPanel, ...]:
        passwords = (self.coldkey, self.hotkey, self.folder_password)
        return (self.kinds, *self.entries.values(), self.place, *passwords, self.done)

    def of(self, flow: ImportFlow) -> StepPanel:
        match flow.steps.current:
            case ImportStep.KIND:
                return self.kinds
            case ImportStep.ENTER:
                return self.entries[flow.kind]
            case ImportStep.PLACE:
                return self.place
            case ImportStep.PASSWORD:
                return self._password(flow)
            case ImportStep.DONE:
                return self.done

    def offer(self, flow: ImportFlow, foot: WizardFoot) -> None:
        """The buttons of the step as it stands now."""
        match flow.steps.current:
            case ImportStep.KIND:
                foot.offer(note=NOTHING)
            case ImportStep.ENTER:
                looks = flow.kind is ImportKind.FOLDER and self.folder.chosen is None
                primary = "Look into it" if looks else "Continue"
                ready = self.entries[flow.kind].is_filled
                foot.offer(primary=primary, back=_BACK, note=NOTHING, ready=ready)
            case ImportStep.PLACE:
                primary = "Watch it" if flow.kind is ImportKind.ADDRESS else "Continue"
                ready = self.place.is_filled
                foot.offer(primary=primary, back=_BACK, note=NOTHING, ready=ready)
            case ImportStep.PASSWORD:
                primary, ready = self._password_offer(flow)
                foot.offer(primary=primary, back=_BACK, note=NOTHING, ready=ready)
            case ImportStep.DONE:
                foot.offer(primary="Open wallet", cancel="")

    def holds_secret(self, flow: ImportFlow) -> bool:
        """Whether leaving now would lose a secret that somebody entered."""
        if flow.kind in _NO_SECRETS or flow.steps.current is ImportStep.KIND:
            return False
        entering = flow.steps.current is ImportStep.ENTER
        return not entering or self.entries[flow.kind].is_begun

    def begin_entry(self, kind: ImportKind) -> None:
        """Secrets are entered anew; an address or a folder stays as it was typed."""
        if kind not in _NO_SECRETS:
            self.entries[kind].wipe()
        self.folder.begin()

    def go_back(self, flow: ImportFlow) -> None:
        """One step, with whatever is no secret kept as it was typed."""
        match flow.steps.current:
            case ImportStep.ENTER:
                self.begin_entry(flow.kind)
                flow.abandon()
            case ImportStep.PLACE:
                self.place.keep()
                flow.again()
            case _:
                self.wipe_passwords()
                flow.steps.go(ImportStep.PLACE)

    def begin_place(self, flow: ImportFlow, listing: WalletListing | None) -> None:
        """Show what was found out, and where it may go."""
        wallets = () if listing is None else listing.wallets
        self.place.begin(
            flow.identity,
            flow.folder,
            flow.holders(),
            [wallet for wallet in wallets if not wallet.name.is_foreign],
            flow.completes(),
            may_become_hotkey=flow.may_become_hotkey,
        )
        self.hotkey.protection.begin()

    async def take_password(self, flow: ImportFlow) -> tuple[bool, Secret | None]:
        """Whether to go on, and the password, where there is one. The caller wipes it."""
        if flow.kind is ImportKind.FOLDER:
            return True, self.folder_password.take()
        if flow.target.hotkey:
            return await self.hotkey.protection.take()
        secret = await self.coldkey.fields.take()
        return secret is not None, secret

    def refuse(self, flow: ImportFlow, error: AppError) -> bool:
        """Whether the step could say beside a field what went wrong."""
        step, reason = flow.steps.current, error.facts.get("reason")
        if step is ImportStep.PLACE and reason in NAME_REASONS:
            self.place.name.refuse(KeyReason(reason))
        elif step is ImportStep.ENTER and error.kind in _INPUT_KINDS:
            self.entries[flow.kind].refuse(error)
        elif step is ImportStep.PASSWORD and error.kind is ErrorKind.WRONG_PASSWORD:
            self.folder_password.refuse(_CLOSED)
        else:
            return False
        return True

    def wipe(self) -> None:
        """Empty every field that may hold a secret, and what was typed besides."""
        for entry in self.entries.values():
            entry.wipe()
        self.place.forget()
        self.wipe_passwords()

    def wipe_passwords(self) -> None:
        self.coldkey.fields.wipe()
        self.hotkey.protection.wipe()
        self.folder_password.wipe()

    def _password(self, flow: ImportFlow) -> StepPanel:
        if flow.kind is ImportKind.FOLDER:
            return self.folder_password
        return self.hotkey if flow.target.hotkey else self.coldkey

    def _password_offer(self, flow: ImportFlow) -> tuple[str, bool]:
        if flow.kind is ImportKind.FOLDER:
            empty = self.folder_password.field.is_empty
            return ("Copy without opening" if empty else "Compare and copy"), True
        asked = self.hotkey.protection if flow.target.hotkey else self.coldkey.fields
        return ("Use it anyway" if asked.is_warned else "Import"), asked.is_filled
