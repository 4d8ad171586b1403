"""The command line and the environment, read into what one start was asked to do."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NoReturn

from platformdirs import user_data_path

from core.domain.networks import Network, parse_network
from core.domain.settings import Appearance, Launch, usual_wallets
from core.errors import AppError, ErrorKind

# The SDK unlocks keys with these without asking (bittensor.wallets, bittensor.keyfiles).
_PASSWORD_NAMES: Final = ("BT_WALLET_PASSWORD", "BT_WALLET_PASSWORD_FILE")
_PER_WALLET_PREFIX: Final = "BT_PW_"

_NETWORK_FORMS: Final = "finney, test, local, practice or a ws:// or wss:// address"
_SHOWN_INPUT: Final = 60


class Mode(StrEnum):
    APP = "app"
    PRACTICE = "practice"
    TOUR = "tour"
    DOCTOR = "doctor"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Command:
    """One start: what to run, and the launch facts for it.

    ``practice_arguments`` go to the practice node unread. ``out`` and
    ``appearance`` belong to the tour, ``as_json`` to the doctor.
    """

    mode: Mode
    launch: Launch
    practice_arguments: tuple[str, ...] = ()
    out: Path | None = None
    appearance: Appearance = Appearance.DARK
    as_json: bool = False

    @property
    def needs_display(self) -> bool:
        return self.mode is Mode.APP


def read_command(arguments: Sequence[str], environ: Mapping[str, str]) -> Command:
    """Understand ``arguments`` (without the program's name) over ``environ``.

    Raises ``AppError(BAD_INPUT)`` whose detail is one line for the terminal,
    and ``SystemExit(0)`` after ``--help``.
    """
    given = _parser().parse_args(list(arguments))
    mode = Mode.VERSION if given.version else Mode(given.command or Mode.APP)
    return Command(
        mode=mode,
        launch=_launch(given, environ),
        practice_arguments=_practice_arguments(given),
        out=_folder("--out", given.out) if mode is Mode.TOUR else None,
        appearance=Appearance(getattr(given, "theme", Appearance.DARK)),
        as_json=bool(getattr(given, "json", False)),
    )


def scrub_passwords(environ: MutableMapping[str, str]) -> tuple[str, ...]:
    """Remove passwords from the environment; one notice for each, by name.

    Neither this process nor any that it starts may unlock a key unasked.
    """
    found = sorted(
        name for name in environ if name in _PASSWORD_NAMES or name.startswith(_PER_WALLET_PREFIX)
    )
    for name in found:
        del environ[name]
    return tuple(
        f"{_printable(name)} was set. Taonaut removed it from its environment and does not use it."
        for name in found
    )


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """Whether Qt can open a window: ``platform`` is ``sys.platform``."""
    if not platform.startswith("linux"):
        return True
    return any(environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line instead of argparse's usage and exit."""
        raise _refusal(_printable(message))


def _parser() -> argparse.ArgumentParser:
    shared = _shared_options()
    parser = _Parser(
        prog="taonaut",
        parents=[shared],
        allow_abbrev=False,
        description="Desktop wallet and subnet explorer for Bittensor.",
    )
    parser.add_argument("--version", action="store_true", help="say which version this is")
    commands = parser.add_subparsers(dest="command", metavar="command")
    # No character starts an option here: all of it is the practice node's to read.
    practice = commands.add_parser(
        "practice",
        add_help=False,
        prefix_chars="\0",
        help="run a practice node (practice --help lists its options)",
    )
    practice.add_argument("practice_arguments", nargs="*")
    tour = commands.add_parser(
        "tour", parents=[shared], allow_abbrev=False, help="write a picture of every page"
    )
    tour.add_argument("--out", metavar="DIR", required=True, help="folder for the pictures")
    tour.add_argument("--theme", choices=("light", "dark"), default="dark")
    doctor = commands.add_parser(
        "doctor", parents=[shared], allow_abbrev=False, help="check this installation"
    )
    doctor.add_argument("--json", action="store_true", help="report as JSON")
    return parser


def _practice_arguments(given: argparse.Namespace) -> tuple[str, ...]:
    """The node's options, with the folder that was named before the command, if it was."""
    own = tuple(getattr(given, "practice_arguments", ()))
    folder = getattr(given, "data_dir", None)
    return own if folder is None else ("--data-dir", folder, *own)


def _shared_options() -> _Parser:
    """Options that may stand before or after the command."""
    shared = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--network", metavar="NAME", help=_NETWORK_FORMS)
    shared.add_argument("--wallet-path", metavar="DIR", help="folder of the wallets")
    shared.add_argument("--data-dir", metavar="DIR", help="folder for what Taonaut keeps")
    return shared


def _launch(given: argparse.Namespace, environ: Mapping[str, str]) -> Launch:
    wallets = _pick(given, "wallet_path", environ, "BT_WALLET_PATH")
    data = getattr(given, "data_dir", None)
    wallet_variable = "BT_WALLET_NAME" if environ.get("BT_WALLET_NAME") else "BT_WALLET"
    return Launch(
        data_dir=user_data_path("taonaut", appauthor=False)
        if data is None
        else _folder("--data-dir", data),
        wallet_path=usual_wallets() if wallets is None else _folder(*wallets),
        network=_network(_pick(given, "network", environ, "BT_NETWORK")),
        wallet_name=_name(wallet_variable, environ),
        wallet_hotkey=_name("BT_WALLET_HOTKEY", environ),
    )


def _pick(
    given: argparse.Namespace, option: str, environ: Mapping[str, str], variable: str
) -> tuple[str, str] | None:
    """Where a value came from and the value; an empty variable counts as unset."""
    typed = getattr(given, option, None)
    if typed is not None:
        return "--" + option.replace("_", "-"), typed
    return (variable, environ[variable]) if environ.get(variable) else None


def _network(chosen: tuple[str, str] | None) -> Network | None:
    if chosen is None:
        return None
    origin, text = chosen
    try:
        return parse_network(text)
    except AppError as error:
        raise _refusal(f"{origin}: {_shown(text)} is not {_NETWORK_FORMS}") from error


def _folder(origin: str, text: str) -> Path:
    """An absolute path that is a folder or does not exist yet."""
    if not text.strip() or "\0" in text:
        raise _refusal(f"{origin}: {_shown(text)} is not a folder")
    try:
        path = Path(text).expanduser().absolute()
        blocked = path.exists() and not path.is_dir()
    except (OSError, RuntimeError) as error:
        raise _refusal(f"{origin}: {_shown(text)} cannot be used as a folder") from error
    if blocked:
        raise _refusal(f"{origin}: {_shown(text)} is not a folder")
    return path


def _name(variable: str, environ: Mapping[str, str]) -> str:
    """A wallet's or hotkey's name: one path component, as the SDK joins it to a path unchecked."""
    name = environ.get(variable, "")
    if name in (".", "..") or "/" in name or "\\" in name or not name.isprintable():
        raise _refusal(f"{variable}: {_shown(name)} is not a name")
    return name


def _refusal(line: str) -> AppError:
    return AppError(ErrorKind.BAD_INPUT, line)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _shown(text: str) -> str:
    """Foreign text for one line of a terminal: quoted, escaped, cut."""
    cut = text if len(text) <= _SHOWN_INPUT else text[: _SHOWN_INPUT - 1] + "…"
    return repr(cut) if cut.isprintable() else ascii(cut)
