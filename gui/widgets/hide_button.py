"""The eye that hides all amounts, and shows them again."""

from __future__ import annotations

from gui.formats import tooltip
from gui.privacy import Privacy
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.styling import restyle


class HideButton(Button):
    """Tells which of both it does now; whoever owns it does it when it is ``clicked``."""

    def __init__(self, theme: Theme, privacy: Privacy) -> None:
        super().__init__(theme, icon="eye", role="flat", name="Hide amounts")
        restyle(self, "measure", "line")
        privacy.changed.connect(self._become)
        self._become(privacy.hidden)

    def _become(self, hidden: bool) -> None:
        words = "Show amounts" if hidden else "Hide amounts"
        self.show_icon("eye-off" if hidden else "eye")
        self.setAccessibleName(words)
        self.setToolTip(tooltip(f"{words} (Ctrl+Shift+H)"))
