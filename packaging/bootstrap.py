#!/usr/bin/env python3
"""From a bare clone to a running or tested Taonaut: ``bootstrap.py setup|run|test``.

Standard library only, and readable by any Python from 3.8 on.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

import debian
import environment
import gates
import interpreters


def main(arguments: Sequence[str]) -> int:
    own, passed_on = split(list(arguments))
    options = _parser().parse_args(own)
    try:
        if options.command == "run":
            return run(passed_on, options.python)
        uv, interpreter = setup(options.python, for_tests=options.command == "test")
        if options.command == "test":
            return gates.run_all(uv, interpreter, passed_on)
    except environment.SetupError as error:
        print(f"bootstrap: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print("Ready: python3 packaging/bootstrap.py run")
    return 0


def split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Our own arguments and, after ``--``, those to pass on."""
    if "--" not in arguments:
        return arguments, []
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


def setup(wanted: str | None, for_tests: bool = False) -> tuple[str, interpreters.Interpreter]:
    """Make everything there that running and testing need; quick where it is."""
    interpreter = interpreters.find(wanted)
    if interpreter is None:
        raise environment.SetupError(interpreters.advice())
    interpreter = provide_libraries(interpreter, for_tests)
    uv = environment.get_uv(interpreter)
    environment.sync(uv, interpreter)
    check_qt()
    environment.write_stamp(environment.stamp_of())
    return uv, interpreter


def run(arguments: list[str], wanted: str | None = None) -> int:
    """Start Taonaut, setting up first where the stamp is not current."""
    if wanted or not environment.is_current():
        setup(wanted)
    program = str(environment.script(environment.VENV, "taonaut"))
    if os.name != "nt":
        os.execv(program, [program, *arguments])
    return subprocess.call([program, *arguments])


def provide_libraries(
    interpreter: interpreters.Interpreter, for_tests: bool
) -> interpreters.Interpreter:
    """Install missing system packages as root; otherwise say the command for them.

    Returns the interpreter as it is afterwards. Raises SetupError when
    something required is missing and cannot be installed from here.
    """
    required, optional = wanted_packages(interpreter, for_tests)
    if not debian.applies():
        if not interpreter.can_make_venv and environment.find_uv() is None:
            raise environment.SetupError(f"{interpreter.path} has no venv module: install it")
        return interpreter
    present = debian.installed()
    lacking = debian.missing(required, present)
    wished = debian.missing(optional, present)
    if not lacking and not wished:
        return interpreter
    if not debian.is_root():
        _ask_for(lacking, wished)
        return interpreter
    print("Installing system packages: " + " ".join(lacking + wished), flush=True)
    try:
        debian.install(lacking + wished)
    except debian.InstallError:
        if lacking:
            raise environment.SetupError("apt-get could not install what is required") from None
        print("Going on without: " + " ".join(wished), flush=True)
    return interpreters.find(interpreter.path) or interpreter


def wanted_packages(
    interpreter: interpreters.Interpreter, for_tests: bool
) -> tuple[list[str], list[str]]:
    """Required and optional package names for what is asked."""
    required: list[str] = [*debian.REQUIRED]
    optional: list[str] = [*debian.OPTIONAL]
    if not interpreter.can_make_venv and environment.find_uv() is None:
        required.append("python{}.{}-venv".format(*interpreter.version))
    is_whole = gates.node_is_required(dict(os.environ))
    if for_tests:
        (required if is_whole else optional).extend(debian.KEYRING)
    if for_tests and is_whole and not gates.node_is_there():
        required += ["nodejs", "npm"]
    return required, optional


def check_qt() -> None:
    """Import Qt once: on a system without dpkg this is where a missing library shows."""
    python = str(environment.script(environment.VENV, "python"))
    answer = subprocess.run(
        [python, "-c", "from PySide6 import QtWidgets, QtSvg, QtNetwork"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        reason = answer.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise environment.SetupError(
            f"Qt does not load: {reason[0]}\n"
            "Install the package of your system that has this library, then try again."
        )


def _ask_for(lacking: list[str], wished: list[str]) -> None:
    command = " ".join(["sudo", *debian.install_command(lacking + wished)])
    if lacking:
        raise environment.SetupError(f"required system packages are missing. Run\n  {command}")
    why = "a window under X11 or tests of the keyring need them"
    print(f"Optional system packages are missing ({why}):\n  {command}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description="Set up, run or test Taonaut from a clone.",
        epilog="What follows -- goes to taonaut (run) or to pytest (test).",
    )
    parser.add_argument("command", choices=("setup", "run", "test"))
    parser.add_argument("--python", metavar="PATH", help="use this Python 3.11, 3.12 or 3.13")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
