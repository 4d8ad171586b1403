"""The review dialog: what would be signed, then signing it, then what becomes of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.application import Application
from core.domain.networks import Network
from core.domain.transactions import Outcome, Receipt, Review, Risk, Stage
from core.errors import AppError, ErrorKind
from gui.dialogs.overlay import WIDE, Dialog, answer
from gui.dialogs.review.body import ReviewBody
from gui.dialogs.review.consent import Consent
from gui.dialogs.review.progress import ProgressBody
from gui.dialogs.review.request import ReviewRequest, ReviewResult
from gui.dialogs.review.words import text_of
from gui.dialogs.unlock import ensure_unlocked
from gui.outcomes import unsent_words
from gui.tasks import TaskScope, Work
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.banner import Banner
from gui.widgets.fitting_scroll import FittingScroll
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.network_badge import NetworkBadge

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
        self._title = TextLabel(role=FontRole.HEADING, wrap=True)
        network = app.network.state.network
        super().__init__(theme, "Review", width=WIDE, head=_head(self._title, theme, network))
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
        self.consent: Consent | None = None
        self.progress: ProgressBody | None = None
        self.banner = Banner(theme)
        self._scroll = FittingScroll()
        self.body.addWidget(self.banner)
        self.body.addWidget(self._scroll)
        self.note = _note(theme)
        self.add_note(self.note)
        self.activity = self.offer("Show in Activity")
        self.cancel = self.offer("Cancel")
        self.primary = self.offer(_SIGN, role="primary")
        self.primary.setAutoDefault(True)
        self.tasks = TaskScope(self, on_error=self._on_error)
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._wire()
        self.show_review(request.review)

    def _wire(self) -> None:
        self.primary.installEventFilter(self)
        self.activity.hide()
        self.cancel.clicked.connect(self.reject)
        self.primary.clicked.connect(self._on_primary)
        self.activity.clicked.connect(self._on_activity)
        self.finished.connect(self.tasks.cancel_all)
        self._ticker.timeout.connect(self._look)
        self._ticker.start()

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def is_stale(self) -> bool:
        """Whether the review shown can no longer be signed."""
        return self._stale

    # -- reading

    def show_review(self, review: Review) -> None:
        """Put a review before the person, from its beginning."""
        text = text_of(review, self._request.names, self._request.pay_note)
        self._purpose = text.purpose
        self._title.setText(text.title)
        self.setAccessibleName(text.title)
        self._review, self._stale = review, False
        self.receipt, self.progress = None, None
        self.reading = ReviewBody(self.theme, review, text, self._request.names)
        self._scroll.put_in(self.reading)
        risky = review.risk is Risk.HIGH and not review.blockers
        self._ask_for(Consent(text.confirmation) if risky else None)
        self.banner.dismiss()
        self.note.show()
        self.activity.hide()
        self.cancel.setText("Cancel")
        self.cancel.show()
        self._look()

    def _ask_for(self, consent: Consent | None) -> None:
        """Below the figures, so that it is in sight however long they are."""
        if self.consent is not None:
            self.consent.hide()
            self.consent.deleteLater()
        self.consent = consent
        if consent is not None:
            consent.changed.connect(self._look)
            self.body.addWidget(consent)

    def _look(self) -> None:
        """Bring countdown and button up to the clock."""
        if self.reading is None:
            return
        now = self._clock()
        self.reading.show_time(self._review.expires_at - now)
        self._stale = self._stale or not self._review.fresh(now)
        consent = self.consent
        seconds = f" ({consent.left})" if consent is not None and consent.counting else ""
        self.primary.setText(_AGAIN if self._stale else f"{_SIGN}{seconds}")
        agreed = not self._review.blockers and (consent is None or consent.ready)
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
        signer = app.locks.signer(ref)
        self._watch()
        async with aclosing(app.transfers.submit(self._review, signer)) as receipts:
            async for receipt in receipts:
                self._show_receipt(receipt)
        self._end()

    # -- watching

    def _watch(self) -> None:
        self.reading = None
        self.progress = ProgressBody(self.theme)
        self.progress.show_signing()
        self._ask_for(None)
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
        if self.progress is not None:
            self.progress.show_receipt(receipt, self._signed_at)

    def _end(self) -> None:
        """Nothing more comes: say what became of it and offer the way on."""
        receipt = self.receipt
        if receipt is None or self.progress is None:
            return
        self.progress.end()
        self._stale = receipt.outcome is Outcome.REFUSED
        self.primary.setText(_AGAIN if self._stale else "Done")
        self.cancel.setText("Close")
        self.cancel.setVisible(self._stale)
        self.activity.show()
        self.primary.show()
        self.primary.setEnabled(True)
        self.primary.setFocus()

    def _on_error(self, error: AppError) -> None:
        """Before the signature the review comes back; after it the chain tells."""
        receipt = self.receipt
        if receipt is None:
            if self.reading is None:
                self.show_review(self._review)
            message = unsent_words(error)
            self.banner.say_error(message)
            self._stale = error.kind not in (ErrorKind.LOCKED, ErrorKind.WRONG_PASSWORD)
            self._look()
            return
        outcome = Outcome.UNKNOWN
        if error.kind is ErrorKind.REJECTED:
            outcome = Outcome.REFUSED
        reason = error.facts.get("reason", "")
        stage = Stage.SENT if receipt.stage is Stage.SIGNED else receipt.stage
        self._show_receipt(replace(receipt, stage=stage, outcome=outcome, error=reason))
        self._end()

    # -- leaving

    def _on_activity(self) -> None:
        self.wants_activity = True
        self.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """At first the focus goes to what comes next: typing, signing, or leaving."""
        if self._entered:
            return super().focusNextPrevChild(next)
        self._entered = True
        if self.consent is not None:
            self.consent.field.setFocus()
        else:
            (self.primary if self.primary.isEnabled() else self.cancel).setFocus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that is held down from the page before must not sign."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and cast("QKeyEvent", event).isAutoRepeat():
            return True
        return super().eventFilter(watched, event)


def _head(title: TextLabel, theme: Theme, network: Network) -> QWidget:
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.L)
    row.addWidget(title, 1)
    row.addWidget(NetworkBadge(theme, network), 0, Qt.AlignmentFlag.AlignTop)
    return head


def _note(theme: Theme) -> QWidget:
    note = QWidget()
    row = QHBoxLayout(note)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.S)
    row.addWidget(IconLabel(theme, "file-certificate", "muted", 16))
    words = "Figures are decoded from the bytes to be signed"
    row.addWidget(TextLabel(words, FontRole.SMALL, "muted"), 1)
    return note


async def review_and_send(
    app: Application, theme: Theme, window: QWidget, request: ReviewRequest
) -> ReviewResult:
    """Show the review over ``window`` until it was cancelled, or sent and left."""
    dialog = ReviewDialog(app, theme, window, request)
    await answer(dialog, window)
    return ReviewResult(dialog.receipt, dialog.wants_activity)
