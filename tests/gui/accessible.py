"""What a screen reader finds in a window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

# Roles that are operated, so that they must say what they are.
CONTROLS = {
    QAccessible.Role.Button,
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
}


def unnamed_controls(widget: QWidget) -> list[str]:
    """Visible controls below ``widget`` that have no name."""
    return [
        f"{found.role().name} in {type(found.object().parent()).__name__}"
        for found in _walk(QAccessible.queryAccessibleInterface(widget))
        if found.role() in CONTROLS
        and not found.state().invisible
        and not found.text(QAccessible.Text.Name).strip()
    ]


def _walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid() and child.object() is not None:
            yield from _walk(child)
