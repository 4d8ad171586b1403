"""The theme in force: its colours, and telling everyone when they change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from string import Template
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from core.domain.settings import Appearance
from gui.theme import tokens
from gui.theme.assets import STYLE_SHEET
from gui.theme.fonts import FontRole, font
from gui.theme.icons import paint_icon
from gui.theme.tokens import Palette

_ROLES: Final = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.BrightText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hairline",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "sunken",
}
_DISABLED_ROLES: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)

_SCHEMES: Final = {
    Appearance.SYSTEM: Qt.ColorScheme.Unknown,
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """One per application, made in ``gui.app`` and handed to widgets.

    While the appearance is SYSTEM it follows the desktop live. ``changed``
    fires after palette and style sheet are in force; widgets that paint
    themselves or hold pixmaps repaint on it.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        appearance: Appearance = Appearance.SYSTEM,
        desktop: Callable[[], Qt.ColorScheme] | None = None,
    ) -> None:
        super().__init__(app)
        self._desktop = desktop or QGuiApplication.styleHints().colorScheme
        self._app = app
        self._appearance = appearance
        self._palette = tokens.DARK
        app.setStyle("Fusion")
        app.setFont(font(FontRole.BODY))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._tell_desktop()
        self._put_in_force()

    @property
    def palette(self) -> Palette:
        return self._palette

    @property
    def appearance(self) -> Appearance:
        """What was asked for; SYSTEM stays SYSTEM."""
        return self._appearance

    @property
    def dark(self) -> bool:
        return self._palette is tokens.DARK

    def apply(self, appearance: Appearance) -> None:
        """Change to an appearance; nothing happens when it looks the same."""
        self._appearance = appearance
        self._tell_desktop()
        if self._wanted() is not self._palette:
            self._put_in_force()

    def color(self, name: str) -> QColor:
        """The colour of a token, or of a ``#`` literal taken from one."""
        return QColor(self._hex(name))

    def pixmap(self, name: str, color: str | None = None, size: int = 18) -> QPixmap:
        """An icon as a pixmap; ``color`` is a token's name or value, default ``muted``."""
        ratio = self._app.devicePixelRatio()
        return paint_icon(name, size, self._hex(color or "muted"), ratio, self._palette.text)

    def icon(self, name: str, color: str | None = None, size: int = 18, gap: int = 0) -> QIcon:
        """An icon for buttons and menus, with its disabled state; default colour ``text``.

        ``gap`` leaves room behind it: Qt has no spacing between icon and words.
        """
        made = QIcon(_padded(self.pixmap(name, color or "text", size), gap))
        made.addPixmap(_padded(self.pixmap(name, "disabled", size), gap), QIcon.Mode.Disabled)
        return made

    def _hex(self, color: str) -> str:
        if color.startswith("#"):
            return color
        value: str = getattr(self._palette, color)
        return value

    def _wanted(self) -> Palette:
        if self._appearance is Appearance.SYSTEM:
            return tokens.LIGHT if self._desktop() == Qt.ColorScheme.Light else tokens.DARK
        return tokens.LIGHT if self._appearance is Appearance.LIGHT else tokens.DARK

    def _tell_desktop(self) -> None:
        """Have what the desktop draws, such as the title bar, look alike."""
        QGuiApplication.styleHints().setColorScheme(_SCHEMES[self._appearance])

    def _on_scheme_changed(self) -> None:
        if self._wanted() is not self._palette:
            self._put_in_force()

    def _put_in_force(self) -> None:
        self._palette = self._wanted()
        self._app.setPalette(qt_palette(self._palette))
        self._app.setStyleSheet(style_sheet(self._palette))
        self.changed.emit()


def _padded(pixmap: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wide = QPixmap(pixmap.width() + round(gap * ratio), pixmap.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wide


def qt_palette(palette: Palette) -> QPalette:
    """Qt's colour roles for what the style sheet does not reach."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(getattr(palette, name)))
    for role in _DISABLED_ROLES:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.disabled))
    return made


def style_sheet(palette: Palette) -> str:
    """The style sheet of the app with every ``$token`` filled in.

    Raises ``KeyError`` when it names a token that does not exist.
    """
    values = {f.name: getattr(palette, f.name) for f in fields(palette) if f.name != "series"}
    values |= {"mono": tokens.MONO, "radius": f"{tokens.RADIUS}px"}
    values |= {"card_radius": f"{tokens.CARD_RADIUS}px"}
    return Template(STYLE_SHEET.read_text(encoding="utf-8")).substitute(values)
