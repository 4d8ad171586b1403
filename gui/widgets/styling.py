"""Dynamic properties the style sheet looks at."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from gui.theme.fonts import FontRole, font


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property and let the style sheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour a label, chip, card or banner by token name; ``""`` is plain text."""
    restyle(widget, "tone", tone)


def rule(kind: str = "hairline") -> QFrame:
    """A one pixel line: ``hairline``, ``line`` or upright ``vline``."""
    made = QFrame()
    made.setProperty("kind", kind)
    return made


def give_role(label: QLabel, role: FontRole, tone: str = "") -> None:
    """The face and colour of a label."""
    label.setFont(font(role))
    set_tone(label, tone)
