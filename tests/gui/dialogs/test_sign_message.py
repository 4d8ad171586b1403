"""Messages are signed with an open key, and verified with no key at all."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtGui import QGuiApplication

from core.domain.keys import KeyFormat, KeyRef, Secret
from core.errors import AppError, ErrorKind
from gui.dialogs.sign_message import MessageDialog, signing_keys
from gui.dialogs.unlock import UnlockDialog
from tests.builders import address
from tests.fakes.application import FakeApplication
from tests.fakes.key_records import empty, hotkey, wallet, watched
from tests.fakes.waiting import until
from tests.fakes.wallets import FakeMessages
from tests.gui.accessible import unnamed_controls

COLD = KeyRef("my-cold")
MINER = KeyRef("my-cold", "miner-1")


class GatedMessages(FakeMessages):
    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()
        self.signed: list[tuple[KeyRef, str]] = []
        self.verified: list[tuple[str, str, str]] = []

    async def sign(self, ref, text):
        await self.gate.wait()
        self.signed.append((ref, text))
        return await super().sign(ref, text)

    async def verify(self, text, signature, address):
        self.verified.append((text, signature, address))
        return await super().verify(text, signature, address)


@pytest.fixture
def app():
    made = FakeApplication(messages=GatedMessages())
    public = hotkey("public", seed=3, kind=None)
    plain = hotkey("plain", seed=2, kind=KeyFormat.JSON)
    made.wallets.become(wallet("my-cold", hotkey(), plain, public), watched(), empty())
    return made


@pytest.fixture
def dialog_of(app, theme, window, open_over):
    async def opened(name="my-cold"):
        dialog = MessageDialog(app, theme, window, signing_keys(app, name))
        return dialog, await open_over(dialog)

    return opened


async def unlocked(app):
    await app.locks.unlock(COLD, Secret.of_text("password"))


def test_keys_that_are_here_can_sign_the_coldkey_first(app):
    assert signing_keys(app, "my-cold") == (COLD, MINER, KeyRef("my-cold", "plain"))
    assert signing_keys(app, "treasury") == signing_keys(app, "hollow") == ()
    assert signing_keys(app, "nobody") == ()


async def test_the_text_is_signed_as_it_was_pasted_with_every_kind_of_space(app, dialog_of):
    await unlocked(app)
    dialog, _ = await dialog_of()
    text = "12\u00a0τ\u202fto\u2009him\nand her "
    dialog.sign.text.setPlainText(text)
    dialog.sign.go.click()
    await until(dialog.sign.copy.isEnabled)
    assert app.messages.signed == [(COLD, text)]


@pytest.mark.parametrize("panel", ["sign", "verify"])
async def test_what_would_not_be_seen_is_written_out_before_it_is_signed(dialog_of, panel):
    dialog, _ = await dialog_of()
    dialog.tabs.setCurrentIndex(["sign", "verify"].index(panel))
    shown = getattr(dialog, panel)
    shown.text.setPlainText("I owe \u202e001\u202c TAO")
    assert shown.written.isVisible()
    assert shown.written.text.toPlainText() == "I owe ⟨U+202E⟩001⟨U+202C⟩ TAO"
    shown.text.setPlainText("I owe 100 TAO,\nmy lord")
    assert not shown.written.isVisible()


async def test_what_is_written_out_covers_nothing_in_the_least_window(dialog_of, window):
    window.resize(960, 640)
    dialog, _ = await dialog_of()
    dialog.sign.text.setPlainText("a\u202eb")
    rows = (dialog.sign.text, dialog.sign.written, dialog.sign.signature)

    def is_laid_out():
        first, second, third = (row.geometry() for row in rows)
        return first.bottom() < second.top() and second.bottom() < third.top()

    await until(is_laid_out, "one below the other")


async def test_an_open_key_signs_and_the_signature_can_be_copied(app, dialog_of):
    await unlocked(app)
    dialog, _ = await dialog_of()
    assert not dialog.sign.go.isEnabled()
    dialog.sign.text.setPlainText("it is me")
    dialog.sign.go.click()
    await until(dialog.sign.copy.isEnabled)
    assert app.messages.signed == [(COLD, "it is me")]
    dialog.sign.copy.click()
    assert QGuiApplication.clipboard().text() == app.messages.signature


async def test_a_locked_key_is_unlocked_first(app, dialog_of, window):
    dialog, _ = await dialog_of()
    dialog.sign.text.setPlainText("it is me")
    dialog.sign.go.click()
    await until(lambda: window.findChildren(UnlockDialog))
    asked = window.findChildren(UnlockDialog)[0]
    asked.form.field.setText("password")
    asked.form.submit()
    await until(dialog.sign.copy.isEnabled)
    assert app.messages.signed == [(COLD, "it is me")]


async def test_giving_up_the_password_signs_nothing(app, dialog_of, window):
    dialog, _ = await dialog_of()
    dialog.sign.text.setPlainText("it is me")
    dialog.sign.go.click()
    await until(lambda: window.findChildren(UnlockDialog))
    window.findChildren(UnlockDialog)[0].reject()
    await until(lambda: not dialog.sign.tasks.running("sign"))
    assert app.messages.signed == []
    assert dialog.sign.signature.toPlainText() == ""


async def test_a_hotkey_can_be_chosen(app, dialog_of):
    await app.locks.unlock(MINER, Secret.of_text("password"))
    dialog, _ = await dialog_of()
    dialog.sign.key.setCurrentIndex(1)
    dialog.sign.text.setPlainText("it is me")
    dialog.sign.go.click()
    await until(lambda: app.messages.signed == [(MINER, "it is me")])


async def test_another_text_forgets_the_signature(app, dialog_of):
    await unlocked(app)
    dialog, _ = await dialog_of()
    dialog.sign.text.setPlainText("it is me")
    dialog.sign.go.click()
    await until(dialog.sign.copy.isEnabled)
    dialog.sign.text.setPlainText("it is you")
    assert dialog.sign.signature.toPlainText() == ""
    assert not dialog.sign.copy.isEnabled()


async def test_a_signature_of_a_text_that_was_changed_meanwhile_is_not_shown(app, dialog_of):
    await unlocked(app)
    app.messages.gate.clear()
    dialog, _ = await dialog_of()
    dialog.sign.text.setPlainText("it is me")
    dialog.sign.go.click()
    await until(lambda: dialog.sign.tasks.running("sign"))
    dialog.sign.text.setPlainText("it is you")
    app.messages.gate.set()
    await until(lambda: not dialog.sign.tasks.running("sign"))
    assert dialog.sign.signature.toPlainText() == ""


async def test_what_cannot_be_signed_is_said(app, dialog_of):
    await unlocked(app)
    app.messages.error = AppError(ErrorKind.BAD_INPUT, "no", {"reason": "message-hash"})
    dialog, _ = await dialog_of()
    dialog.sign.text.setPlainText("x" * 32)
    dialog.sign.go.click()
    await until(lambda: "can be the hash of a transaction" in dialog.sign.message)


def verify(dialog, text="it is me", signature="", address_=""):
    panel = dialog.verify
    panel.text.setPlainText(text)
    panel.signature.setText(signature)
    panel.address.setText(address_)
    panel.go.click()
    return panel


async def test_a_right_signature_names_the_signer_if_it_is_known(app, dialog_of):
    dialog, _ = await dialog_of()
    panel = verify(dialog, signature=f" {app.messages.signature} ", address_=f" {address(100)}")
    await until(lambda: panel.message == "Right: my-cold signed exactly this text.")
    assert app.messages.verified == [("it is me", app.messages.signature, address(100))]


async def test_a_wrong_signature_is_told_as_one(app, dialog_of):
    dialog, _ = await dialog_of()
    panel = verify(dialog, signature="0x00", address_=address(9))
    await until(lambda: panel.message.startswith("Not right: "))
    assert address(9)[:4] in panel.message


@pytest.mark.parametrize(
    ("field", "says"), [("signature", "That is no signature"), ("address", "That is no address")]
)
async def test_what_is_no_signature_or_address_is_marked(app, dialog_of, field, says):
    app.messages.error = AppError(ErrorKind.BAD_INPUT, "no", {"field": field})
    dialog, _ = await dialog_of()
    panel = verify(dialog, signature="abc", address_="abc")
    await until(lambda: panel.message.startswith(says))
    assert getattr(panel, field).property("invalid") == "true"


async def test_the_verdict_goes_when_anything_is_changed(app, dialog_of):
    dialog, _ = await dialog_of()
    panel = verify(dialog, signature="0x00", address_=address(9))
    await until(lambda: panel.message != "")
    panel.address.setText("")
    assert panel.message == ""
    assert not panel.go.isEnabled()


async def test_without_a_key_there_is_nothing_but_verifying(app, dialog_of):
    dialog, answer = await dialog_of("treasury")
    assert dialog.sign is None
    assert dialog.verify.isVisible()
    assert dialog.accessibleName() == "Verify a message"
    dialog.close_button.click()
    assert await answer


async def test_every_control_has_a_name_on_both_tabs(app, dialog_of):
    dialog, _ = await dialog_of()
    assert unnamed_controls(dialog) == []
    dialog.tabs.setCurrentIndex(1)
    assert unnamed_controls(dialog) == []
