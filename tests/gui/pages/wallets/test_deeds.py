"""What is asked for on the page is done in a dialog, and told afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from core.domain.keys import Finding, KeyRef, Secret
from core.domain.networks import PRACTICE
from core.domain.wallets import Health, HealthItem, Repair
from core.errors import AppError, ErrorKind
from gui.dialogs.change_password import NewPasswordDialog, OldPasswordDialog
from gui.dialogs.export_key import ExportJsonDialog
from gui.dialogs.key_work import UNFLUSHED
from gui.dialogs.put_away import NoBackupDialog, PutAwayDialog
from gui.dialogs.sign_message import MessageDialog
from gui.dialogs.unlock import UnlockDialog
from gui.routes import CHECK, HOTKEYS, wallet_route
from tests.builders import address, connection
from tests.fakes.waiting import until

COLD = KeyRef("my-cold")
MINER = KeyRef("my-cold", "miner-2")


@pytest.fixture
async def shown(stage):
    await stage.show()
    return stage


async def told(stage, words):
    await until(lambda: words in stage.page.told.accessibleName(), words)


async def test_a_mode_is_repaired_at_once_and_told(shown, app):
    item = HealthItem(MINER, Finding.OPEN_MODE, Repair.RESTRICT_MODE)
    shown.detail.health.repair_requested.emit(item)
    await told(shown, "Only you can read miner-2 now.")
    assert app.wallets.done == [("repair_mode", item)]


async def test_a_link_is_replaced_at_once_and_told(shown, app):
    item = HealthItem(COLD, Finding.SYMLINK, Repair.REPLACE_LINK)
    shown.detail.health.repair_requested.emit(item)
    await told(shown, "my-cold is here itself now.")
    assert app.wallets.done == [("replace_link", item)]


async def test_findings_are_looked_for_again_after_a_repair(shown, app):
    item = HealthItem(MINER, Finding.OPEN_MODE, Repair.RESTRICT_MODE)
    app.wallets.healths["my-cold"] = Health((item,), 5)
    shown.detail.again = shown.detail.health.again.click()
    await until(lambda: shown.detail.health.note.text().startswith("1 warning"))
    app.wallets.healths["my-cold"] = Health((), 6)
    shown.detail.health.repair_requested.emit(item)
    await until(lambda: shown.detail.health.note.text().startswith("no warnings"))


@pytest.mark.parametrize(
    ("repair", "dialog"),
    [
        (Repair.ENCRYPT, NewPasswordDialog),
        (Repair.REENCRYPT, OldPasswordDialog),
        (Repair.RESTORE_PUBLIC, OldPasswordDialog),
    ],
)
async def test_other_repairs_ask_for_a_password(shown, repair, dialog):
    shown.page.deeds.repair(HealthItem(COLD, None, repair))
    (await shown.found(dialog)).reject()
    await until(lambda: not shown.page.tasks.running("deed"))
    assert not shown.page.told.isVisible()


async def test_a_missing_backup_leads_to_the_drill(shown):
    shown.page.deeds.repair(HealthItem(COLD, None, Repair.VERIFY_BACKUP))
    assert shown.routes == [wallet_route("my-cold", CHECK)]


async def test_the_password_button_changes_it_and_says_so(shown, app):
    shown.detail.facts.password.click()
    dialog = await shown.found(NewPasswordDialog)
    dialog.old.setText("password")
    dialog.new.field.setText("orchard velvet tin")
    dialog.new.again.setText("orchard velvet tin")
    dialog.confirm.click()
    await told(shown, "my-cold has a new password.")
    assert app.wallets.done[-1][0] == "change_password"


async def test_a_password_that_the_disk_did_not_confirm_is_told_as_changed_with_a_remark(
    shown, app
):
    app.wallets.is_flushed = False
    shown.detail.facts.password.click()
    dialog = await shown.found(NewPasswordDialog)
    dialog.old.setText("password")
    dialog.new.field.setText("orchard velvet tin")
    dialog.new.again.setText("orchard velvet tin")
    dialog.confirm.click()
    await told(shown, f"my-cold has a new password. {UNFLUSHED}")


async def test_the_lock_opens_by_password_and_locks_at_once(shown, app):
    shown.detail.header.lock.click()
    dialog = await shown.found(UnlockDialog)
    dialog.form.field.setText("password")
    dialog.form.submit()
    await until(lambda: app.locks.is_unlocked(COLD))
    await until(lambda: shown.detail.header.lock.text() == "unlocked")
    shown.detail.header.lock.click()
    await until(lambda: not app.locks.is_unlocked(COLD))


async def test_signing_offers_the_keys_of_the_wallet(shown):
    shown.detail.header.sign.click()
    dialog = await shown.found(MessageDialog)
    assert dialog.sign.key.count() == 4
    dialog.reject()


async def test_the_address_is_copied(shown):
    shown.detail.receive.copy.click()
    assert QGuiApplication.clipboard().text() == address(100)


async def choose_file(stage, path):
    await until(lambda: stage.window.findChild(QFileDialog) is not None, "a file dialog")
    dialog = stage.window.findChild(QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()


async def test_the_code_is_saved_as_a_picture(shown, tmp_path):
    shown.detail.receive.save.click()
    await choose_file(shown, tmp_path / "code.png")
    await told(shown, "The QR code is at ")
    assert QImage(str(tmp_path / "code.png")).width() == 41 * 16


async def test_the_encrypted_keyfile_is_exported_where_it_was_asked_for(shown, app, tmp_path):
    shown.page.deeds.export_keyfile(COLD)
    await choose_file(shown, tmp_path / "key")
    await told(shown, "The encrypted keyfile is at ")
    assert app.backups.exports == [("keyfile", COLD, tmp_path / "key")]


async def test_a_refused_export_is_told(shown, app, tmp_path):
    facts = {"reason": "key-exists", "name": "key"}
    app.backups.error = AppError(ErrorKind.BAD_INPUT, "there", facts)
    shown.page.deeds.export_keyfile(COLD)
    await choose_file(shown, tmp_path / "key")
    await until(shown.page.banner.isVisible)
    assert "There is a key already." in shown.page.banner.accessibleName()


async def test_the_json_asks_for_a_place_first_and_then_for_a_passphrase(shown, app, tmp_path):
    shown.page.deeds.export_json(COLD)
    await choose_file(shown, tmp_path / "key.json")
    dialog = await shown.found(ExportJsonDialog)
    dialog.password.setText("password")
    dialog.passphrase.field.setText("orchard velvet tin")
    dialog.passphrase.again.setText("orchard velvet tin")
    dialog.confirm.click()
    await told(shown, "The polkadot-js JSON is at ")
    assert app.backups.exports == [("polkadot-js", COLD, tmp_path / "key.json")]


async def test_without_a_backup_nothing_is_put_away(shown, app):
    app.wallets.backed_up = False
    shown.page.deeds.put_away(COLD)
    (await shown.found(NoBackupDialog)).check.click()
    await until(lambda: shown.routes == [wallet_route("my-cold", CHECK)])
    assert app.wallets.done == []


async def test_a_wallet_that_is_put_away_makes_room_for_another(shown, app):
    shown.page.deeds.put_away(COLD)
    dialog = await shown.found(PutAwayDialog)
    rest = app.wallets.listing.wallets[1:]
    app.wallets.chosen = KeyRef("treasury")
    app.wallets.become(*rest)
    dialog.name.setText("my-cold")
    dialog.confirm.click()
    await told(shown, "my-cold was put away to /trash.")
    await until(lambda: shown.shown == "treasury")


async def test_choosing_a_hotkey_is_remembered(shown, app):
    shown.page.deeds.choose(MINER)
    await told(shown, "miner-2 is the chosen hotkey.")
    assert app.wallets.chosen == MINER


async def test_practice_tao_is_asked_for_once(shown, app):
    app.network.become(connection(network=PRACTICE))
    await until(shown.detail.receive.practice.isVisible)
    shown.detail.receive.practice.click()
    shown.detail.receive.practice.click()
    await told(shown, "100 practice TAO came with block ")
    assert app.accounts.asked_for == [address(100)]


async def test_a_failed_deed_is_told_on_the_page(shown, app):
    app.wallets.error = AppError(ErrorKind.STORAGE, "full", {"path": "wallets"})
    shown.page.deeds.choose(MINER)
    await until(shown.page.banner.isVisible)
    assert "Cannot write." in shown.page.banner.accessibleName()


async def test_adding_a_hotkey_is_a_wizards_affair(shown):
    shown.detail.hotkeys.add.click()
    assert shown.routes == [wallet_route("my-cold", HOTKEYS)]


def popup_words():
    menu = QApplication.activePopupWidget()
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return words


async def test_menus_open_below_their_buttons(shown):
    shown.detail.header.more.click()
    assert "Put away…" in popup_words()
    shown.detail.facts.back_up.click()
    assert popup_words()[0] == "Check the recovery words…"
    shown.list.new.click()
    assert popup_words() == ["Create a wallet…", "Import a wallet…", "Watch an address…"]


async def test_a_hotkey_has_its_menu_by_mouse_and_by_keyboard(shown):
    table = shown.detail.hotkeys.table
    table.choose(1)
    table.opened.emit(1)
    assert popup_words()[0] == "Choose this hotkey"
    place = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.mapToGlobal(place))
    table.contextMenuEvent(event)
    assert "Change password…" in popup_words()


async def test_the_wallet_of_an_open_key_can_be_locked_from_the_menu(shown, app):
    await app.locks.unlock(COLD, Secret.of_text("password"))
    await until(lambda: shown.detail.header.lock.text() == "unlocked")
    shown.detail.header.more.click()
    assert "Lock all keys" in popup_words()
