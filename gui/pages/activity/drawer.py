"""The drawer: everything that is known of one entry."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.domain.activity import Entry
from core.domain.transactions import Outcome
from gui.entry_words import Context, entry_words, pays_fee, stage_times
from gui.formats import exact_tao, grouped, short_address
from gui.outcomes import stage_marks, told
from gui.pages.activity.drawer_parts import Fact, HashLine, OtherMeans, decoded, veil
from gui.tables.overlay_scroll_area import OverlayScrollArea
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.amount import veiled
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.fields import InputField
from gui.widgets.labels import TextLabel
from gui.widgets.stage_line import StageLine
from gui.widgets.styling import restyle, rule, set_tone
from gui.widgets.untrusted import UntrustedLabel

WIDTH: Final = 320
_LONGEST_LABEL: Final = 200


class EntryDrawer(Card):
    """``labelled`` carries a new label, ``closed`` is Esc or the cross."""

    labelled = Signal(str)
    resolve_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(padding=0)
        self._theme = theme
        self._entry: Entry | None = None
        self._hidden = False
        self._decoded: QFrame | None = None
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Details of the chosen entry")
        self.title = UntrustedLabel(role=FontRole.TITLE)
        self.subtitle = TextLabel(tone="muted", wrap=True)
        self.close_button = Button(theme, icon="x", role="flat", name="Close the details")
        self.close_button.setIconSize(QSize(18, 18))
        restyle(self.close_button, "measure", "line")
        self.line = StageLine(theme)
        self.outcome = TextLabel(role=FontRole.SMALL, wrap=True)
        self.resolve = Button(theme, "Resolve now", icon="refresh", role="small")
        self.paid = Fact("Paid")
        self.fee = Fact("Network fee")
        self.signer = Fact("Signed by", FontRole.BODY)
        self.counterpart = Fact("To", FontRole.BODY)
        self.place = Fact("Extrinsic")
        self.label = InputField("Label", "None")
        self.label.setMaxLength(_LONGEST_LABEL)
        self.hash = HashLine(theme, "Transaction", "transaction's hash")
        self.call = HashLine(theme, "Decoded call", "call's hash")
        self.means = OtherMeans(theme)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        self._column.setSpacing(0)
        self._column.addLayout(self._heading())
        self._column.addWidget(self.subtitle)
        self._column.addSpacing(tokens.M)
        self._column.addWidget(self.line)
        self._column.addSpacing(tokens.XS)
        self._column.addWidget(self.outcome)
        self._column.addSpacing(tokens.XS)
        self._column.addWidget(self.resolve, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(tokens.S)
        self._column.addWidget(rule())
        self._column.addSpacing(tokens.S)
        for fact in (self.paid, self.fee, self.counterpart, self.signer, self.place):
            self._column.addWidget(fact)
        self._column.addLayout(self._label_row())
        self._column.addSpacing(tokens.S)
        self._column.addWidget(self.hash)
        self._column.addWidget(self.call)
        self._at = self._column.count()
        self._column.addSpacing(tokens.M)
        self._column.addWidget(self.means)
        self._column.addStretch()
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addWidget(OverlayScrollArea(inside))

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self.title, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _label_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, tokens.XS, 0, 0)
        row.setSpacing(tokens.M)
        name = TextLabel("Label", tone="muted")
        name.setFixedWidth(86)
        row.addWidget(name)
        row.addWidget(self.label, 1)
        return row

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.resolve.clicked.connect(self.resolve_requested)
        self.label.editingFinished.connect(self._on_labelled)

    @property
    def entry(self) -> Entry | None:
        return self._entry

    def show_entry(self, entry: Entry, context: Context, *, hidden: bool) -> None:
        """Bring everything up to ``entry``; what is being typed as its label stays."""
        another = self._entry is None or self._entry.receipt.hash != entry.receipt.hash
        contents_differ = another or self._entry != entry or self._hidden != hidden
        self._entry, self._hidden = entry, hidden
        words = entry_words(entry, context)
        self.title.setText(words.title)
        self.subtitle.setText(words.subtitle)
        self.line.setVisible(not entry.is_off_chain)
        self.line.show_marks(stage_marks(entry.receipt, stage_times(entry)))
        self._show_outcome(entry)
        self._show_facts(entry, context, hidden=hidden)
        if another or not self.label.hasFocus():
            self.label.setText(entry.label)
            self.label.setCursorPosition(0)  # a long one is read from its beginning
        if contents_differ:
            self._show_call(entry, hidden=hidden and not entry.is_off_chain)

    def _show_outcome(self, entry: Entry) -> None:
        words = told(entry.receipt)
        plain = entry.is_off_chain or entry.receipt.outcome is Outcome.SUCCEEDED
        self.outcome.setText("" if plain else f"{words.title} {words.text}")
        self.outcome.setVisible(not plain)
        set_tone(self.outcome, words.tone if words.tone != "info" else "muted")
        self.resolve.setVisible(not entry.receipt.settled)

    def _show_facts(self, entry: Entry, context: Context, *, hidden: bool) -> None:
        paid = "" if entry.paid is None else f"{exact_tao(entry.paid, mono=True)} τ"
        limit = entry.limit if entry.limit is not None else None
        aside = "" if limit is None or hidden else f"limit {exact_tao(limit, mono=True)}"
        self.paid.say(veiled(paid, hidden=hidden), aside)
        fee = f"{exact_tao(entry.receipt.fee, mono=True)} τ" if pays_fee(entry) else ""
        self.fee.say(veiled(fee, hidden=hidden))
        self.signer.say(*_who(entry.signer, context))
        self.counterpart.say(*_who(entry.dest, context))
        self.place.say(_place(entry))

    def _show_call(self, entry: Entry, *, hidden: bool) -> None:
        """Amounts stand in the call and in what does the same: hidden are both."""
        if self._decoded is not None:
            self._column.removeWidget(self._decoded)
            self._decoded.hide()
            self._decoded.deleteLater()
        self._decoded = veil() if hidden else decoded(self._theme, entry)
        self._column.insertWidget(self._at, self._decoded)
        self._decoded.show()
        self.hash.setVisible(not entry.is_off_chain)
        self.hash.show_hash(entry.receipt.hash)
        title = "Message" if entry.is_off_chain else "Decoded call"
        self.call.show_hash(entry.contents.call_hash, title)
        self.means.show_entry(entry)
        self.means.setVisible(self.means.has_any and not hidden)

    def _on_labelled(self) -> None:
        if self._entry is not None and self.label.text().strip() != self._entry.label:
            self.labelled.emit(self.label.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _who(address: str | None, context: Context) -> tuple[str, str]:
    """A name with the shortened address, or that alone."""
    if not address:
        return "", ""
    name = context.names.name(address)
    return (name, short_address(address)) if name else (short_address(address), "")


def _place(entry: Entry) -> str:
    """Block and number in it, as explorers write it."""
    if entry.receipt.block is None:
        return ""
    block = grouped(str(entry.receipt.block), mono=True)
    index = entry.receipt.result.index
    return block if index is None else f"{block}-{index}"
