"""Findings, doubts and the backup's date come together."""

from __future__ import annotations

from core.domain.keys import CryptoType, Finding, KeyRef
from core.domain.wallets import Doubt, DoubtfulHotkey, Health, HealthItem, HotkeyReference
from gui.pages.wallets.checkup import check_up
from gui.widgets.buttons import Button
from gui.widgets.labels import TextLabel
from tests.fakes.application import FakeApplication
from tests.fakes.key_records import wallet
from tests.fakes.waiting import until

GONE = KeyRef("my-cold", "gone")


def doubtful(ref: KeyRef) -> DoubtfulHotkey:
    address = wallet("x").address
    return DoubtfulHotkey(HotkeyReference(ref, "", address, CryptoType.SR25519, ""), Doubt.GONE)


async def test_what_the_keyring_doubts_comes_before_what_the_files_say():
    app, record = FakeApplication(), wallet("my-cold")
    found = HealthItem(KeyRef("my-cold"), Finding.OPEN_MODE)
    app.wallets.healths["my-cold"] = Health((found,), 8)
    app.references.doubtful = [doubtful(GONE), doubtful(KeyRef("other", "gone"))]
    app.backups.dates[record.address] = 7.0
    health, when = await check_up(app, record)
    assert [(item.ref, item.doubt) for item in health.items] == [
        (GONE, Doubt.GONE),
        (found.ref, None),
    ]
    assert (health.passed, when) == (8, 7.0)


async def test_a_doubt_shows_on_the_page_and_is_gone_once_it_is_forgotten(stage, app):
    app.references.doubtful = [doubtful(GONE)]
    await stage.show()
    shown = stage.detail.health

    def words() -> list[str]:
        return [label.text() for label in shown.findChildren(TextLabel)]

    await until(lambda: "Hotkey gone: gone" in words())
    (forget,) = [b for b in shown.findChildren(Button) if b.text() == "Forget"]
    forget.click()
    await until(lambda: "Hotkey gone: gone" not in words())
    assert app.references.doubtful == []
