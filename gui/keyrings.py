"""The words for the OS keyring: how it fails, and the next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.domain.wallets import KeyringState


@dataclass(frozen=True, slots=True)
class KeyringWords:
    """``state`` is a word or two for a list of facts, ``tone`` a token's name."""

    state: str
    body: str
    next_step: str
    tone: str = "warning"

    @property
    def text(self) -> str:
        return f"{self.body} {self.next_step}".strip()


KEYRINGS: Final[Mapping[KeyringState, KeyringWords]] = {
    KeyringState.READY: KeyringWords(
        "ready",
        "It remembers where each hotkey is and what it was, never a secret.",
        "",
        "positive",
    ),
    KeyringState.NO_SERVICE: KeyringWords(
        "not there",
        "This session has no keyring service, so Taonaut cannot tell when a hotkey is lost.",
        "Install and start one, such as GNOME Keyring or KWallet, then look again.",
    ),
    KeyringState.LOCKED: KeyringWords(
        "locked",
        "The keyring is locked, and the question for its password was not answered.",
        "Unlock it with the desktop's password tool, then look again.",
    ),
    KeyringState.UNFINISHED: KeyringWords(
        "not set up",
        "The keyring service runs, but has no keyring to keep anything in.",
        "Make a default keyring in the desktop's password tool, then look again.",
    ),
    KeyringState.REFUSED: KeyringWords(
        "refused",
        "The only keyring here would keep things in a plain file, so it is not used.",
        "Install a real one, such as GNOME Keyring or KWallet, then look again.",
    ),
    KeyringState.SILENT: KeyringWords(
        "no answer",
        "The keyring did not answer within 5 s.",
        "It may be waiting for its password in a window behind this one. Look again.",
    ),
    KeyringState.FAULTY: KeyringWords(
        "faulty",
        "The keyring answers with an error.",
        "Restart its service, or sign in again, then look again.",
    ),
}
