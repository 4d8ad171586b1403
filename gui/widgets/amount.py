"""Amounts that can be hidden from whoever looks over a shoulder."""

from __future__ import annotations

from typing import Final

from gui.privacy import Privacy
from gui.theme.fonts import FontRole
from gui.widgets.labels import TextLabel

# Of one length, whatever the amount: its size is not told either.
HIDDEN: Final = "\u2022" * 5
HIDDEN_WORDS: Final = "hidden"


def veiled(text: str, *, hidden: bool) -> str:
    """An amount's text, or dots in its place; nothing stays nothing."""
    return HIDDEN if hidden and text else text


class AmountLabel(TextLabel):
    """An amount, as text already written, that hides itself with all others.

    ``prefix`` and ``suffix`` stay: "free ••••• τ". Its accessible name says
    "hidden" instead of reading dots aloud.
    """

    def __init__(
        self, privacy: Privacy, role: FontRole = FontRole.BODY, tone: str = "", *, what: str = ""
    ) -> None:
        super().__init__("", role, tone)
        self._privacy = privacy
        self._what = what
        self._parts = ("", "", "")
        privacy.changed.connect(self._write)

    def show_amount(self, amount: str, *, prefix: str = "", suffix: str = "") -> None:
        """What to show; an empty ``amount`` shows nothing at all."""
        self._parts = (prefix, amount, suffix)
        self._write()

    def _write(self) -> None:
        prefix, amount, suffix = self._parts
        hidden = self._privacy.hidden
        parts = (prefix, veiled(amount, hidden=hidden), suffix)
        self.setText("".join(parts) if amount else "")
        spoken = "".join((prefix, HIDDEN_WORDS if hidden else amount, suffix))
        self.setAccessibleName(f"{self._what} {spoken}".strip() if amount else self._what)
