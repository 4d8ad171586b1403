"""The head of a review names the network that it would be signed for."""

from __future__ import annotations

from core.domain.keys import KeyRef
from core.domain.networks import FINNEY
from gui.dialogs.review import ReviewDialog, ReviewRequest
from gui.names import Names
from gui.network_look import look_of
from tests.builders import NOW, connection
from tests.fakes.application import FakeApplication
from tests.fakes.reviews import review


async def test_a_review_made_again_on_another_network_names_that_one(theme, window):
    app = FakeApplication()

    async def again():
        return review()

    request = ReviewRequest(review(), KeyRef("my-cold"), Names(), again)
    dialog = ReviewDialog(app, theme, window, request, lambda: NOW)
    badge = dialog._head.badge
    assert "practice" in badge.accessibleName()
    app.network.become(connection(network=FINNEY))
    dialog.show_review(await again())
    assert badge.accessibleName() == f"Network: {look_of(FINNEY).chip}"
    dialog.deleteLater()
