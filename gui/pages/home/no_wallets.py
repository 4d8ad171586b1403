"""What the home page is before there is a wallet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.labels import IconLabel, TextLabel

_WORDS = (
    "A wallet holds the keys to your TAO. Here you will see what all your wallets are "
    "worth together, where it is staked, and how it changes."
)
_WIDTH = 440


class NoWallets(QWidget):
    """``create_requested`` and ``import_requested`` are the two ways on."""

    create_requested = Signal()
    import_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.create_button = Button(theme, "Create a wallet", icon="plus", role="primary")
        self.import_button = Button(theme, "I have a wallet", icon="download")
        self.create_button.clicked.connect(self.create_requested)
        self.import_button.clicked.connect(self.import_requested)
        centre = Qt.AlignmentFlag.AlignHCenter
        title = TextLabel("No wallet yet", FontRole.HEADING)
        words = TextLabel(_WORDS, FontRole.BODY, "muted", wrap=True)
        words.setFixedWidth(_WIDTH)
        words.setAlignment(centre)
        words.setMinimumHeight(words.heightForWidth(_WIDTH))
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addStretch()
        buttons.addWidget(self.create_button)
        buttons.addWidget(self.import_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(tokens.S)
        layout.addStretch(2)
        layout.addWidget(IconLabel(theme, "wallet", "muted", 32), 0, centre)
        layout.addSpacing(tokens.S)
        layout.addWidget(title, 0, centre)
        layout.addWidget(words, 0, centre)
        layout.addSpacing(tokens.M)
        layout.addLayout(buttons)
        layout.addStretch(3)
