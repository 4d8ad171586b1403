"""Finding a Python that Taonaut runs on.

Read by any Python from 3.8 on, so that an old one can still say what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

FIT = ((3, 11), (3, 12), (3, 13))
PROBE_SECONDS = 15

_PROBE = (
    "import sys, importlib.util as u;"
    "print(*sys.version_info[:2], sys.maxsize > 2**32,"
    " bool(u.find_spec('venv') and u.find_spec('ensurepip')),"
    " getattr(sys, '_base_executable', None) or sys.executable)"
)


class Interpreter(NamedTuple):
    """A Python that answered. ``can_make_venv``: it has venv and ensurepip (Debian splits them)."""

    path: str
    version: tuple[int, int]
    can_make_venv: bool


def candidates(running: str, environ: dict[str, str], home: Path) -> list[str]:
    """Where to look, best first: the running one, those on PATH, pyenv's own folders.

    pyenv's shims are on PATH too and answer only for the version that is
    switched on, so the versions behind them are listed as well.
    """
    found = [running]
    for major, minor in FIT:
        on_path = shutil.which(f"python{major}.{minor}", path=environ.get("PATH"))
        if on_path:
            found.append(on_path)
    pyenv = Path(environ.get("PYENV_ROOT") or home / ".pyenv") / "versions"
    for major, minor in FIT:
        versions = sorted(pyenv.glob(f"{major}.{minor}.*"))
        found.extend(str(version / "bin" / "python") for version in versions)
    return list(dict.fromkeys(found))


def parse_probe(output: str) -> Interpreter | None:
    """What the probe printed, None when it is nothing sensible or not a 64-bit Python."""
    parts = output.strip().split(" ", 4)
    if len(parts) != 5 or not (parts[0].isdigit() and parts[1].isdigit()):
        return None
    if parts[2] != "True":
        return None
    return Interpreter(parts[4], (int(parts[0]), int(parts[1])), parts[3] == "True")


def probe(path: str) -> Interpreter | None:
    """Run it and see: an executable file may be a broken shim."""
    try:
        answer = subprocess.run(
            [path, "-I", "-c", _PROBE],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return parse_probe(answer.stdout) if answer.returncode == 0 else None


def find(wanted: str | None = None) -> Interpreter | None:
    """The first fit Python; ``wanted`` looks at that one alone."""
    looked_at = [wanted] if wanted else candidates(sys.executable, dict(os.environ), Path.home())
    for path in looked_at:
        interpreter = probe(path)
        if interpreter is not None and interpreter.version in FIT:
            return interpreter
    return None


def advice() -> str:
    """What to tell somebody without a fit Python."""
    versions = ", ".join(f"{major}.{minor}" for major, minor in FIT)
    running = ".".join(str(part) for part in sys.version_info[:3])
    return (
        f"Taonaut needs a 64-bit Python {versions}; this is {running} and no other was found.\n"
        "Debian 12: apt-get install python3 python3-venv    Ubuntu 24.04: the same\n"
        "macOS: brew install python@3.12                    Windows: winget install "
        "Python.Python.3.12\n"
        "Anywhere: pyenv install 3.12"
    )
