"""The review dialog: what would be signed, then signing it, then what becomes of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import aclosing
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from core.application import Application
from core.domain.transactions import Outcome, Receipt, Review, Risk
from core.errors import AppError, ErrorKind
from gui.dialogs.overlay import WIDE, Dialog, answer
from gui.dialogs.review.body import ReviewBody
from gui.dialogs.review.consent import ConsentRoom
from gui.dialogs.review.head import Decoded, ReviewHead, Steady
from gui.dialogs.review.progress import ProgressBody
from gui.dialogs.review.request import ReviewRequest, ReviewResult
from gui.dialogs.review.signing import submitted
from gui.dialogs.review.words import text_of
from gui.dialogs.unlock import ensure_unlocked
from gui.outcomes import unsent_words
from gui.tasks import TaskScope, Work
from gui.theme.theme import Theme
from gui.widgets.banner import Banner
from gui.widgets.fitting_scroll import FittingScroll

_TICK_MS: Final = 1000
_SIGN: Final = "Sign and send"
_AGAIN: Final = "Review again"


class ReviewDialog(Dialog):
    """Nothing is signed without a press of its button on a fresh, unblocked review.

    Before something is signed Esc and Cancel leave nothing behind. From then
    on they only stop watching: the journal has it, and the chain will tell.
    """

    def __init__(
        self,
        app: Application,
        theme: Theme,
        window: QWidget,
        request: ReviewRequest,
        clock: Callable[[], float] = time.time,
    ) -> None:
        head = ReviewHead(theme, app.network.state.network)
        super().__init__(theme, "Review", width=WIDE, head=head)
        self._head = head
        self._app = app
        self._window = window
        self._request = request
        self._clock = clock
        self._entered = False
        self._working = False
        self._stale = False
        self._purpose = ""
        self._signed_at = 0.0
        self._review = request.review
        self.receipt: Receipt | None = None
        self.wants_activity = False
        self.reading: ReviewBody | None = None
        self.room = ConsentRoom()
        self.progress: ProgressBody | None = None
        self.banner = Banner(theme)
        self._scroll = FittingScroll()
        self.note = Decoded(theme)
        self.add_note(self.note)
        self.activity = self.offer("Show in Activity")
        self.cancel = self.offer("Cancel")
        self.primary = self.offer(_SIGN, role="primary")
        self._steady = Steady(self.primary)
        self.tasks = TaskScope(self, on_error=self._on_error)
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._wire()
        self.show_review(request.review)

    def _wire(self) -> None:
        for part in (self.banner, self._scroll, self.room):
            self.body.addWidget(part)
        self.primary.setAutoDefault(True)
        self.room.changed.connect(self._look)
        self.activity.hide()
        self.cancel.clicked.connect(self.reject)
        self.primary.clicked.connect(self._on_primary)
        self.activity.clicked.connect(self._on_activity)
        self.finished.connect(self.tasks.cancel_all)
        self._ticker.timeout.connect(self._look)
        self._ticker.start()

    @property
    def title(self) -> str:
        return self._head.title.text()

    # -- reading

    def show_review(self, review: Review) -> None:
        """Put a review before the person, from its beginning."""
        text = text_of(review, self._request.names, self._request.pay_note)
        self._purpose = text.purpose
        self._head.title.setText(text.title)
        self._head.badge.show_network(self._app.network.state.network)  # it may be another by now
        self.setAccessibleName(text.title)
        self._review, self._stale = review, False
        self.receipt, self.progress = None, None
        self.reading = ReviewBody(self.theme, review, text, self._request.names)
        self._scroll.put_in(self.reading)
        risky = review.risk is Risk.HIGH and not review.blockers
        self.room.ask(text.confirmation if risky else None)
        self.banner.dismiss()
        self._steady.begin()
        self.note.show()
        self.activity.hide()
        self.cancel.setText("Cancel")
        for button in (self.cancel, self.primary):
            button.show()
        self._look()

    def _look(self) -> None:
        """Bring countdown and button up to the clock."""
        if self.reading is None:
            return
        now = self._clock()
        self.reading.show_time(self._review.expires_at - now)
        self._stale = self._stale or not self._review.fresh(now)
        seconds = f" ({self.room.seconds})" if self.room.seconds else ""
        self.primary.setText(_AGAIN if self._stale else f"{_SIGN}{seconds}")
        agreed = not self._review.blockers and self.room.agreed
        self.primary.setEnabled((self._stale or agreed) and not self._working)

    # -- doing

    def _on_primary(self) -> None:
        if self._stale:
            self._begin(self._review_again())
        elif self.reading is not None:
            self._begin(self._sign_and_send())
        else:
            self.accept()

    def _begin(self, work: Work) -> None:
        self._working = True
        self.primary.setEnabled(False)
        self.tasks.start("work", self._doing(work))

    async def _doing(self, work: Work) -> None:
        try:
            await work
        finally:
            self._working = False
        self._look()

    async def _review_again(self) -> None:
        self.show_review(await self._request.again())

    async def _sign_and_send(self) -> None:
        app, ref = self._app, self._request.ref
        if not await ensure_unlocked(app, self.theme, self._window, ref, self._purpose):
            return
        self._look()
        if self._stale:  # the password took longer than a review lives
            return
        self._watch()
        async with aclosing(submitted(app, ref, self._review)) as receipts:
            async for receipt in receipts:
                self._show_receipt(receipt)
        self._end()

    # -- watching

    def _watch(self) -> None:
        self.reading = None
        self.progress = ProgressBody(self.theme)
        self.progress.show_signing()
        self.room.ask(None)
        self._scroll.put_in(self.progress)
        self.banner.dismiss()
        self.note.hide()
        self.primary.hide()
        self.cancel.setFocus()

    def _show_receipt(self, receipt: Receipt) -> None:
        if self.receipt is None:
            self._signed_at = self._clock()
            self.cancel.setText("Stop watching")
        self.receipt = receipt
        self._request.followed(receipt)
        if self.progress is not None:
            self.progress.show_receipt(receipt, self._signed_at)

    def _end(self) -> None:
        """Nothing more comes: say what became of it and offer the way on."""
        receipt = self.receipt
        if receipt is None or self.progress is None:
            return
        self.progress.end()
        self._stale = receipt.outcome is Outcome.REFUSED
        self.primary.setText(_AGAIN if self._stale else _leaving(receipt))
        self.cancel.setText("Close")
        self.cancel.setVisible(self._stale)
        self.activity.show()
        self.primary.show()
        self.primary.setEnabled(True)
        self.primary.setFocus()

    def _on_error(self, error: AppError) -> None:
        """Nothing was signed: the review comes back with the reason."""
        if self.reading is None:
            self.show_review(self._review)
        self.banner.say_error(unsent_words(error))
        self._stale = error.kind not in (ErrorKind.LOCKED, ErrorKind.WRONG_PASSWORD)
        self._look()

    # -- leaving

    def _on_activity(self) -> None:
        self.wants_activity = True
        self.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """At first the focus goes to what comes next: typing, signing, or leaving."""
        if self._entered:
            return super().focusNextPrevChild(next)
        self._entered = True
        if self.room.consent is not None:
            self.room.consent.field.setFocus()
        else:
            (self.primary if self.primary.isEnabled() else self.cancel).setFocus()
        return True


def _leaving(receipt: Receipt) -> str:
    """Only what succeeded is done; from all else one goes away."""
    return "Done" if receipt.outcome is Outcome.SUCCEEDED else "Close"


async def review_and_send(
    app: Application, theme: Theme, window: QWidget, request: ReviewRequest
) -> ReviewResult:
    """Show the review over ``window`` until it was cancelled, or sent and left."""
    dialog = ReviewDialog(app, theme, window, request)
    await answer(dialog, window)
    return ReviewResult(dialog.receipt, dialog.wants_activity)
