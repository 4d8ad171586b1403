"""Giving a key another password, or its first one; and today's encryption."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from core.application import Application
from core.domain.keys import KeyRef, Secret, StoredKey
from core.errors import AppError
from gui.dialogs.chosen_password import ChosenPassword
from gui.dialogs.key_work import KeyWorkDialog, mark_wrong, remark_on, wipe
from gui.key_lookup import is_encrypted, name_of, record_of
from gui.theme.theme import Theme
from gui.widgets.password_field import PasswordField

TAKES: Final = "Takes 3 to 10 s"
_SAME: Final = "The new password is the old one."
_PLAINTEXT: Final = (
    "The file holds the key as it is. With a password only you can use it: "
    "miners and validators that start by themselves will need it too."
)
_OLD_FORMAT: Final = (
    "The password stays the same. In the old format it is guessed far faster than in today's."
)
_RESTORE: Final = "The key is opened once to tell its address, which is then written beside it."
_CHANGE: Final = "Nobody can reset it. If it is lost, only the recovery words bring the key back."


class NewPasswordDialog(KeyWorkDialog):
    """Changes a password, or encrypts a key that is in plaintext."""

    def __init__(self, app: Application, theme: Theme, ref: KeyRef) -> None:
        name, kind = name_of(app, ref), "hotkey " if ref.hotkey else ""
        self._app = app
        self._ref = ref
        if is_encrypted(app, ref):
            title, lead, confirm = (
                f"Change the password of {kind}{name}",
                _CHANGE,
                "Change password",
            )
        else:
            title, lead, confirm = f"Encrypt {kind}{name}", _PLAINTEXT, "Encrypt"
        super().__init__(theme, title, lead, confirm=confirm, takes=TAKES)
        self.old = self.add_password("Password now") if is_encrypted(app, ref) else None
        self.new = ChosenPassword(self, app.strength, "New password", name)

    async def _check(self) -> bool:
        if self.old is not None and self.old.text() == self.new.field.text():
            self.new.field.mark(invalid=True)
            self.say(_SAME)
            return False
        return await self.new.is_settled()

    async def _work(self) -> None:
        new = self.new.take()
        old = self.old.take() if self.old is not None else None
        record = record_of(self._app, self._ref)
        try:
            expected = record.fingerprint if record else None
            stored = await self._app.wallets.change_password(self._ref, old, new, expected)
            self.remark = remark_on(stored)
        finally:
            wipe(old, new)

    def refuse(self, error: AppError) -> None:
        mark_wrong(self.old, error)
        super().refuse(error)
        self.new.forget_warning()


class OldPasswordDialog(KeyWorkDialog):
    """Asks for a key's own password, where it has one, and does ``work`` with it.

    The password is wiped afterwards; ``work`` gets None for a key in plaintext.
    """

    def __init__(
        self,
        app: Application,
        theme: Theme,
        ref: KeyRef,
        words: tuple[str, str, str],
        work: Callable[[Secret | None], Awaitable[StoredKey]],
    ) -> None:
        title, lead, confirm = words
        super().__init__(theme, title, lead, confirm=confirm, takes=TAKES)
        self._do = work
        self.field: PasswordField | None = None
        if is_encrypted(app, ref):
            self.field = self.add_password("Password")

    async def _work(self) -> None:
        password = self.field.take() if self.field is not None else None
        try:
            self.remark = remark_on(await self._do(password))
        finally:
            wipe(password)

    def refuse(self, error: AppError) -> None:
        mark_wrong(self.field, error)
        super().refuse(error)


def reencrypt_dialog(app: Application, theme: Theme, ref: KeyRef) -> OldPasswordDialog:
    """Write a key of an old format in today's, under the password it has."""
    name, kind = name_of(app, ref), "hotkey " if ref.hotkey else ""
    record = record_of(app, ref)

    async def work(password: Secret | None) -> StoredKey:
        assert password is not None  # only an encrypted key is of an old format
        expected = record.fingerprint if record else None
        return await app.wallets.change_password(ref, password, password, expected)

    words = (f"Encrypt {kind}{name} anew", _OLD_FORMAT, "Encrypt anew")
    return OldPasswordDialog(app, theme, ref, words, work)


def restore_public_dialog(app: Application, theme: Theme, ref: KeyRef) -> OldPasswordDialog:
    """Write the public file that is missing beside a private key."""
    name, kind = name_of(app, ref), "hotkey " if ref.hotkey else ""
    record = record_of(app, ref)

    async def work(password: Secret | None) -> StoredKey:
        expected = record.fingerprint if record else None
        return await app.wallets.restore_public(ref, password, expected)

    words = (f"Restore the public file of {kind}{name}", _RESTORE, "Restore")
    return OldPasswordDialog(app, theme, ref, words, work)
