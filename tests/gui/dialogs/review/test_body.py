"""Everything that can be said of a review can be shown, at any size and in any words."""

from __future__ import annotations

import asyncio

import pytest

from core.domain.contacts import Contact
from core.domain.keys import KeyRef
from core.domain.transactions import Notice, NoticeKind, Risk
from gui.dialogs.overlay import answer
from gui.dialogs.review import ReviewDialog, ReviewRequest
from gui.dialogs.review.body import ReviewBody
from gui.dialogs.review.words import text_of
from gui.names import Names
from gui.widgets.address_diff import AddressDiff
from gui.widgets.banner import Banner
from tests.builders import NOW, hostile_texts
from tests.fakes.application import FakeApplication
from tests.fakes.reviews import ALICE, BOB, registration, review, stake, transfer
from tests.fakes.waiting import until

FACTS = {
    **dict.fromkeys(("amount", "fee", "reserve", "usable", "missing", "left"), "1000000000"),
    **dict.fromkeys(("deposit", "limit", "price", "spent", "least"), "500"),
    **dict.fromkeys(("address", "owner"), ALICE),
    "hash": "0x" + "ab" * 32,
    "netuid": "14",
    "uid": "3",
}
EVERY_NOTICE = tuple(Notice(kind, FACTS) for kind in NoticeKind)


def body_of(qtbot, theme, shown, names=None):
    known = names or Names()
    body = ReviewBody(theme, shown, text_of(shown, known), known)
    qtbot.addWidget(body)
    body.resize(632, 600)
    return body


@pytest.mark.parametrize("notice", EVERY_NOTICE, ids=lambda notice: notice.kind.value)
def test_every_notice_is_said(qtbot, theme, notice):
    body = body_of(qtbot, theme, review(blockers=(notice,), warnings=()))
    [banner] = [one for one in body.findChildren(Banner) if not one.isHidden()]
    assert banner._title.text()
    assert banner._body.text()
    assert "{" not in banner._body.text()
    assert "?" not in banner._body.text()


def test_an_address_like_a_known_one_is_compared_with_it(qtbot, theme):
    notice = Notice(NoticeKind.LOOK_ALIKE, {"address": ALICE})
    names = Names(book=[Contact(ALICE, "treasury", 0.0)])
    body = body_of(qtbot, theme, review(warnings=(notice,), risk=Risk.HIGH), names)
    [diff] = body.findChildren(AddressDiff)
    assert f"treasury {ALICE}, this one {BOB}" in diff.accessibleName()


@pytest.mark.parametrize("risk", list(Risk))
def test_what_is_risky_stands_before_the_call(qtbot, theme, risk):
    body = body_of(qtbot, theme, review(risk=risk))
    body.show()
    [banner] = [one for one in body.findChildren(Banner) if not one.isHidden()]
    assert (banner.y() < body.signed.y()) is (risk is Risk.HIGH)


def test_hostile_names_are_shown_clean(qtbot, theme):
    for text in hostile_texts(40):
        names = Names(book=[Contact(BOB, text, 0.0)])
        shown = review()
        assert "\u202e" not in text_of(shown, names).title
        body_of(qtbot, theme, shown, names).grab()


@pytest.mark.parametrize("intent", [transfer(), stake(), registration()])
async def test_a_small_window_shows_the_buttons_and_what_must_be_typed(theme, window, intent):
    window.resize(960, 640)
    shown = review(intent, warnings=EVERY_NOTICE, risk=Risk.HIGH)

    async def again():
        return shown

    request = ReviewRequest(shown, KeyRef("my-cold"), Names(), again)
    dialog = ReviewDialog(FakeApplication(), theme, window, request, lambda: NOW + 1)
    task = asyncio.ensure_future(answer(dialog, window))
    await until(dialog.isVisible)
    await until(lambda: 0 < dialog.height() <= 640, "a dialog inside its window")
    for part in (dialog.primary, dialog.cancel, dialog.room.consent.field):
        corner = part.mapTo(window, part.rect().bottomRight())
        assert window.rect().contains(corner)
        assert part.visibleRegion().boundingRect() == part.rect()
    dialog.reject()
    await task
