"""Settings: when keys lock, what is asked before signing, the limits of this computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.application import Application
from core.domain.settings import FEE_RESERVE, LIMIT, NEW_ADDRESS_PERCENT, Settings
from core.errors import AppError
from gui.formats import tao
from gui.pages.settings.facts_card import FactsCard
from gui.pages.settings.figure_row import FigureRow, amount_row, percent_row
from gui.pages.settings.section import Section
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.card import SettingGroup, SettingRow
from gui.widgets.choices import Choice
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import set_tone
from gui.widgets.switch import Switch

_MINUTES: Final = (1, 2, 5, 10, 15, 30, 60, 120, 240, 720)
_HOUR: Final = 60
_DEAF: Final = (
    "This desktop does not tell when its screen locks: the keys lock after the time above."
)


class SecuritySection(Section):
    """``signing`` and ``locking`` are the switches by the field of ``Settings`` they set."""

    title = "Security"
    icon = "shield-lock"
    route = "security"

    def __init__(
        self,
        app: Application,
        theme: Theme,
        on_error: Callable[[AppError], None],
        deaf: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(app, theme, on_error)
        self._deaf = deaf
        self.lock_after = Choice(theme, "Lock after")
        self.switches = {
            "lock_with_screen": Switch(theme, "Lock when the screen locks"),
            "lock_minimised": Switch(theme, "Lock when minimised"),
            "password_each_time": Switch(theme, "Ask the password for each signature"),
        }
        self.figures = self._make_figures()
        self.doctor = Button(theme, "Run doctor", role="small", icon="stethoscope")
        self.aside = self._make_aside()
        self._lay_out()
        self._wire()

    def _make_figures(self) -> dict[str, FigureRow]:
        once = "Checked when the plan is made, for every kind of spending."
        fees = "No action may leave less than this free."
        share = "First transfers above this need the typed confirmation."
        new = "New address above a share of the balance"
        limit = "Most per transaction"
        return {
            "new_address_percent": percent_row(self._theme, new, share, NEW_ADDRESS_PERCENT),
            "most_per_transaction": amount_row(self._theme, limit, once, LIMIT, may_be_none=True),
            "most_per_day": amount_row(self._theme, "Most per day", "", LIMIT, may_be_none=True),
            "fee_reserve": amount_row(self._theme, "Keep for fees", fees, FEE_RESERVE),
        }

    def _lay_out(self) -> None:
        ends = "Ends the process that holds the keys and closes every wallet window."
        once = "Otherwise once until the wallet locks."
        takeover = "Proxy, coldkey swap, transfer all. Waits 3 s as well. Cannot be turned off."
        self._minimised = self._row("lock_minimised", "")
        self._with_screen = self._row("lock_with_screen", "")
        locking = [
            SettingRow("Lock after", ends, self.lock_after),
            self._with_screen,
            self._minimised,
        ]
        signing = [
            self._row("password_each_time", once),
            SettingRow("Typed confirmation for takeovers", takeover, _always_on(self._theme)),
            self.figures["new_address_percent"],
        ]
        names = ("most_per_transaction", "most_per_day", "fee_reserve")
        limits = [self.figures[name] for name in names]
        binds = "they bind Taonaut, not the chain"
        self.column.addWidget(SettingGroup("Locking", locking))
        self.column.addWidget(SettingGroup("Before signing", signing))
        self.column.addWidget(SettingGroup("Limits of this computer", limits, binds))
        self.column.addStretch(1)

    def _row(self, field: str, note: str) -> SettingRow:
        switch = self.switches[field]
        return SettingRow(switch.accessibleName(), note, switch)

    def _make_aside(self) -> FactsCard:
        words = "A process of its own. It holds no key while locked."
        card = FactsCard(self._theme, "shield-check", "Key agent", words)
        card.tint("shield-check", "accent")
        card.tell("State", "locked")
        card.tell("Keys held", "0")
        card.tell("Core dumps", "off")
        card.tell("Clipboard", "gets no secret")
        card.body.addWidget(self.doctor)
        return card

    def _wire(self) -> None:
        self.doctor.clicked.connect(lambda: self.route_requested.emit("settings/advanced/doctor"))
        self.lock_after.activated.connect(
            lambda: self._set("lock_minutes", self.lock_after.currentData())
        )
        for field, switch in self.switches.items():
            switch.toggled.connect(self._setter(field))
        for field, row in self.figures.items():
            row.changed.connect(self._setter(field))

    def _setter(self, field: str) -> Callable[[Any], None]:
        return lambda value: self._set(field, value)

    def enter(self, what: str) -> None:
        del what
        self.show_settings(self._app.preferences.settings)
        self.tasks.start("follow the keys", self._follow_keys())
        self.tasks.start("follow what is spent", self._follow_spending())

    def leave(self) -> None:
        self.tasks.cancel("follow the keys")
        self.tasks.cancel("follow what is spent")

    def show_settings(self, settings: Settings) -> None:
        """Put every control where the settings are."""
        self._show_minutes(settings.lock_minutes)
        for field, switch in self.switches.items():
            with QSignalBlocker(switch):
                switch.setChecked(getattr(settings, field))
        for field, row in self.figures.items():
            row.show_value(getattr(settings, field))
        self._explain_minimised(settings)
        self._explain_screen()

    def _show_minutes(self, minutes: int) -> None:
        with QSignalBlocker(self.lock_after):
            self.lock_after.clear()
            for each in sorted({*_MINUTES, minutes}):
                self.lock_after.addItem(_span(each), each)
            self.lock_after.setCurrentIndex(self.lock_after.findData(minutes))

    def _explain_minimised(self, settings: Settings) -> None:
        off = "Off: the window may sit in the dock while unlocked."
        on = "On: putting the window away ends the process that holds the keys."
        self._minimised.note.setText(on if settings.lock_minimised else off)

    def _explain_screen(self) -> None:
        """A switch that can do nothing here says so."""
        words = _DEAF if self._deaf() else "Follows the desktop session."
        self._with_screen.note.setText(words)
        self.switches["lock_with_screen"].setAccessibleDescription(words)
        set_tone(self._with_screen.note, "warning" if self._deaf() else "muted")

    def _set(self, field: str, value: object) -> None:
        changes: dict[str, Any] = {field: value}
        settings = replace(self._app.preferences.settings, **changes)
        self._explain_minimised(settings)
        self.tasks.start(f"save {field}", self._save(settings))

    async def _save(self, settings: Settings) -> None:
        try:
            await self._app.preferences.save(settings)
        finally:
            self._app.locks.apply_settings()  # they hold even where the disk refuses them

    async def _follow_keys(self) -> None:
        assert isinstance(self.aside, FactsCard)
        async for keys in self._app.locks.changes():
            self.aside.tell("State", "unlocked" if keys else "locked")
            self.aside.tell("Keys held", str(len(keys)))

    async def _follow_spending(self) -> None:
        await self._show_spent()
        async for _ in self._app.activity.changes():
            await self._show_spent()

    async def _show_spent(self) -> None:
        spent = await self._app.activity.spent_lately()
        self.figures["most_per_day"].explain(f"{tao(spent, 3)} τ used in the last 24 h.")


def _span(minutes: int) -> str:
    if minutes % _HOUR == 0:
        hours = minutes // _HOUR
        return "1 hour" if hours == 1 else f"{hours} hours"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _always_on(theme: Theme) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.S)
    row.addWidget(IconLabel(theme, "lock", "muted", 14), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(TextLabel("always on", FontRole.SMALL, "muted"))
    return made
