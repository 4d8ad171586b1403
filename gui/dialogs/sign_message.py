"""Signing a message with a key, and verifying one, as btcli does both."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from core.application import Application
from core.domain.keys import KeyRef
from core.errors import AppError
from gui.dialogs.overlay import Dialog
from gui.dialogs.unlock import ensure_unlocked
from gui.formats import in_fours, untrusted
from gui.key_lookup import address_of, name_of, record_of
from gui.messages import explain
from gui.names import Names
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.busy import BusyBar
from gui.widgets.buttons import Button
from gui.widgets.choices import Choice
from gui.widgets.copying import copy_text
from gui.widgets.fields import InputField
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import rule, set_tone
from gui.widgets.written_out import WrittenOut

_WIDTH: Final = 560
_TEXT_HEIGHT: Final = 96
_LOW_HEIGHT: Final = 60  # a signature's two lines, or a message with another below it
_LINE_ENDS: Final = {0x2028: "\n", 0x2029: "\n"}  # what Qt keeps between lines
_LONGEST: Final = 400  # characters of an address or a signature that are looked at
_NO_SIGNATURE: Final = "That is no signature: it has 128 digits from 0 to f, perhaps after 0x."
_NO_ADDRESS: Final = "That is no address: it begins with 5 and has 48 letters and digits."
_WARNING: Final = (
    "Sign only what you understand: a signature proves that the key's owner agrees to the text."
)


class MessageDialog(Dialog):
    """Two tabs: sign with one of a wallet's keys, or verify anybody's signature.

    ``keys`` are those to choose from; without one there is nothing but verifying.
    """

    def __init__(
        self, app: Application, theme: Theme, window: QWidget, keys: tuple[KeyRef, ...]
    ) -> None:
        title = "Sign or verify a message" if keys else "Verify a message"
        super().__init__(theme, title, width=_WIDTH)
        self.busy = BusyBar(theme)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Sign or verify")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._rooms = QStackedWidget()
        self.sign = SignPanel(app, theme, window, keys, self.busy) if keys else None
        self.verify = VerifyPanel(app, theme, self.busy)
        if self.sign is not None:
            self.tabs.addTab("Sign")
            self._rooms.addWidget(self.sign)
        self.tabs.addTab("Verify")
        self._rooms.addWidget(self.verify)
        self.tabs.currentChanged.connect(self._rooms.setCurrentIndex)
        tabs = QVBoxLayout()
        tabs.setSpacing(0)
        tabs.addWidget(self.tabs)
        tabs.addWidget(rule("line"))
        self.tabs.setVisible(bool(keys))
        if keys:
            self.body.addLayout(tabs)
        self.body.addWidget(self._rooms)
        self.body.addWidget(self.busy)
        self.close_button = self.offer("Close")
        self.close_button.clicked.connect(self.accept)
        self.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        for panel in (self.sign, self.verify):
            if panel is not None:
                panel.tasks.cancel_all()


class _Panel(QWidget):
    """A tab: rows to fill in, and below them what came of it."""

    def __init__(self, theme: Theme, busy: BusyBar) -> None:
        super().__init__()
        self.tasks = TaskScope(self, on_error=self.refuse, on_busy=busy.show_busy)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, tokens.S, 0, 0)
        self.rows.setSpacing(tokens.M)
        self._icon = IconLabel(theme, "alert-circle", "negative", 16)
        self._words = TextLabel(wrap=True)

    def add_row(self, caption: str, *widgets: QWidget) -> None:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(TextLabel(caption, FontRole.SMALL_MEDIUM, "muted"))
        for widget in widgets:
            column.addWidget(widget)
        self.rows.addLayout(column)

    def add_result(self, *buttons: Button) -> None:
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        for button in buttons:
            row.addWidget(button)
        self.rows.addLayout(row)
        self.rows.addStretch()
        self.say("")

    @property
    def message(self) -> str:
        return self._words.text()

    def say(self, words: str, tone: str = "muted", icon: str = "") -> None:
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.show_icon(icon, tone)
        self._words.setText(words)
        set_tone(self._words, tone)
        self.setAccessibleDescription(words)

    def refuse(self, error: AppError) -> None:
        message = explain(error)
        self.say(f"{message.title} {message.text}", "negative", "alert-circle")


class SignPanel(_Panel):
    """The signature is forgotten as soon as the text or the key is another."""

    def __init__(
        self,
        app: Application,
        theme: Theme,
        window: QWidget,
        keys: tuple[KeyRef, ...],
        busy: BusyBar,
    ) -> None:
        super().__init__(theme, busy)
        self._app = app
        self._theme = theme
        self._window = window
        self._keys = keys
        self.key = Choice(theme, "Key to sign with", width=_WIDTH - 2 * tokens.XL - 2)
        for ref in keys:
            address = in_fours(address_of(app, ref) or "", 3)
            kind = "hotkey " if ref.hotkey else ""
            self.key.addItem(f"{kind}{name_of(app, ref)}   {address}")
        self.text = _text_field("Message")
        self.written = WrittenOut(theme)
        self.signature = _text_field("Signature")
        self.signature.setReadOnly(True)
        self.signature.setFixedHeight(_LOW_HEIGHT)
        self.signature.setFont(font(FontRole.MONO))
        self.signature.setPlaceholderText("Appears here")
        self.copy = Button(theme, "Copy signature", icon="copy")
        self.go = Button(theme, "Sign", role="primary")
        self.add_row("Key", self.key)
        self.add_row("Message", self.text, self.written)
        self.add_row("Signature", self.signature)
        self.add_result(self.copy, self.go)
        self.key.currentIndexChanged.connect(self._forget)
        self.text.textChanged.connect(self._forget)
        self.text.textChanged.connect(lambda: _write_out(self.text, self.written))
        self.copy.clicked.connect(lambda: copy_text(self.signature.toPlainText()))
        self.go.clicked.connect(self._on_sign)
        self._forget()

    @property
    def ref(self) -> KeyRef:
        return self._keys[max(0, self.key.currentIndex())]

    def _forget(self) -> None:
        self.signature.setPlainText("")
        self.copy.setEnabled(False)
        self.go.setEnabled(bool(_typed(self.text)))
        self.say(_WARNING)

    def _on_sign(self) -> None:
        self.tasks.start("sign", self._sign(self.ref, _typed(self.text)))

    async def _sign(self, ref: KeyRef, text: str) -> None:
        if not await ensure_unlocked(self._app, self._theme, self._window, ref, "a message"):
            return
        signature = await self._app.messages.sign(ref, text)
        if (ref, text) != (self.ref, _typed(self.text)):
            return  # another text stands there by now: it is not signed
        self.signature.setPlainText(signature)
        self.copy.setEnabled(True)
        name = name_of(self._app, ref)
        self.say(
            f"Signed with {name}. Send message, signature and address along.", "positive", "check"
        )


class VerifyPanel(_Panel):
    def __init__(self, app: Application, theme: Theme, busy: BusyBar) -> None:
        super().__init__(theme, busy)
        self._app = app
        self.text = _text_field("Message that was signed")
        self.written = WrittenOut(theme)
        self.signature = _field("Signature to verify", "0x…")
        self.address = _field("Address of the signer", "5…")
        self.go = Button(theme, "Verify", role="primary")
        self.add_row("Message", self.text, self.written)
        self.add_row("Signature", self.signature)
        self.add_row("Signed by", self.address)
        self.add_result(self.go)
        for field in (self.signature, self.address):
            field.textChanged.connect(self._look)
            field.returnPressed.connect(self._on_verify)
        self.text.textChanged.connect(self._look)
        self.text.textChanged.connect(lambda: _write_out(self.text, self.written))
        self.go.clicked.connect(self._on_verify)
        self._look()

    def refuse(self, error: AppError) -> None:
        match error.facts.get("field"):
            case "signature":
                self.signature.mark(invalid=True)
                self.say(_NO_SIGNATURE, "negative", "alert-circle")
            case "address":
                self.address.mark(invalid=True)
                self.say(_NO_ADDRESS, "negative", "alert-circle")
            case _:
                super().refuse(error)

    def _look(self) -> None:
        filled = (_typed(self.text), self.signature.text(), self.address.text())
        self.go.setEnabled(all(filled))
        self.say("")

    def _on_verify(self) -> None:
        if self.go.isEnabled():
            self.tasks.start("verify", self._verify())

    async def _verify(self) -> None:
        text, signature = _typed(self.text), self.signature.text().strip()
        address = self.address.text().strip()
        holds = await self._app.messages.verify(text, signature, address)
        who = untrusted(Names(self._app.wallets.listing).words(address))
        if holds:
            self.say(f"Right: {who} signed exactly this text.", "positive", "circle-check")
        else:
            words = f"Not right: {who} did not sign this text, or it was changed since."
            self.say(words, "negative", "circle-x")


def _text_field(name: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setFixedHeight(_TEXT_HEIGHT)
    return field


def _typed(field: QPlainTextEdit) -> str:
    """As it is signed. Qt's own plain text has ordinary spaces for those that do not break."""
    return field.document().toRawText().translate(_LINE_ENDS)


def _write_out(field: QPlainTextEdit, written: WrittenOut) -> None:
    written.show_text(_typed(field))
    field.setFixedHeight(_TEXT_HEIGHT if written.isHidden() else _LOW_HEIGHT)


def _field(name: str, placeholder: str) -> InputField:
    field = InputField(name, placeholder)
    field.setMaxLength(_LONGEST)
    field.setFont(font(FontRole.MONO))
    return field


def signing_keys(app: Application, wallet: str) -> tuple[KeyRef, ...]:
    """The keys of a wallet that a message can be signed with: its coldkey first."""
    record = app.wallets.wallet(wallet)
    if record is None:
        return ()
    hotkeys = (KeyRef(wallet, hotkey.name.text) for hotkey in record.hotkeys)
    found = (KeyRef(wallet), *hotkeys)
    return tuple(ref for ref in found if _is_here(app, ref))


def _is_here(app: Application, ref: KeyRef) -> bool:
    record = record_of(app, ref)
    return record is not None and record.format is not None and record.address is not None
