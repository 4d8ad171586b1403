"""The form for one contact: a name and an address."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.addresses import AddressFault, address_fault, tidied
from core.domain.contacts import Contact
from core.errors import AppError
from gui.address_words import ADDRESS_FAULTS, twin_words
from gui.formats import in_fours
from gui.names import Names
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.address_diff import AddressDiff
from gui.widgets.fields import InputField
from gui.widgets.labels import TextLabel
from gui.widgets.wizard_parts import LabelledField

_LABEL_FAULTS: Final = {
    "empty": "Give it a name.",
    "long": "64 characters at most.",
    "unseen": "It has characters that cannot be seen.",
    "taken": "Another address has this name.",
}


class ContactForm(QWidget):
    """``ready`` once both can be saved; ``contact`` is the one being changed."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names = Names()
        self.contact: Contact | None = None
        self._name = InputField("Name")
        self._name.setMaxLength(64)
        self._address = InputField("Address")
        self._address.setFont(font(FontRole.MONO))
        self.name_field = LabelledField("Name", self._name)
        self.address_field = LabelledField("Address", self._address)
        self._fours = TextLabel(role=FontRole.MONO)
        self._twin = AddressDiff(theme, ("known", "this one"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        for part in (self.name_field, self.address_field, self._fours, self._twin):
            layout.addWidget(part)
        for field in (self._name, self._address):
            field.textChanged.connect(self._look)
            field.returnPressed.connect(self.submitted)
        self.begin(None)

    @property
    def label(self) -> str:
        return self._name.text().strip()

    @property
    def address(self) -> str:
        return tidied(self._address.text())

    @property
    def ready(self) -> bool:
        return bool(self.label) and address_fault(self.address) is None

    def show_names(self, names: Names) -> None:
        """Whom an address could be mistaken for."""
        self._names = names
        self._look()

    def begin(self, contact: Contact | None) -> None:
        """Start empty, or with the contact to change."""
        self.contact = contact
        self._name.setText(contact.label if contact else "")
        self._address.setText(contact.address if contact else "")
        self._look()

    def focus_first(self) -> None:
        self._name.setFocus()

    def refuse(self, error: AppError) -> bool:
        """Say it at the field it is about; whether there is one."""
        field = error.facts.get("field")
        if field == "label":
            words = _LABEL_FAULTS.get(error.facts.get("reason", ""), "This name cannot be used.")
            self.name_field.refuse(words)
        elif field == "address":
            self.address_field.refuse("This address cannot be used.")
        return field in ("label", "address")

    def _look(self) -> None:
        fault = address_fault(self.address)
        self.name_field.accept()
        self.address_field.accept()
        if fault is not None and ADDRESS_FAULTS[fault]:
            if fault is AddressFault.SHORT:  # perhaps only not finished
                self.address_field.say(ADDRESS_FAULTS[fault])
            else:
                self.address_field.refuse(ADDRESS_FAULTS[fault])
        self._show_twin("" if fault is not None else self.address)
        self.changed.emit()

    def _show_twin(self, address: str) -> None:
        twins = self._names.twins(address) if address else []
        self._fours.setText(in_fours(address))
        self._fours.setVisible(bool(address) and not twins)
        self._twin.setVisible(bool(twins))
        if twins:
            self._twin.compare(twins[0].address, address)
            self.address_field.say(twin_words(twins[0]), "warning")
