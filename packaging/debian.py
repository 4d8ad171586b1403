"""The system packages wanted on Debian and Ubuntu: which are missing, and installing them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable

# Without these not even an offscreen Qt starts.
REQUIRED = (
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libfreetype6",
    "libfontconfig1",
    "libdbus-1-3",
)
# A window under X11, a virtual screen, and emoji in names from the chain.
OPTIONAL = (
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "xvfb",
    "xauth",
    "fonts-noto-color-emoji",
)
# A Secret Service that tests start for themselves.
KEYRING = ("dbus", "gnome-keyring")

_QUERY = ["dpkg-query", "--show", "--showformat", "${Package}\t${db:Status-Status}\t${Provides}\n"]


class InstallError(Exception):
    """apt-get ended with an error; it has already said why."""


def applies() -> bool:
    return bool(shutil.which("dpkg-query") and shutil.which("apt-get"))


def installed() -> set[str]:
    """Names of all installed packages and of what they provide."""
    answer = subprocess.run(
        _QUERY,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return parse_installed(answer.stdout)


def parse_installed(listing: str) -> set[str]:
    """Read lines of package, status, provides.

    Newer releases renamed libraries (libglib2.0-0t64 provides libglib2.0-0),
    so a provided name counts as installed.
    """
    names: set[str] = set()
    for line in listing.splitlines():
        package, _, rest = line.partition("\t")
        status, _, provides = rest.partition("\t")
        if status != "installed":
            continue
        names.add(package)
        names.update(part.split("(")[0].strip() for part in provides.split(",") if part.strip())
    return names


def missing(wanted: Iterable[str], present: set[str]) -> list[str]:
    return [package for package in wanted if package not in present]


def install_command(packages: Iterable[str]) -> list[str]:
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install(packages: list[str]) -> None:
    """Install as root, refreshing the package lists first. Raises InstallError."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], install_command(packages)):
        print("  $ " + shlex.join(command), flush=True)
        quiet = [command[0], "-qq", "-o", "Dpkg::Use-Pty=0", *command[1:]]
        if subprocess.call(quiet, env=environ, stdin=subprocess.DEVNULL) != 0:
            raise InstallError
