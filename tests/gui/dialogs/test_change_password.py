"""A password is changed once it is sure what is wanted, and no secret stays in the dialog."""

from __future__ import annotations

import asyncio

import pytest

from core.domain.keys import KeyFormat, KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from gui.dialogs.change_password import (
    NewPasswordDialog,
    reencrypt_dialog,
    restore_public_dialog,
)
from gui.dialogs.key_work import UNFLUSHED
from tests.fakes.application import FakeApplication
from tests.fakes.key_records import fingerprint, hotkey, wallet
from tests.fakes.waiting import until
from tests.fakes.wallets import FakeWallets
from tests.gui.accessible import unnamed_controls

COLD = KeyRef("my-cold")
PLAIN = KeyRef("my-cold", "plain")
OLD = KeyRef("old")
STRONG = "orchard velvet tin"


class GatedWallets(FakeWallets):
    """Changing a password takes until ``gate`` is set; keeps the secrets it was given."""

    def __init__(self, *wallets) -> None:
        super().__init__(*wallets)
        self.gate = asyncio.Event()
        self.gate.set()
        self.given: list[object] = []
        self.expected: object = None
        self.was_cancelled = False

    async def change_password(self, ref, old, new, expected=None):
        self.given += [secret for secret in (old, new) if secret is not None]
        self.expected = expected
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.was_cancelled = True
            raise
        return await super().change_password(ref, old, new, expected)


@pytest.fixture
def app():
    plain = hotkey("plain", kind=KeyFormat.JSON)
    records = (wallet("my-cold", plain), wallet("old", kind=KeyFormat.ANSIBLE, seed=101))
    return FakeApplication(wallets=GatedWallets(*records))


def fill(dialog, old="password", new=STRONG, again=None):
    if dialog.old is not None:
        dialog.old.setText(old)
    dialog.new.field.setText(new)
    dialog.new.again.setText(new if again is None else again)
    dialog.confirm.click()


async def test_a_strong_password_is_changed_at_once(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    answer = await open_over(dialog)
    fill(dialog)
    assert await answer
    assert app.wallets.done == [("change_password", COLD, "password", STRONG)]
    assert app.wallets.expected == fingerprint(100)


async def test_nothing_can_be_confirmed_before_all_is_filled_in(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    await open_over(dialog)
    dialog.old.setText("password")
    dialog.new.field.setText(STRONG)
    assert not dialog.confirm.isEnabled()
    dialog.new.again.setText(STRONG)
    assert dialog.confirm.isEnabled()


async def test_what_the_disk_did_not_confirm_is_remarked_on(app, theme, open_over):
    app.wallets.is_flushed = False
    dialog = reencrypt_dialog(app, theme, OLD)
    answer = await open_over(dialog)
    dialog.field.setText("password")
    dialog.confirm.click()
    assert await answer
    assert dialog.remark == UNFLUSHED


async def test_two_different_new_passwords_are_refused(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    await open_over(dialog)
    fill(dialog, again="something else")
    await until(lambda: dialog.message != "")
    assert dialog.message == "The two are not the same."
    assert dialog.new.again.property("invalid") == "true"
    assert app.wallets.done == []


async def test_the_old_password_is_no_new_one(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    await open_over(dialog)
    fill(dialog, old=STRONG)
    await until(lambda: dialog.message == "The new password is the old one.")
    assert app.wallets.done == []


async def test_a_weak_password_needs_a_second_yes(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    answer = await open_over(dialog)
    fill(dialog, new="weak")
    await until(lambda: dialog.confirm.text() == "Use it anyway")
    assert app.wallets.done == []
    dialog.confirm.click()
    assert await answer
    assert app.wallets.done == [("change_password", COLD, "password", "weak")]


async def test_the_second_yes_holds_for_that_password_only(app, theme, open_over, qtbot):
    dialog = NewPasswordDialog(app, theme, COLD)
    await open_over(dialog)
    fill(dialog, new="weak")
    await until(lambda: dialog.confirm.text() == "Use it anyway")
    qtbot.keyClicks(dialog.new.field, "er")
    assert dialog.confirm.text() == "Change password"
    dialog.new.again.setText("weaker")
    dialog.confirm.click()
    await until(lambda: dialog.confirm.text() == "Use it anyway")
    assert app.wallets.done == []


async def test_a_wrong_password_is_said_and_can_be_corrected(app, theme, open_over):
    app.wallets.error = AppError(ErrorKind.WRONG_PASSWORD, "no", {"wallet": "my-cold"})
    dialog = NewPasswordDialog(app, theme, COLD)
    answer = await open_over(dialog)
    fill(dialog)
    await until(lambda: dialog.message.startswith("Wrong password."))
    assert dialog.old.property("invalid") == "true"
    fill(dialog)
    assert await answer


async def test_a_file_changed_by_another_program_is_told(app, theme, open_over):
    facts = {"reason": KeyReason.CHANGED, "name": "my-cold"}
    app.wallets.error = AppError(ErrorKind.STALE, "changed", facts)
    dialog = NewPasswordDialog(app, theme, COLD)
    await open_over(dialog)
    fill(dialog)
    await until(lambda: dialog.message.startswith("The file changed."))


async def test_every_secret_is_wiped_and_every_field_empty(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    answer = await open_over(dialog)
    app.wallets.gate.clear()
    fill(dialog)
    await until(lambda: len(app.wallets.given) == 2)
    assert all(field.is_empty for field in dialog.fields)
    app.wallets.gate.set()
    await answer
    assert [len(secret) for secret in app.wallets.given] == [0, 0]


async def test_cancel_ends_the_work(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    answer = await open_over(dialog)
    app.wallets.gate.clear()
    fill(dialog)
    await until(lambda: len(app.wallets.given) == 2)
    assert not dialog.confirm.isEnabled()
    dialog.cancel.click()
    assert not await answer
    await until(lambda: app.wallets.was_cancelled)
    assert [len(secret) for secret in app.wallets.given] == [0, 0]


async def test_enter_pressed_twice_changes_it_once(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    answer = await open_over(dialog)
    app.wallets.gate.clear()
    fill(dialog)
    dialog.submit()
    await until(lambda: len(app.wallets.given) == 2)
    dialog.submit()
    app.wallets.gate.set()
    await answer
    assert len(app.wallets.done) == 1


async def test_giving_up_leaves_nothing_in_the_fields(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    answer = await open_over(dialog)
    dialog.old.setText("password")
    dialog.reject()
    assert dialog.old.is_empty
    assert not await answer


async def test_a_key_in_plaintext_is_encrypted_without_an_old_password(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, PLAIN)
    answer = await open_over(dialog)
    assert dialog.old is None
    assert dialog.accessibleName() == "Encrypt hotkey plain"
    fill(dialog)
    assert await answer
    assert app.wallets.done == [("change_password", PLAIN, None, STRONG)]


async def test_the_keys_own_name_makes_a_password_weaker(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    await open_over(dialog)
    dialog.new.field.setText(STRONG)
    await dialog.new.meter.settle()
    assert app.strength.familiar == ("my-cold",)


async def test_caps_lock_is_told(app, theme, open_over, qtbot):
    dialog = NewPasswordDialog(app, theme, COLD)
    await open_over(dialog)
    qtbot.keyClicks(dialog.old, "A")
    assert dialog.message == "Caps Lock is on."


async def test_a_legacy_key_is_encrypted_anew_under_its_own_password(app, theme, open_over):
    dialog = reencrypt_dialog(app, theme, OLD)
    answer = await open_over(dialog)
    dialog.field.setText("password")
    dialog.confirm.click()
    assert await answer
    assert app.wallets.done == [("change_password", OLD, "password", "password")]
    assert {len(secret) for secret in app.wallets.given} == {0}


async def test_a_wrong_password_does_not_encrypt_anew(app, theme, open_over):
    app.wallets.error = AppError(ErrorKind.WRONG_PASSWORD, "no")
    dialog = reencrypt_dialog(app, theme, OLD)
    await open_over(dialog)
    dialog.field.setText("password")
    dialog.confirm.click()
    await until(lambda: dialog.message.startswith("Wrong password."))
    assert dialog.field.property("invalid") == "true"


@pytest.mark.parametrize(("ref", "asks"), [(COLD, True), (PLAIN, False)])
async def test_the_public_file_is_restored(app, theme, open_over, ref, asks):
    dialog = restore_public_dialog(app, theme, ref)
    answer = await open_over(dialog)
    assert (dialog.field is not None) is asks
    if asks:
        dialog.field.setText("password")
    dialog.confirm.click()
    assert await answer
    assert app.wallets.done == [("restore_public", ref)]


async def test_every_control_of_the_dialog_has_a_name(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    await open_over(dialog)
    assert unnamed_controls(dialog) == []


async def test_tab_goes_from_field_to_field_and_to_the_buttons(app, theme, open_over):
    dialog = NewPasswordDialog(app, theme, COLD)
    await open_over(dialog)
    fill(dialog, again="x")
    await until(lambda: dialog.message != "")
    seen = []
    dialog.old.setFocus()
    for _ in range(8):
        seen.append(dialog.focusWidget().accessibleName() or dialog.focusWidget().text())
        dialog.focusNextPrevChild(True)
    names = [name for name in seen if name]
    order = ["Password now", "New password", "New password again", "Cancel", "Change password"]
    assert [name for name in names if name in order] == order
