"""The virtual environments: made by uv from the lock file with every hash checked."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from interpreters import Interpreter

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".venv-tools"
STAMP = VENV / "taonaut-setup.json"
UV_REQUIREMENT = ROOT / "packaging" / "uv.txt"
OLDEST_UV = (0, 9, 0)
STAMP_FORMAT = 1

_SYSTEM_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
_SCRIPTS = "Scripts" if os.name == "nt" else "bin"
_SUFFIX = ".exe" if os.name == "nt" else ""


class SetupError(Exception):
    """A step failed; the text says which and what to do."""


def script(venv: Path, name: str) -> Path:
    return venv / _SCRIPTS / (name + _SUFFIX)


def child_environment(environ: dict[str, str]) -> dict[str, str]:
    """For uv and npm: the machine's own certificates, no stray Python settings.

    uv and node carry their own lists of certificate authorities; a company
    network is known to the system's alone.
    """
    child = {
        k: v for k, v in environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    }
    child["UV_PYTHON_DOWNLOADS"] = "never"
    child["UV_PROJECT_ENVIRONMENT"] = str(VENV)
    if os.path.exists(_SYSTEM_CERTIFICATES):
        child.setdefault("UV_SYSTEM_CERTS", "1")
        child.setdefault("NODE_EXTRA_CA_CERTS", _SYSTEM_CERTIFICATES)
    return child


def parse_uv_version(output: str) -> tuple[int, int, int] | None:
    match = re.match(r"uv (\d+)\.(\d+)\.(\d+)", output)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def usable_uv(path: str | None) -> str | None:
    """``path`` if it runs and is new enough to read the lock file."""
    if not path:
        return None
    try:
        answer = subprocess.run(
            [path, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = parse_uv_version(answer.stdout)
    return path if version is not None and version >= OLDEST_UV else None


def find_uv() -> str | None:
    return usable_uv(str(script(TOOLS, "uv"))) or usable_uv(shutil.which("uv"))


def get_uv(interpreter: Interpreter) -> str:
    """uv, from a private environment if none is there. Its hash is checked too."""
    found = find_uv()
    if found:
        return found
    print("Getting uv", flush=True)
    _run([interpreter.path, "-m", "venv", "--clear", str(TOOLS)], "making .venv-tools")
    pip = [str(script(TOOLS, "python")), "-m", "pip", "--disable-pip-version-check"]
    hashed = ["--require-hashes", "--requirement", str(UV_REQUIREMENT)]
    _run([*pip, "install", "--quiet", *hashed], "installing uv")
    uv = usable_uv(str(script(TOOLS, "uv")))
    if uv is None:
        raise SetupError("uv was installed into .venv-tools but does not run")
    return uv


def sync_command(uv: str, interpreter: Interpreter) -> list[str]:
    return [
        *(uv, "sync", "--frozen", "--compile-bytecode", "--quiet"),
        *("--project", str(ROOT), "--python", interpreter.path),
    ]


def sync(uv: str, interpreter: Interpreter) -> None:
    """Make ``.venv`` exactly what the lock says, and byte-compile our own modules."""
    print("Syncing .venv from uv.lock", flush=True)
    _run(sync_command(uv, interpreter), "installing what uv.lock names")
    own = [str(ROOT / room) for room in ("core", "gui", "resources")]
    _run([str(script(VENV, "python")), "-m", "compileall", "-q", *own], "byte-compiling")


def sync_cli9(uv: str, interpreter: Interpreter) -> Path:
    """The environment of the older command-line tool, which may not share ours."""
    venv = ROOT / ".venv-cli9"
    command = [*sync_command(uv, interpreter), "--only-group", "cli9", "--no-install-project"]
    _run(command, "installing bittensor-cli 9", UV_PROJECT_ENVIRONMENT=str(venv))
    return venv


def stamp_of() -> str:
    """A digest of everything the environment is made from; scripts in it hold its place."""
    digest = hashlib.sha256(f"{STAMP_FORMAT} {ROOT}".encode())
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def write_stamp(stamp: str) -> None:
    STAMP.write_text(json.dumps({"made_from": stamp}) + "\n", encoding="utf-8")


def is_current() -> bool:
    """Whether ``.venv`` was made from the present lock and still has its Python."""
    try:
        made_from = json.loads(STAMP.read_text(encoding="utf-8"))["made_from"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return made_from == stamp_of() and script(VENV, "taonaut").exists() and _python_is_there()


def _python_is_there() -> bool:
    # A removed interpreter leaves a dangling link, for which exists() is False.
    return script(VENV, "python").exists()


def _run(command: list[str], step: str, **extra: str) -> None:
    environ = {**child_environment(dict(os.environ)), **extra}
    if subprocess.call(command, env=environ, stdin=subprocess.DEVNULL) != 0:
        raise SetupError(f"{step} failed (the lines above say why)")
