"""The address book: looking someone up, adding, renaming and removing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.application import Application
from core.domain.contacts import Contact
from core.errors import AppError, ErrorKind
from gui.dialogs.confirm import ConfirmDialog
from gui.dialogs.contact_form import ContactForm
from gui.dialogs.contact_list import ContactList
from gui.dialogs.overlay import WIDE, Dialog, answer, show
from gui.formats import short_address, untrusted
from gui.names import read_names
from gui.tasks import TaskScope
from gui.theme.theme import Theme
from gui.widgets.error_banner import ErrorBanner

_HEIGHT: Final = 344


class ContactsDialog(Dialog):
    """``picks`` makes it answer with ``chosen``; else it only keeps the book."""

    def __init__(
        self, app: Application, theme: Theme, window: QWidget, *, picks: bool = False
    ) -> None:
        super().__init__(theme, "Address book", width=WIDE)
        self._app = app
        self._window = window
        self._picks = picks
        self._book: Sequence[Contact] = ()
        self.chosen: Contact | None = None
        self.list = ContactList(theme)
        self.form = ContactForm(theme)
        self.banner = ErrorBanner(theme)
        self._rooms = QStackedWidget()
        self._rooms.setFixedHeight(_HEIGHT)
        self._rooms.addWidget(self.list)
        self._rooms.addWidget(_at_top(self.form))
        self.body.addWidget(self.banner)
        self.body.addWidget(self._rooms)
        self.add = self.offer("Add", icon="plus")
        self.edit = self.offer("Edit", icon="pencil")
        self.remove = self.offer("Remove", role="danger")
        self.back = self.offer("Back")
        self.close_button = self.offer("Close")
        self.primary = self.offer("Use", role="primary")
        self.tasks = TaskScope(self, on_error=self._on_error)
        self._wire()
        self._show_list()
        self.tasks.start("read", self._read())

    def _wire(self) -> None:
        self.add.clicked.connect(lambda: self._show_form(None))
        self.edit.clicked.connect(lambda: self._show_form(self.list.current))
        self.remove.clicked.connect(self._on_remove)
        self.back.clicked.connect(self._show_list)
        self.close_button.clicked.connect(self.reject)
        self.primary.clicked.connect(self._on_primary)
        self.list.changed.connect(self._show_buttons)
        self.list.opened.connect(self._on_opened)
        self.form.changed.connect(self._show_buttons)
        self.form.submitted.connect(self._on_primary)

    @property
    def editing(self) -> bool:
        return self._rooms.currentIndex() == 1

    async def _read(self) -> None:
        self._take(await self._app.contacts.contacts())
        self.form.show_names(await read_names(self._app))

    def _take(self, book: Sequence[Contact]) -> None:
        self._book = book
        self.list.show_contacts(book)
        self._show_buttons()

    # -- the two views

    def _show_list(self) -> None:
        self._rooms.setCurrentIndex(0)
        self._show_buttons()
        self.list.field.setFocus()

    def _show_form(self, contact: Contact | None) -> None:
        self.form.begin(contact)
        self._rooms.setCurrentIndex(1)
        self._show_buttons()
        self.form.focus_first()

    def _show_buttons(self) -> None:
        editing, current = self.editing, self.list.current
        for button in (self.add, self.edit, self.remove, self.close_button):
            button.setVisible(not editing)
        self.back.setVisible(editing)
        self.primary.setVisible(editing or self._picks)
        self.primary.setText("Save" if editing else "Use")
        self.primary.setEnabled(self.form.ready if editing else current is not None)
        self.edit.setEnabled(current is not None)
        self.remove.setEnabled(current is not None)

    # -- doing

    def _on_opened(self) -> None:
        if self._picks:
            self._on_primary()
        else:
            self._show_form(self.list.current)

    def _on_primary(self) -> None:
        if self.editing:
            if self.form.ready:
                self.tasks.start("save", self._save())
        elif self.list.current is not None:
            self.chosen = self.list.current
            self.accept()

    async def _save(self) -> None:
        before = self.form.contact
        saved = await self._app.contacts.put(self.form.address, self.form.label)
        if before is not None and before.address != saved.address:
            await self._app.contacts.remove(before.address)
        await self._read()
        self.list.choose(saved.address)
        self._show_list()

    def _on_remove(self) -> None:
        if (contact := self.list.current) is not None:
            self.tasks.start("remove", self._remove(contact))

    async def _remove(self, contact: Contact) -> None:
        title = f"Remove {untrusted(contact.label)}?"
        body = (
            f"{short_address(contact.address)} will have no name here any more, "
            "and count as new unless you sent to it before."
        )
        ask = ConfirmDialog(self.theme, title, body, confirm="Remove")
        if await answer(ask, self._window):
            await self._app.contacts.remove(contact.address)
            await self._read()

    def _on_error(self, error: AppError) -> None:
        if error.kind is ErrorKind.BAD_INPUT and self.form.refuse(error):
            return
        self.banner.show_error(error)

    def reject(self) -> None:
        """Esc leaves the form first, then the book."""
        if self.editing:
            self._show_list()
        else:
            super().reject()


def _at_top(form: QWidget) -> QWidget:
    room = QWidget()
    layout = QVBoxLayout(room)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(form)
    layout.addStretch()
    return room


async def show_contacts(app: Application, theme: Theme, window: QWidget) -> None:
    """Open the address book over ``window``."""
    await show(ContactsDialog(app, theme, window), window)


async def pick_contact(app: Application, theme: Theme, window: QWidget) -> Contact | None:
    """Open it to choose from; None where nobody was chosen."""
    dialog = ContactsDialog(app, theme, window, picks=True)
    return dialog.chosen if await answer(dialog, window) else None
