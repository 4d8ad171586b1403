"""What can be done with a wallet and its hotkeys: each in its dialog, one at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.application import Application
from core.domain.ids import Ss58
from core.domain.keys import KeyRef, WalletRecord
from core.domain.wallets import HealthItem, Repair
from core.services.exports import save_picture
from gui.dialogs.change_password import (
    NewPasswordDialog,
    reencrypt_dialog,
    restore_public_dialog,
)
from gui.dialogs.export_key import ExportJsonDialog
from gui.dialogs.file_choice import ask_save_path
from gui.dialogs.key_work import KeyWorkDialog
from gui.dialogs.overlay import Dialog, answer
from gui.dialogs.put_away import NoBackupDialog, PutAwayDialog, has_coldkey
from gui.dialogs.sign_message import MessageDialog, signing_keys
from gui.dialogs.unlock import ensure_unlocked
from gui.formats import integer, untrusted
from gui.key_lookup import address_of, name_of
from gui.pages.wallets.row import shown_path
from gui.routes import CHECK, wallet_route
from gui.tasks import TaskScope
from gui.theme.theme import Theme
from gui.widgets.copying import copy_text

_DEED: Final = "deed"


class WalletDeeds(QObject):
    """``done`` carries what to tell of something that worked, or nothing, and what is doubtful.

    Errors go to the page's ``TaskScope``, unless a dialog is open that says them.
    """

    done = Signal(str, str)
    put_away_done = Signal()  # a whole wallet: there is nothing to show of it any more
    route_requested = Signal(str)

    def __init__(self, app: Application, theme: Theme, page: QWidget, tasks: TaskScope) -> None:
        super().__init__(page)
        self._app = app
        self._theme = theme
        self._page = page
        self._tasks = tasks

    def copy_address(self, ref: KeyRef) -> None:
        copy_text(address_of(self._app, ref) or "")

    def choose(self, ref: KeyRef) -> None:
        words = f"{name_of(self._app, ref)} is the chosen {ref.role.value}."
        self._start(self._then(self._app.wallets.choose(ref), words))

    def toggle_lock(self, ref: KeyRef) -> None:
        """Locking locks every key: they share a process, which ends."""
        if self._app.locks.is_unlocked(ref):
            self._start(self._app.locks.lock())
        else:
            self._start(self._unlock(ref))

    def sign(self, wallet: WalletRecord) -> None:
        keys = signing_keys(self._app, wallet.name.text)
        self._start(self._ask(MessageDialog(self._app, self._theme, self._window(), keys)))

    def change_password(self, ref: KeyRef) -> None:
        """Also encrypts a key that is in plaintext."""
        words = f"{name_of(self._app, ref)} has a new password."
        self._start(self._ask(NewPasswordDialog(self._app, self._theme, ref), words))

    def reencrypt(self, ref: KeyRef) -> None:
        words = f"{name_of(self._app, ref)} is encrypted in today's format."
        self._start(self._ask(reencrypt_dialog(self._app, self._theme, ref), words))

    def restore_public(self, ref: KeyRef) -> None:
        words = f"The public file of {name_of(self._app, ref)} is there again."
        self._start(self._ask(restore_public_dialog(self._app, self._theme, ref), words))

    def repair(self, item: HealthItem) -> None:
        """What the button of a finding does."""
        match item.repair:
            case Repair.ENCRYPT:
                self.change_password(item.ref)
            case Repair.REENCRYPT:
                self.reencrypt(item.ref)
            case Repair.RESTORE_PUBLIC:
                self.restore_public(item.ref)
            case Repair.VERIFY_BACKUP:
                self.check_backup(item.ref.wallet)
            case _:
                self._repair_at_once(item)

    def check_backup(self, wallet: str) -> None:
        self.route_requested.emit(wallet_route(wallet, CHECK))

    def export_keyfile(self, ref: KeyRef) -> None:
        self._start(self._export_keyfile(ref))

    def export_json(self, ref: KeyRef) -> None:
        self._start(self._export_json(ref))

    def put_away(self, ref: KeyRef) -> None:
        self._start(self._put_away(ref))

    def save_code(self, wallet: WalletRecord, png: bytes) -> None:
        self._start(self._save_code(wallet, png))

    def ask_practice_tao(self, address: Ss58) -> None:
        if not self._tasks.running(_DEED):
            self._start(self._ask_practice_tao(address))

    def _repair_at_once(self, item: HealthItem) -> None:
        """What needs neither password nor words."""
        name = name_of(self._app, item.ref)
        match item.repair:
            case Repair.RESTRICT_MODE:
                words = f"Only you can read {name} now."
                self._start(self._then(self._app.wallets.repair_mode(item), words))
            case Repair.REPLACE_LINK:
                words = f"{name} is here itself now."
                self._start(self._then(self._app.wallets.replace_link(item), words))
            case Repair.FORGET:
                words = f"{untrusted(item.ref.hotkey)} is forgotten."
                self._start(self._then(self._app.references.forget(item.ref), words))
            case _:
                return

    async def _ask_practice_tao(self, address: Ss58) -> None:
        block = await self._app.accounts.ask_practice_tao(address)
        self.done.emit(f"100 practice TAO came with block {integer(block)}.", "")

    async def _unlock(self, ref: KeyRef) -> None:
        await ensure_unlocked(self._app, self._theme, self._window(), ref)

    async def _export_keyfile(self, ref: KeyRef) -> None:
        name = f"{name_of(self._app, ref)}-{ref.role.value}"
        title = "Export the encrypted keyfile"
        path = await ask_save_path(self._window(), title, name, "All files (*)", replaces=False)
        if path is not None:
            await self._app.backups.export_keyfile(ref, path)
            self.done.emit(f"The encrypted keyfile is at {shown_path(path)}.", "")

    async def _export_json(self, ref: KeyRef) -> None:
        name, title = f"{name_of(self._app, ref)}.json", "Export as polkadot-js JSON"
        path = await ask_save_path(self._window(), title, name, "JSON (*.json)", replaces=False)
        if path is not None:
            dialog = ExportJsonDialog(self._app, self._theme, ref, path)
            await self._ask(dialog, f"The polkadot-js JSON is at {shown_path(path)}.")

    async def _put_away(self, ref: KeyRef) -> None:
        if not await self._app.wallets.may_put_away(ref.wallet, ref.hotkey):
            dialog = NoBackupDialog(self._app, self._theme, ref)
            if await answer(dialog, self._window()) and has_coldkey(self._app, ref):
                self.check_backup(ref.wallet)
            return
        away = PutAwayDialog(self._app, self._theme, ref)
        name = name_of(self._app, ref)
        if await answer(away, self._window()):
            if not ref.hotkey:
                self.put_away_done.emit()
            self.done.emit(f"{name} was put away to {shown_path(Path(away.folder))}.", "")

    async def _save_code(self, wallet: WalletRecord, png: bytes) -> None:
        name, title = f"{wallet.name.shown}.png", "Save the QR code"
        path = await ask_save_path(self._window(), title, name, "PNG (*.png)")
        if path is not None:
            await save_picture(path, png)
            self.done.emit(f"The QR code is at {shown_path(path)}.", "")

    async def _ask(self, dialog: Dialog, words: str = "") -> None:
        if await answer(dialog, self._window()):
            remark = dialog.remark if isinstance(dialog, KeyWorkDialog) else ""
            self.done.emit(words, remark)

    async def _then(self, work: Awaitable[object], words: str) -> None:
        await work
        self.done.emit(words, "")

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.start(_DEED, work)

    def _window(self) -> QWidget:
        return self._page.window()
