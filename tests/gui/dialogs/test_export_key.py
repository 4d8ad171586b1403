"""An export is written under a passphrase of its own, and never over a file that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.keys import KeyFormat, KeyRef
from core.errors import AppError, ErrorKind
from gui.dialogs.export_key import ExportJsonDialog
from tests.fakes.application import FakeApplication
from tests.fakes.key_records import hotkey, wallet
from tests.fakes.waiting import until
from tests.fakes.wallets import FakeBackups

COLD = KeyRef("my-cold")
PLAIN = KeyRef("my-cold", "plain")
TARGET = Path("my-cold.json")
STRONG = "orchard velvet tin"


class Backups(FakeBackups):
    """Keeps what it was given, and what was in it."""

    def __init__(self) -> None:
        super().__init__()
        self.secrets: list[object] = []
        self.texts: list[str] = []

    async def export_polkadot_js(self, ref, password, passphrase, target):
        self.secrets += [secret for secret in (password, passphrase) if secret is not None]
        self.texts = [secret.reveal_text() for secret in self.secrets]
        await super().export_polkadot_js(ref, password, passphrase, target)


@pytest.fixture
def app():
    made = FakeApplication(backups=Backups())
    made.wallets.become(wallet("my-cold", hotkey("plain", kind=KeyFormat.JSON)))
    return made


def fill(dialog, passphrase=STRONG, again=None):
    if dialog.password is not None:
        dialog.password.setText("password")
    dialog.passphrase.field.setText(passphrase)
    dialog.passphrase.again.setText(passphrase if again is None else again)
    dialog.confirm.click()


async def test_it_is_written_with_both_secrets_which_are_wiped_then(app, theme, open_over):
    dialog = ExportJsonDialog(app, theme, COLD, TARGET)
    answer = await open_over(dialog)
    fill(dialog)
    assert await answer
    assert app.backups.exports == [("polkadot-js", COLD, TARGET)]
    assert app.backups.texts == ["password", STRONG]
    assert {len(secret) for secret in app.backups.secrets} == {0}


async def test_a_key_in_plaintext_has_no_password_to_ask_for(app, theme, open_over):
    dialog = ExportJsonDialog(app, theme, PLAIN, TARGET)
    answer = await open_over(dialog)
    fill(dialog)
    assert await answer
    assert app.backups.texts == [STRONG]


async def test_a_weak_passphrase_needs_a_second_yes(app, theme, open_over):
    dialog = ExportJsonDialog(app, theme, COLD, TARGET)
    answer = await open_over(dialog)
    fill(dialog, "weak")
    await until(lambda: dialog.confirm.text() == "Use it anyway")
    assert app.backups.exports == []
    dialog.confirm.click()
    assert await answer


async def test_two_different_passphrases_are_refused(app, theme, open_over):
    dialog = ExportJsonDialog(app, theme, COLD, TARGET)
    await open_over(dialog)
    fill(dialog, again="other")
    await until(lambda: dialog.message == "The two are not the same.")
    assert app.backups.exports == []


async def test_a_wrong_password_is_said_at_its_field(app, theme, open_over):
    app.backups.error = AppError(ErrorKind.WRONG_PASSWORD, "no", {"wallet": "my-cold"})
    dialog = ExportJsonDialog(app, theme, COLD, TARGET)
    await open_over(dialog)
    fill(dialog)
    await until(lambda: dialog.message.startswith("Wrong password."))
    assert dialog.password.property("invalid") == "true"
    assert {len(secret) for secret in app.backups.secrets} == {0}
