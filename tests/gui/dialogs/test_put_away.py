"""A key is put away once its name was typed, and not before its backup was checked."""

from __future__ import annotations

import pytest

from core.domain.keys import KeyRef
from core.errors import AppError, ErrorKind
from gui.dialogs.put_away import NoBackupDialog, PutAwayDialog, has_coldkey
from gui.widgets.labels import TextLabel
from tests.fakes.application import FakeApplication
from tests.fakes.key_records import hotkey, wallet, watched
from tests.fakes.waiting import until

COLD = KeyRef("my-cold")
MINER = KeyRef("my-cold", "miner-1")


@pytest.fixture
def app():
    made = FakeApplication()
    made.wallets.become(wallet("my-cold", hotkey(), hotkey("miner-2", seed=2)), watched())
    return made


def words(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(TextLabel))


async def test_only_the_whole_name_confirms(app, theme, open_over, qtbot):
    dialog = PutAwayDialog(app, theme, COLD)
    await open_over(dialog)
    for text in ("", "my", "MY-COLD"):
        dialog.name.setText(text)
        assert not dialog.confirm.isEnabled()
    dialog.submit()
    assert app.wallets.done == []
    dialog.name.setText(" my-cold ")
    assert dialog.confirm.isEnabled()


async def test_it_tells_where_the_key_went(app, theme, open_over):
    dialog = PutAwayDialog(app, theme, COLD)
    answer = await open_over(dialog)
    dialog.name.setText("my-cold")
    dialog.confirm.click()
    assert await answer
    assert app.wallets.done == [("put_away", COLD)]
    assert dialog.folder == "/trash"


@pytest.mark.parametrize(
    ("ref", "says"),
    [
        (COLD, "its 2 hotkeys go to a dated folder"),
        (MINER, "Where it is registered it stays registered."),
        (KeyRef("treasury"), "no key to lose"),
    ],
)
async def test_it_says_what_will_happen(app, theme, open_over, ref, says):
    dialog = PutAwayDialog(app, theme, ref)
    await open_over(dialog)
    assert says in words(dialog)


async def test_a_refusal_is_said_and_the_dialog_stays(app, theme, open_over):
    app.wallets.error = AppError(ErrorKind.STORAGE, "no", {"path": "wallets"})
    dialog = PutAwayDialog(app, theme, MINER)
    answer = await open_over(dialog)
    dialog.name.setText("miner-1")
    dialog.confirm.click()
    await until(lambda: dialog.message.startswith("Cannot write."))
    assert not answer.done()


async def test_without_a_backup_it_leads_to_checking_it(app, theme, open_over):
    dialog = NoBackupDialog(app, theme, COLD)
    answer = await open_over(dialog)
    assert "recovery words" in words(dialog)
    dialog.check.click()
    assert await answer


def test_only_a_coldkey_that_is_here_has_words_to_check(app):
    assert has_coldkey(app, MINER)
    assert not has_coldkey(app, KeyRef("treasury"))
