"""The form: to whom, how much, and what is known of both while they are typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton

from core.domain.addresses import AddressFault
from core.domain.money import TaoRao
from core.domain.transactions import NoticeKind, Review
from core.flows.send import SendForm
from gui.address_words import ADDRESS_FAULTS
from gui.formats import exact_tao
from gui.names import Belongs, Known, Names
from gui.notices import words_of
from gui.privacy import Privacy
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.amount import veiled
from gui.widgets.banner import Banner
from gui.widgets.disclosure import Disclosure
from gui.widgets.fields import InputField
from gui.widgets.labels import TextLabel
from gui.widgets.switch import Switch
from gui.widgets.wizard_parts import Aside, LabelledField, StepPanel
from gui.wizards.send.address_field import AddressField
from gui.wizards.send.parts import Comparison, KeepContact, Sender, Sums
from gui.wizards.send.words import (
    AMOUNT_FAULTS,
    NEW_ADDRESS,
    TO_ITSELF,
    hotkey_words,
    known_words,
)

_AMOUNT_WIDTH: Final = 240
_KEEP_ALIVE: Final = (
    "The chain refuses a transfer that would leave too little for the account to go on."
    " Without this the account may end, and what is left of it is burnt."
)
_ASIDE: Final = Aside(
    "A transfer cannot be taken back: what arrives at a wrong address stays there.",
    (
        ("eye", "Compare every group of the address with its owner's, not the ends alone."),
        ("file-certificate", "The review shows what the bytes say that would be signed."),
        ("shield-lock", "Nothing is signed before you have seen it and agreed."),
    ),
    title="Before you send",
)


class SendPanel(StepPanel):
    """``changed`` follows everything that is typed or switched."""

    changed = Signal()
    book_requested = Signal()

    def __init__(self, theme: Theme, privacy: Privacy) -> None:
        super().__init__("Whom, and how much", aside=_ASIDE)
        self._theme = theme
        self._privacy = privacy
        self._names = Names()
        self.form: SendForm | None = None  # what is typed by now
        self.wallet = Sender(privacy)
        self.address = AddressField(theme, "To")
        self.first = self.address
        self.to = LabelledField("To", self.address)
        self.comparison = Comparison(theme)
        self.keep = KeepContact(theme)
        self.amount = InputField("Amount in TAO", "0.000")
        self.amount.setFont(font(FontRole.MONO))
        self.amount.setMaxLength(32)
        self.amount.setFixedWidth(_AMOUNT_WIDTH)
        self.how_much = LabelledField("Amount, τ", self.amount, fills=False)
        self.all = Switch(theme, "Send all but the reserve")
        self._all_words = TextLabel()
        self.sums = Sums(privacy)
        self.banner = Banner(theme)
        self.alive = Switch(theme, "Keep the account alive")
        self.alive.setChecked(True)
        self.advanced = Disclosure(theme, "Advanced", hint="keeps the account alive")
        self._lay_out()
        self._wire()
        self._offer_actions()

    def _lay_out(self) -> None:
        everything = QHBoxLayout()
        everything.setSpacing(tokens.S)
        everything.addWidget(self.all)
        everything.addWidget(self._all_words, 1)
        alive = QHBoxLayout()
        alive.setSpacing(tokens.S)
        alive.addWidget(self.alive)
        alive.addWidget(TextLabel("Keep the account alive"), 1)
        self.advanced.copy.hide()
        self.advanced.content.addLayout(alive)
        self.advanced.content.addWidget(TextLabel(_KEEP_ALIVE, FontRole.SMALL, "muted", wrap=True))
        self.body.setSpacing(tokens.M)
        for part in (self.wallet, self.to, self.comparison, self.keep, self.how_much):
            self.body.addWidget(part)
        self.body.addLayout(everything)
        self.body.addWidget(self.sums)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.advanced)

    def _wire(self) -> None:
        for field in (self.address, self.amount):
            field.textChanged.connect(self._on_changed)
        self.all.toggled.connect(self._on_all)
        self.alive.toggled.connect(self._on_changed)
        self.keep.changed.connect(self.changed)

    def _offer_actions(self) -> None:
        for icon, words, does in (
            ("address-book", "Address book", self.book_requested.emit),
            ("clipboard", "Paste", self._paste),
        ):
            action = QAction(self._theme.icon(icon, "muted", 16), words, self.address)
            action.triggered.connect(does)
            self.address.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.address.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the book opens by keys too

    # -- what is typed

    def begin(self, form: SendForm, name: str) -> None:
        """Start over, empty, for this wallet."""
        self.form = form
        self.wallet.show_wallet(name, form.signer)
        self.wallet.show_free(None, None)
        self.hold_back(form.reserve)
        for field in (self.address, self.amount):
            field.clear()
        self.all.setChecked(False)
        self.alive.setChecked(True)
        self.keep.forget()
        self.sums.show_sums(None, None)
        self._on_changed()

    def hold_back(self, reserve: TaoRao) -> None:
        """What stays where all else goes, as it is set by now."""
        self._all_words.setText(f"All but the fee and a reserve of {exact_tao(reserve)} τ")
        self.form = replace(self.form, reserve=reserve) if self.form else None

    def show_names(self, names: Names) -> None:
        self._names = names
        own = self.form.signer if self.form else ""
        self.address.offer([known for known in names.payable() if known.address != own])
        self._check_address()

    def _on_changed(self) -> None:
        if self.form is None:
            return
        form = self.form.with_address(self.address.text())
        self.form = replace(
            form,
            amount=self.amount.text().strip(),
            sends_all=self.all.isChecked(),
            keep_alive=self.alive.isChecked(),
        )
        self.amount.setEnabled(not self.all.isChecked())
        self._check_address()
        self._check_amount()
        self.changed.emit()

    def _on_all(self, on: bool) -> None:
        self._fill_in("")  # what stood there is not what is meant now
        self._on_changed()
        if not on:
            self.amount.setFocus()

    def _paste(self) -> None:
        self.address.setText(QGuiApplication.clipboard().text()[:256].strip())

    # -- what is known of it

    @property
    def known(self) -> Known | None:
        """Whose the typed address is."""
        return self._names.find(self.form.address) if self.form else None

    @property
    def is_refused(self) -> bool:
        """Whether the address is good, but not one to send to."""
        return self.known is not None and self.known.belongs is Belongs.HOTKEY

    def _check_address(self) -> None:
        form = self.form
        if form is None:
            return
        fault, known = form.address_fault, self.known
        self.to.accept()
        if fault is AddressFault.EMPTY or fault is AddressFault.SHORT:
            self.to.say(ADDRESS_FAULTS[fault])  # perhaps only not finished
        elif fault is not None:
            self.to.refuse(ADDRESS_FAULTS[fault])
        elif form.goes_to_itself:
            self.to.refuse(TO_ITSELF)
        elif known is None:
            self.to.say(NEW_ADDRESS, "warning")
        elif known.belongs is Belongs.HOTKEY:
            self.to.refuse(hotkey_words(known))
        else:
            self.to.say(known_words(known), "positive")
        good = form.dest is not None
        twins = tuple(self._names.twins(form.address)) if good else ()
        self.comparison.show_address(form.address if good else "", twins)
        self.keep.setVisible(good and known is None)

    def _check_amount(self) -> None:
        fault = self.form.amount_fault if self.form else None
        if fault is not None and AMOUNT_FAULTS[fault]:
            self.how_much.refuse(AMOUNT_FAULTS[fault])
        else:
            self.how_much.accept()

    def show_estimate(self, review: Review) -> None:
        """What the chain says of the form, or of an empty one: fee, free and what can be sent."""
        form = self.form
        if form is None:
            return
        prepared, standing = review.prepared, review.standing
        self.wallet.show_free(standing.free, prepared.block)
        most = form.most(standing, prepared.fee)
        shown = veiled(exact_tao(most), hidden=self._privacy.hidden)
        if form.is_too_much(standing, prepared.fee):
            self.how_much.refuse(f"Too much: {shown} τ can be sent, the fee and reserve kept.")
        elif form.exact is not None or form.sends_all or not form.amount:
            self.how_much.accept()
            self.how_much.say(f"{shown} τ can be sent")
        if form.sends_all:
            self._fill_in(veiled(exact_tao(most), hidden=self._privacy.hidden))
        whole = form.intent is not None
        self.comparison.warn_of(review.warnings if whole else ())
        self.sums.show_sums(prepared.fee, review.free_after if whole else None, "estimated")
        self._show_blocker(review if whole else None)

    def _fill_in(self, amount: str) -> None:
        """An amount that was reckoned, not typed."""
        with QSignalBlocker(self.amount):
            self.amount.setText(amount)

    def _show_blocker(self, review: Review | None) -> None:
        """What stands in the way and cannot be seen in the fields."""
        blockers = review.blockers if review else ()
        told = [notice for notice in blockers if notice.kind is not NoticeKind.FUNDS]
        if told:
            words = words_of(told[0], hidden=self._privacy.hidden)
            self.banner.say(words.title, words.body, tone="negative", icon="alert-circle")
        else:
            self.banner.hide()
