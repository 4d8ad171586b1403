"""Sending TAO: whom, how much, review, and what became of it."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from core.application import Application
from core.domain.ids import Ss58
from core.domain.intents import TransferTao
from core.domain.keys import KeyRef, WalletRecord
from core.domain.money import TaoRao
from core.domain.transactions import Outcome, Receipt
from core.errors import AppError
from core.flows.send import SendForm
from gui.dialogs.contacts import pick_contact
from gui.dialogs.review import ReviewRequest, ReviewResult, review_and_send
from gui.formats import exact_tao
from gui.names import Names, read_names
from gui.privacy import Privacy
from gui.routes import wallet_name, wallet_route
from gui.tasks import TaskScope
from gui.theme.theme import Theme
from gui.widgets.empty import EmptyState
from gui.widgets.page import Page
from gui.widgets.wizard import WizardFrame
from gui.wizards.send.estimator import Estimator
from gui.wizards.send.panel import SendPanel

log = logging.getLogger(__name__)

STEPS: Final = ("Details", "Review", "Done")
_FOLLOWING: Final = (
    *("follow wallets", "follow names", "follow the network", "follow blocks"),
    *("estimate", "privacy"),
)
_NOTE: Final = "Nothing is signed before the review."


class SendPage(Page):
    """Routes are ``wallets/<name>/+send``.

    What is typed stays until it was sent or another wallet is chosen. While
    it is typed, each block and each pause brings the estimate up to date.
    """

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._theme = theme
        self._wallet = ""
        self._record: WalletRecord | None = None
        self._sending = False
        self.privacy = Privacy(app.preferences, self)
        self.frame = WizardFrame(theme, "Send TAO")
        self.panel = SendPanel(theme, self.privacy)
        self.empty = EmptyState(theme, "send", "", "", "All wallets")
        self._rooms = QStackedWidget()
        self.tasks = TaskScope(self, on_error=self._show_error)
        self.estimator = Estimator(app, self.panel, self)
        self._lay_out()
        self._wire()
        self._show_ready()

    def _lay_out(self) -> None:
        self._rooms.addWidget(self.frame)
        self._rooms.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._rooms)
        self.frame.show_step(STEPS, 0, self.panel)

    def _wire(self) -> None:
        self.frame.cancelled.connect(self._on_cancelled)
        self.frame.primary_requested.connect(self._on_review)
        self.frame.banner.route_requested.connect(self.route_requested)
        self.frame.banner.retry_requested.connect(self.estimator.urge)
        self.estimator.estimated.connect(self._on_estimated)
        self.estimator.failed.connect(self.frame.show_error)
        self.panel.changed.connect(self._on_changed)
        self.panel.book_requested.connect(self._on_book)
        self.privacy.changed.connect(self.estimator.urge)
        self.empty.action_requested.connect(lambda: self.route_requested.emit("wallets"))

    def crumbs(self) -> tuple[str, ...]:
        return ("Wallets", "Send")

    def enter(self, route: str) -> None:
        name = wallet_name(route)
        if name != self._wallet:
            self._wallet, self._record = name, None
            if known := self._app.wallets.wallet(name):
                self._take(known)  # not even for a moment may the former wallet's form stand
        self.panel.hold_back(self._reserve)
        self.estimator.urge()
        work = (
            self._follow_wallets(),
            self._follow_names(),
            self.estimator.follow_network(),
            self.estimator.follow_blocks(),
            self.estimator.run(),
            self.privacy.follow(),
        )
        for task, coroutine in zip(_FOLLOWING, work, strict=True):
            self.tasks.start(task, coroutine)
        self.frame.focus_first()

    def leave(self) -> None:
        for name in _FOLLOWING:
            self.tasks.cancel(name)
        self.estimator.stop()

    # -- following

    async def _follow_wallets(self) -> None:
        async for _listing in self._app.wallets.listings():
            self._take(self._app.wallets.wallet(self._wallet))
            self._show_names(await read_names(self._app))

    async def _follow_names(self) -> None:
        async for _contacts in self._app.contacts.changes():
            self._show_names(await read_names(self._app))

    def _show_names(self, names: Names) -> None:
        self.estimator.names = names
        self.panel.show_names(names)

    def _take(self, record: WalletRecord | None) -> None:
        """The wallet as it is now: gone, watching only, or able to send."""
        before, self._record = self._record, record
        if record is None:
            self._say_empty("No such wallet", "There is no wallet of this name in the folder.")
        elif record.address is None or record.format is None:
            words = "Its private key is not here, so nothing can be signed with it."
            self._say_empty(f"{record.name.shown} only watches", words)
        else:
            self._rooms.setCurrentWidget(self.frame)
            if before is None or before.address != record.address:
                self._start_over(record, record.address)

    def _say_empty(self, title: str, words: str) -> None:
        self.empty.say(title, words, "All wallets")
        self._rooms.setCurrentWidget(self.empty)

    def _start_over(self, record: WalletRecord, address: Ss58) -> None:
        self.estimator.forget()
        self.frame.banner.dismiss()
        self.frame.subtitle.setText(record.name.shown)
        self.panel.begin(SendForm(address, self._reserve, record.name.text), record.name.shown)
        self.panel.show_names(self.estimator.names)
        self.frame.focus_first()

    @property
    def _reserve(self) -> TaoRao:
        return TaoRao(self._app.preferences.settings.fee_reserve)

    def _on_estimated(self) -> None:
        self.frame.banner.dismiss()
        self._show_ready()

    def _on_changed(self) -> None:
        self.estimator.note()
        self._show_ready()

    def _show_ready(self) -> None:
        form = self.panel.form
        ready = form is not None and form.intent is not None and not self.panel.is_refused
        ready = ready and not self.panel.keep.misses_a_name and not self._sending
        ready = ready and form is not None and not self.estimator.is_too_much(form)
        self.frame.foot.offer(primary="Review", note=_NOTE, ready=ready)

    # -- sending

    def _on_review(self) -> None:
        form = self.panel.form
        if form is not None and form.intent is not None and not self._sending:
            self.tasks.start("send", self._send(form, form.intent))

    async def _send(self, form: SendForm, intent: TransferTao) -> None:
        self._sending = True
        self._show_ready()
        try:
            with self.frame.busy.during():
                review = await self.estimator.review_of(form, intent)
            self.frame.steps.show_steps(STEPS, 1)
            request = ReviewRequest(
                review=review,
                ref=KeyRef(self._wallet),
                names=self.estimator.names,
                again=lambda: self.estimator.review_of(form, intent),
                pay_note=_pay_note(form),
                followed=lambda seen: self.frame.steps.show_steps(STEPS, _step_of(seen)),
            )
            result = await review_and_send(self._app, self._theme, self.window(), request)
        finally:
            self._sending = False
            self.frame.steps.show_steps(STEPS, 0)
            self._show_ready()
        await self._after(form, result)

    async def _after(self, form: SendForm, result: ReviewResult) -> None:
        receipt = result.receipt
        if receipt is None or not result.was_sent:
            return
        label = self.panel.keep.label
        if label and form.dest is not None:
            try:
                await self._app.contacts.put(form.dest, label)
            except AppError as error:  # what was sent is sent: this must not hide it
                log.warning("could not keep a contact: %r", error)
        wallet, self._record, self._wallet = self._wallet, None, ""
        done = receipt.settled and not result.wants_activity
        self.route_requested.emit(wallet_route(wallet) if done else f"activity/{receipt.hash}")

    def _on_book(self) -> None:
        self.tasks.start("book", self._pick())

    async def _pick(self) -> None:
        contact = await pick_contact(self._app, self._theme, self.window())
        if contact is not None:
            self.panel.address.setText(contact.address)
            self.panel.amount.setFocus()

    def _on_cancelled(self) -> None:
        if self._sending:
            self.tasks.cancel("send")
        else:
            self.route_requested.emit(wallet_route(self._wallet))

    def _show_error(self, error: AppError) -> None:
        self.frame.show_error(error)
        self._show_ready()


def _step_of(receipt: Receipt) -> int:
    """Refused, it is at the review still; succeeded, all steps are done."""
    if receipt.outcome is Outcome.REFUSED:
        return STEPS.index("Review")
    over = receipt.settled and receipt.outcome is Outcome.SUCCEEDED
    return len(STEPS) if over else STEPS.index("Done")


def _pay_note(form: SendForm) -> str:
    if not form.sends_all:
        return ""
    return f"all but the fee and a reserve of {exact_tao(form.reserve)} τ"
