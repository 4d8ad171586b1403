"""A real Secret Service of the tests' own: a D-Bus and gnome-keyring in a home that goes away."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PASSWORD: Final = b"of the keyring"
DEADLINE: Final = 20.0
PROGRAMS: Final = ("dbus-daemon", "gnome-keyring-daemon")

# Answers nobody and starts nothing: the service must be the one that the test started.
_BUS: Final = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass(frozen=True)
class SecretService:
    """``environ`` leads a process to it; ``keyring`` is None where no keyring runs on the bus."""

    environ: Mapping[str, str]
    keyring: subprocess.Popen[bytes] | None

    @contextmanager
    def stopped(self) -> Generator[None]:
        """The service takes calls and answers none."""
        assert self.keyring is not None
        self.keyring.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.keyring.send_signal(signal.SIGCONT)


def is_installed() -> bool:
    return all(shutil.which(program) for program in PROGRAMS)


@contextmanager
def secret_service(
    home: Path, *, password: bytes | None = PASSWORD, with_keyring: bool = True
) -> Generator[SecretService]:
    """A bus, with a keyring unlocked by the password, or one that has none yet for None."""
    environ = _environ(home)
    with _ended(_bus(home, environ)):
        if not with_keyring:
            yield SecretService(environ, None)
            return
        keyring = _keyring(environ, password)
        with _ended(keyring):
            _wait_for_name(environ)
            yield SecretService(environ, keyring)


def _environ(home: Path) -> dict[str, str]:
    """Nothing of the desktop that the tests may run in: no prompt must ever open there."""
    folders = {
        "HOME": home,
        "XDG_RUNTIME_DIR": home / "run",
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
    }
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    bus = f"unix:path={home / 'run' / 'bus'}"
    return {**kept, **{n: str(f) for n, f in folders.items()}, "DBUS_SESSION_BUS_ADDRESS": bus}


def _bus(home: Path, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    config = home / "bus.conf"
    config.write_text(_BUS.format(socket=home / "run" / "bus"))
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address=1"],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert bus.stdout is not None
    with bus.stdout as said:
        assert said.readline().startswith(b"unix:path="), "the bus did not start"
    return bus


def _keyring(environ: Mapping[str, str], password: bytes | None) -> subprocess.Popen[bytes]:
    command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
    keyring = subprocess.Popen(
        command if password is None else [*command, "--unlock"],
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert keyring.stdin is not None
    with keyring.stdin as asked:
        asked.write(password or b"")
    return keyring


def _wait_for_name(environ: Mapping[str, str]) -> None:
    """Until the service is on the bus. TimeoutError if it never is."""
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import Proxy, open_dbus_connection

    deadline = time.monotonic() + DEADLINE
    with open_dbus_connection(environ["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        names = Proxy(message_bus, connection)
        while not names.NameHasOwner("org.freedesktop.secrets")[0]:
            if time.monotonic() > deadline:
                raise TimeoutError("the Secret Service never came")
            time.sleep(0.01)


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Generator[None]:
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
