"""Sending TAO: whom, how much, review, and what became of it."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from core.application import Application
from core.domain.connection import Phase
from core.domain.ids import Ss58
from core.domain.intents import TransferTao
from core.domain.keys import KeyRef, WalletRecord
from core.domain.money import TaoRao
from core.domain.transactions import Review
from core.errors import AppError
from core.flows.send import SendForm
from gui.dialogs.contacts import pick_contact
from gui.dialogs.review import ReviewRequest, ReviewResult, review_and_send
from gui.formats import exact_tao
from gui.names import Names, read_names
from gui.privacy import Privacy
from gui.refresher import Refresher
from gui.routes import wallet_name, wallet_route
from gui.tasks import TaskScope
from gui.theme.theme import Theme
from gui.widgets.empty import EmptyState
from gui.widgets.page import Page
from gui.widgets.wizard import WizardFrame
from gui.wizards.send.panel import SendPanel

log = logging.getLogger(__name__)

STEPS: Final = ("Details", "Review", "Done")
_TYPING_MS: Final = 350  # a pause in typing, after which the chain is asked
_FOLLOWING: Final = ("follow wallets", "follow names", "follow blocks", "estimate", "privacy")
_REST: Final = 2.0
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
        self._names = Names()
        self._estimated: Review | None = None
        self._sending = False
        self.privacy = Privacy(app.preferences, self)
        self.frame = WizardFrame(theme, "Send TAO")
        self.panel = SendPanel(theme, self.privacy)
        self.empty = EmptyState(theme, "send", "", "", "All wallets")
        self._rooms = QStackedWidget()
        self.tasks = TaskScope(self, on_error=self._show_error, on_busy=self._show_busy)
        self._refresher = Refresher(self._estimate, self._on_no_estimate, rest=_REST)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._wire()

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
        self.frame.banner.retry_requested.connect(self._refresher.urge)
        self.panel.changed.connect(self._on_changed)
        self.panel.book_requested.connect(self._on_book)
        self.privacy.changed.connect(self._refresher.urge)
        self.empty.action_requested.connect(lambda: self.route_requested.emit("wallets"))
        self._pause.timeout.connect(self._refresher.urge)

    def crumbs(self) -> tuple[str, ...]:
        return ("Wallets", "Send")

    def enter(self, route: str) -> None:
        name = wallet_name(route)
        if name != self._wallet:
            self._wallet, self._record = name, None
        self._refresher.urge()
        work = (
            self._follow_wallets(),
            self._follow_names(),
            self._follow_blocks(),
            self._refresher.run(),
            self.privacy.follow(),
        )
        for task, coroutine in zip(_FOLLOWING, work, strict=True):
            self.tasks.start(task, coroutine)
        self.frame.focus_first()

    def leave(self) -> None:
        for name in _FOLLOWING:
            self.tasks.cancel(name)
        self._pause.stop()

    # -- following

    async def _follow_wallets(self) -> None:
        async for _listing in self._app.wallets.listings():
            self._take(self._app.wallets.wallet(self._wallet))
            self._show_names(await read_names(self._app))

    async def _follow_names(self) -> None:
        async for _contacts in self._app.contacts.changes():
            self._show_names(await read_names(self._app))

    async def _follow_blocks(self) -> None:
        async for _head in self._app.network.heads():
            self._refresher.ask()

    def _show_names(self, names: Names) -> None:
        self._names = names
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
        self._estimated = None
        self.frame.banner.dismiss()
        self.frame.subtitle.setText(record.name.shown)
        reserve = TaoRao(self._app.preferences.settings.fee_reserve)
        self.panel.begin(SendForm(address, reserve), record.name.shown)
        self.panel.show_names(self._names)
        self.frame.focus_first()

    # -- estimating

    async def _estimate(self) -> None:
        form = self.panel.form
        if form is None or self._app.network.state.phase not in (Phase.ONLINE, Phase.STALE):
            return
        intent = form.intent or form.probe
        review = await self._review_of(intent)
        if self.panel.form == form:
            self._estimated = review
            self.frame.banner.dismiss()
            self.panel.show_estimate(review)
            self._show_ready()

    async def _review_of(self, intent: TransferTao) -> Review:
        assert self.panel.form is not None
        book = [known.address for known in self._names.payable()]
        return await self._app.transfers.review(intent, self.panel.form.signer, book)

    def _on_no_estimate(self, error: AppError) -> None:
        # While there is no connection the window's own banner tells why.
        if self._app.network.state.phase is not Phase.OFFLINE:
            self.frame.show_error(error)

    def _on_changed(self) -> None:
        self._pause.start()
        self._show_ready()

    def _show_ready(self) -> None:
        form = self.panel.form
        ready = form is not None and form.intent is not None and not self.panel.is_refused
        ready = ready and not self.panel.keep.misses_a_name and not self._sending
        known = self._estimated
        if ready and form is not None and known is not None:
            ready = not form.is_too_much(known.standing, known.prepared.fee)
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
            review = await self._review_of(intent)
            self.frame.steps.show_steps(STEPS, 1)
            request = ReviewRequest(
                review=review,
                ref=KeyRef(self._wallet),
                names=self._names,
                again=lambda: self._review_of(intent),
                pay_note=_pay_note(form),
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

    def _show_busy(self, busy: bool) -> None:
        self.frame.busy.show_busy(busy and self._sending)

    def _show_error(self, error: AppError) -> None:
        self.frame.show_error(error)
        self._show_ready()


def _pay_note(form: SendForm) -> str:
    if not form.sends_all:
        return ""
    return f"all but the fee and a reserve of {exact_tao(form.reserve)} τ"
