"""Asking the chain about the form while it is typed: at each pause and with each block."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from core.application import Application
from core.domain.connection import Phase
from core.domain.intents import TransferTao
from core.domain.networks import Network
from core.domain.transactions import Review
from core.errors import AppError
from core.flows.send import SendForm
from gui.names import Names
from gui.refresher import Refresher
from gui.wizards.send.panel import SendPanel

_TYPING_MS: Final = 350  # a pause in typing, after which the chain is asked
_REST: Final = 2.0


class Estimator(QObject):
    """Reviews what is typed, or a transfer that can never be signed while that is not whole.

    ``run`` and what follows belong into the page's scope.
    """

    estimated = Signal()
    failed = Signal(object)

    def __init__(self, app: Application, panel: SendPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._panel = panel
        self.names = Names()
        self.review: Review | None = None
        self._network: Network | None = None
        self._refresher = Refresher(self._estimate, self._on_error, rest=_REST)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._pause.timeout.connect(self._refresher.urge)

    def forget(self) -> None:
        """Another account or network: nothing of the old one may stay."""
        self.review = None

    def note(self) -> None:
        """Something was typed."""
        self._pause.start()

    def urge(self) -> None:
        self._refresher.urge()

    def stop(self) -> None:
        self._pause.stop()

    async def run(self) -> None:
        await self._refresher.run()

    async def follow_blocks(self) -> None:
        async for _head in self._app.network.heads():
            self._refresher.ask()

    async def follow_network(self) -> None:
        """Another network has other balances and fees: nothing of the old one may stay."""
        async for state in self._app.network.states():
            if state.network != self._network:
                self._network = state.network
                self.forget()
                _forget_estimate(self._panel)
                self._refresher.urge()

    def is_too_much(self, form: SendForm) -> bool:
        """As far as is known by now."""
        known = self.review
        return known is not None and form.is_too_much(known.standing, known.prepared.fee)

    async def review_of(self, form: SendForm, intent: TransferTao) -> Review:
        """What signing ``intent`` would do. Raises AppError."""
        book = [known.address for known in self.names.payable()]
        return await self._app.transfers.review(intent, form.signer, book, form.wallet)

    async def _estimate(self) -> None:
        form = self._panel.form
        state = self._app.network.state
        if form is None or state.phase not in (Phase.ONLINE, Phase.STALE):
            return
        review = await self.review_of(form, form.intent or form.probe)
        if (self._panel.form, self._app.network.state.network) == (form, state.network):
            self.review = review
            self._panel.show_estimate(review)
            self.estimated.emit()

    def _on_error(self, error: AppError) -> None:
        # While there is no connection the window's own banner tells why.
        if self._app.network.state.phase is not Phase.OFFLINE:
            self.failed.emit(error)


def _forget_estimate(panel: SendPanel) -> None:
    panel.wallet.show_free(None, None)
    panel.sums.show_sums(None, None)
    panel.how_much.accept()
    panel.banner.hide()
    if panel.all.isChecked():
        panel.amount.clear()  # it was reckoned from what was free there
