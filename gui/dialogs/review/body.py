"""The reading part of a review dialog: everything that is known of what would be signed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.transactions import Notice, NoticeKind, Review, Risk
from gui.dialogs.review.parts import FigureRow, ValidRow, command_part, signed_part
from gui.dialogs.review.words import ReviewText, valid_words
from gui.formats import in_fours
from gui.names import Names
from gui.notices import words_of
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.address_diff import AddressDiff
from gui.widgets.banner import Banner
from gui.widgets.labels import TextLabel
from gui.widgets.styling import rule
from gui.widgets.untrusted import UntrustedLabel


class ReviewBody(QWidget):
    """Of one review; another review gets another body."""

    def __init__(self, theme: Theme, review: Review, text: ReviewText, names: Names) -> None:
        super().__init__()
        self._theme = theme
        self._review = review
        self.valid = ValidRow()
        self.signed = signed_part(theme, review.prepared)
        self.command = command_part(theme, review)
        self._lay_out(text, names)

    def _lay_out(self, text: ReviewText, names: Names) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        if text.lead_address:
            layout.addLayout(_lead(text))
            layout.addSpacing(tokens.XS)
        layout.addWidget(rule("line"))
        layout.addLayout(self._rows(text))
        # What is risky is read first; otherwise the figures go on.
        parts = [self._wells(), self._notices(names)]
        if self._review.risk is Risk.HIGH or self._review.blockers:
            parts.reverse()
        for part in parts:
            layout.addLayout(part)
        layout.addStretch()

    def _wells(self) -> QVBoxLayout:
        wells = QVBoxLayout()
        wells.setSpacing(tokens.S)
        wells.addWidget(self.signed)
        wells.addWidget(self.command)
        return wells

    def _notices(self, names: Names) -> QVBoxLayout:
        notices = QVBoxLayout()
        notices.setSpacing(tokens.S)
        for notice in self._review.blockers:
            notices.addWidget(self._said(notice, "negative"))
        for notice in self._review.warnings:
            notices.addWidget(self._said(notice, "warning"))
            if notice.kind is NoticeKind.LOOK_ALIKE:
                notices.addWidget(self._compared(notice, names))
        return notices

    def _rows(self, text: ReviewText) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.setContentsMargins(0, tokens.XS, 0, tokens.XS)
        for row in text.rows:
            rows.addWidget(FigureRow(row))
        rows.addWidget(self.valid)
        return rows

    def _said(self, notice: Notice, tone: str) -> Banner:
        said = words_of(notice)
        banner = Banner(self._theme)
        banner.say(said.title, said.body, tone=tone, icon="alert-triangle")
        return banner

    def _compared(self, notice: Notice, names: Names) -> AddressDiff:
        known = notice.facts.get("address", "")
        diff = AddressDiff(self._theme, (names.name(known) or "known", "this one"))
        diff.compare(known, _destination(self._review))
        return diff

    def show_time(self, seconds: float) -> None:
        """How long the review may still be signed."""
        if seconds > 0:
            self.valid.say(valid_words(seconds))
        else:
            self.valid.say("no more: it is out of date.", "warning")


def _lead(text: ReviewText) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(tokens.S)
    line.addWidget(UntrustedLabel(text.lead, tone="muted"))
    line.addWidget(TextLabel(in_fours(text.lead_address), FontRole.MONO), 1)
    return line


def _destination(review: Review) -> str:
    fields = {field.name: field.value for field in review.prepared.fields}
    return fields.get("dest", "")
