"""Keyring backends in memory, under the names of real and unreal ones."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

REAL = "keyring.backends.SecretService"


class Entries:
    """What a backend holds. ``failure`` is raised by every call, ``calls`` counts them."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.failure = failure
        self.calls = 0

    def get_password(self, service: str, username: str) -> str | None:
        self._called()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._called()
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._called()
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("no such entry")

    def _called(self) -> None:
        self.calls += 1
        if self.failure is not None:
            raise self.failure


def backend_of(module: str, entries: Entries | None = None) -> KeyringBackend:
    """A backend of that module over the entries."""
    held = entries or Entries()
    body: dict[str, object] = {
        "__module__": module,
        "priority": -1,
        "get_password": lambda _, *names: held.get_password(*names),
        "set_password": lambda _, *names: held.set_password(*names),
        "delete_password": lambda _, *names: held.delete_password(*names),
    }
    kind = type("Keyring", (KeyringBackend,), body)
    KeyringBackend._classes.discard(kind)  # keeps it from being chosen later
    return kind()
