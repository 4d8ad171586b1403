"""Settings: where files lie, what is installed, and the doctor."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QGuiApplication

from core.application import Application
from core.domain.diagnosis import QtFacts
from core.errors import AppError
from gui.dialogs.overlay import show
from gui.dialogs.report import ReportDialog
from gui.pages.settings.section import Section
from gui.redaction import installed, redact
from gui.theme.assets import LICENCES
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.busy import BusyBar
from gui.widgets.buttons import Button
from gui.widgets.card import SettingGroup, SettingRow
from gui.widgets.copying import CopyButton
from gui.widgets.labels import TextLabel
from gui.widgets.untrusted import UntrustedLabel

_PATH_WIDTH: Final = 300


class AdvancedSection(Section):
    title = "Advanced"
    icon = "tool"
    route = "advanced"

    def __init__(
        self, app: Application, theme: Theme, on_error: Callable[[AppError], None]
    ) -> None:
        busy = BusyBar(theme)
        super().__init__(app, theme, on_error, busy.show_busy)
        self.busy = busy
        self.doctor = Button(theme, "Run doctor", icon="stethoscope")
        self.licences = Button(theme, "Show licences")
        self._versions = {name: TextLabel(role=FontRole.MONO, tone="muted") for name in _VERSIONS}
        self.column.addWidget(SettingGroup("Help", self._help_rows()))
        self.column.addWidget(SettingGroup("Folders", self._folder_rows()))
        versions = [SettingRow(n, note, self._versions[n]) for n, note in _VERSIONS.items()]
        self.column.addWidget(SettingGroup("Versions", versions))
        self.column.addWidget(self.busy)
        self.column.addStretch(1)
        self.doctor.clicked.connect(self.examine)
        self.licences.clicked.connect(self._show_licences)

    def _help_rows(self) -> list[SettingRow]:
        doctor = "Looks at Python, Qt, the SDK, the keyring, the folders and the node."
        licences = "Taonaut is under the MIT licence; fonts, icons and Qt have their own."
        return [
            SettingRow("Examine this installation", doctor, self.doctor),
            SettingRow("Licences", licences, self.licences),
        ]

    def _folder_rows(self) -> list[SettingRow]:
        launch = self._app.launch
        return [
            self._folder(
                "Data folder", "Settings, cache and the practice network.", launch.data_dir
            ),
            self._folder(
                "Wallet folder",
                "Every coldkey and hotkey, one folder a wallet.",
                launch.wallet_path,
            ),
        ]

    def _folder(self, title: str, note: str, path: Path) -> SettingRow:
        label = UntrustedLabel(str(path), FontRole.MONO, "muted")
        label.setMaximumWidth(_PATH_WIDTH)
        copy = CopyButton(self._theme, f"Copy the path of the {title.lower()}")
        copy.setIconSize(QSize(16, 16))
        copy.holds(str(path))
        return SettingRow(title, note, label, copy)

    def enter(self, what: str) -> None:
        for name, label in self._versions.items():
            label.setText(_version(name))
        if what == "doctor":
            self.examine()

    def examine(self) -> None:
        """Run the doctor and show what it found."""
        self.doctor.setEnabled(False)
        task = self.tasks.start("doctor", self._examine())
        task.add_done_callback(lambda _: self.doctor.setEnabled(True))

    async def _examine(self) -> None:
        # Its probes load what the window does not need.
        from core.services.doctor import examine  # noqa: PLC0415
        from gui.doctor import plain_text  # noqa: PLC0415

        state = self._app.network.state
        network = replace(state.network, endpoints=tuple(filter(None, [state.endpoint])))
        launch = replace(self._app.launch, network=network)
        report = await examine(launch, QtFacts(qVersion(), QGuiApplication.platformName()))
        failed = "Something that Taonaut needs does not work."
        words = failed if report.failed else "Nothing that Taonaut needs is missing."
        text = redact(plain_text(report, launch.notices))
        self.dialogs.start("report", show(self._dialog("Doctor", words, text), self.window()))

    def _show_licences(self) -> None:
        self.dialogs.start("licences", self._read_licences())

    async def _read_licences(self) -> None:
        text = await asyncio.to_thread(_licence_texts)
        words = "What Taonaut ships of others, and under which terms."
        await show(self._dialog("Licences", words, text), self.window())

    def _dialog(self, title: str, words: str, text: str) -> ReportDialog:
        return ReportDialog(self._theme, title, words, text)


_VERSIONS: Final = {
    "Taonaut": "This app.",
    "Bittensor SDK": "Speaks to the chain.",
    "Qt": "Draws the window.",
    "Python": "Runs it.",
}


def _version(name: str) -> str:
    known: dict[str, Callable[[], str]] = {
        "Taonaut": lambda: installed("taonaut"),
        "Bittensor SDK": lambda: installed("bittensor"),
        "Qt": qVersion,
        "Python": platform.python_version,
    }
    return known[name]()


def _licence_texts() -> str:
    files = sorted(path for path in LICENCES.iterdir() if path.suffix in (".md", ".txt"))
    return "\n\n\n".join(path.read_text(encoding="utf-8") for path in files)
