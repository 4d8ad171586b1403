"""The settings file: one JSON object, replaced atomically, forgiving in reading."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final, TypeGuard, cast

from core.domain import settings as limits
from core.domain.addresses import public_key_of
from core.domain.settings import Appearance, Settings
from core.errors import AppError, ErrorKind
from core.storage.aside import set_aside

_LARGEST: Final = 1024 * 1024


class SettingsFile:
    """Reads and writes ``Settings`` at one path.

    Fields that a newer version wrote are kept when this one saves.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> tuple[Settings, tuple[str, ...]]:
        """The settings and what the user must be told. Never raises for a bad file.

        A field of the wrong type falls back to its default; a file that is no
        JSON object is set aside.
        """
        try:
            raw = self._read()
        except FileNotFoundError:
            return Settings(), ()
        except ValueError:
            return Settings(), (self._put_away(),)
        except OSError as error:
            return Settings(), (f"The settings could not be read: {error.strerror or error}.",)
        return _settings(raw), ()

    def save(self, settings: Settings) -> None:
        """Write beside the file, flush to disk, then replace it. Raises AppError(STORAGE)."""
        known = {field.name for field in fields(Settings)}
        try:
            try:
                kept = {name: value for name, value in self._read().items() if name not in known}
            except (FileNotFoundError, ValueError):
                kept = {}
            self._replace(json.dumps({**kept, **asdict(settings)}, indent=2) + "\n")
        except OSError as error:
            facts = {"path": str(self._path)}
            raise AppError(ErrorKind.STORAGE, str(error), facts) from error

    def _read(self) -> dict[str, Any]:
        with self._path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        try:
            raw: Any = json.loads(content)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        if not isinstance(raw, dict):
            raise ValueError("not a JSON object")
        return cast("dict[str, Any]", raw)

    def _put_away(self) -> str:
        try:
            target = set_aside(self._path)
        except OSError as error:
            return f"The settings file is damaged and could not be moved: {error.strerror}."
        return f"The settings file was damaged. It is kept as {target.name}."

    def _replace(self, text: str) -> None:
        folder = self._path.parent
        handle, name = tempfile.mkstemp(dir=folder, prefix=".settings-")  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise


def _settings(raw: Mapping[str, Any]) -> Settings:
    default = Settings()
    return Settings(
        network=_text(raw, "network"),
        custom_endpoint=_text(raw, "custom_endpoint"),
        appearance=_appearance(raw.get("appearance")),
        hidden_columns=_texts(raw, "hidden_columns"),
        window_geometry=_text(raw, "window_geometry"),
        practice_block_time=_block_time(raw.get("practice_block_time")),
        wallet=_text(raw, "wallet"),
        hotkey=_text(raw, "hotkey"),
        hide_amounts=_flag(raw, "hide_amounts", default.hide_amounts),
        lock_minutes=_whole(raw, "lock_minutes", limits.LOCK_MINUTES, default.lock_minutes),
        lock_with_screen=_flag(raw, "lock_with_screen", default.lock_with_screen),
        lock_minimised=_flag(raw, "lock_minimised", default.lock_minimised),
        password_each_time=_flag(raw, "password_each_time", default.password_each_time),
        new_address_percent=_whole(
            raw, "new_address_percent", limits.NEW_ADDRESS_PERCENT, default.new_address_percent
        ),
        most_per_transaction=_whole(raw, "most_per_transaction", limits.LIMIT, 0),
        most_per_day=_whole(raw, "most_per_day", limits.LIMIT, 0),
        fee_reserve=_whole(raw, "fee_reserve", limits.FEE_RESERVE, default.fee_reserve),
        practice_wallets=tuple(filter(_is_address, _texts(raw, "practice_wallets"))),
    )


def _appearance(value: Any) -> Appearance:
    try:
        return Appearance(value)
    except ValueError:
        return Settings().appearance


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def _texts(raw: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value: Any = raw.get(name)
    if not _is_list(value):
        return ()
    return tuple(item for item in value if isinstance(item, str))


def _flag(raw: Mapping[str, Any], name: str, default: bool) -> bool:
    value = raw.get(name)
    return value if isinstance(value, bool) else default


def _whole(raw: Mapping[str, Any], name: str, bounds: tuple[int, int], default: int) -> int:
    """A whole number within the bounds, both included, else the default."""
    value = raw.get(name)
    low, high = bounds
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return value
    return default


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_address(text: str) -> bool:
    try:
        public_key_of(text)
    except AppError:
        return False
    return True


def _block_time(value: Any) -> float:
    """A value in range, else the default. NaN compares false with everything."""
    low, high = limits.PRACTICE_BLOCK_TIME
    if isinstance(value, int | float) and low <= value <= high:
        return float(value)
    return Settings().practice_block_time
