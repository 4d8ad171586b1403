"""The ``taonaut`` command: reads what was asked and hands over to it.

Nothing heavy is imported before it is known to be needed: the window's first
paint, ``--version`` and the practice node all start here.
"""

from __future__ import annotations

import os
import runpy
import sys
from dataclasses import replace

from core.command import Command, Mode, has_display, read_command, scrub_passwords
from core.errors import AppError

_NO_DISPLAY = (
    "taonaut: no display (neither DISPLAY nor WAYLAND_DISPLAY is set): run it in a desktop "
    "session, under xvfb-run, or use 'taonaut tour --out DIR' for pictures"
)


def main() -> int:
    """Run what the command line asks for; the process's exit code."""
    notices = scrub_passwords(os.environ)
    try:
        command = read_command(sys.argv[1:], os.environ)
    except AppError as error:
        sys.stderr.write(f"taonaut: {error.detail}\n")
        return 2
    if command.needs_display and not has_display(os.environ, sys.platform):
        sys.stderr.write(_NO_DISPLAY + "\n")
        return 2
    return _run(replace(command, launch=replace(command.launch, notices=notices)))


def _run(command: Command) -> int:
    match command.mode:
        case Mode.VERSION:
            return _say_version()
        case Mode.PRACTICE:
            return _practice(command)
        case Mode.DOCTOR:
            from gui.doctor import run as examine  # noqa: PLC0415 - only when asked for

            return examine(command.launch, as_json=command.as_json)
        case Mode.TOUR:
            return _tour(command)
        case Mode.APP:
            return _app(command)


def _say_version() -> int:
    from importlib.metadata import version  # noqa: PLC0415 - only when asked for

    sys.stdout.write(f"taonaut {version('taonaut')}\n")
    return 0


def _practice(command: Command) -> int:
    """The node is a program of its own: run as ``python -m core.practice`` would."""
    sys.argv = ["taonaut practice", *command.practice_arguments]
    runpy.run_module("core.practice", run_name="__main__", alter_sys=True)
    return 0


def _tour(command: Command) -> int:
    from gui.tour import run as tour  # noqa: PLC0415 - Qt only when asked for

    if command.out is None:
        raise AssertionError("the tour is always read with a folder")
    return tour(command.launch, command.out, command.appearance)


def _app(command: Command) -> int:
    from core.keys.hardening import leave_no_core  # noqa: PLC0415 - passwords are typed into it
    from gui.app import run as app  # noqa: PLC0415 - Qt only when asked for

    leave_no_core()
    _close_terminal_input()
    return app(command.launch)


def _close_terminal_input() -> None:
    """No library may ask for a password behind the window's back."""
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)


if __name__ == "__main__":
    sys.exit(main())
