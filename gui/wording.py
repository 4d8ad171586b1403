"""What a message is made of: title, body, next step and the button beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What the button beside a message does. The value is its caption."""

    RETRY = "Retry now"
    NETWORK = "Network settings"
    ADVANCED = "Run doctor"


@dataclass(frozen=True, slots=True)
class Message:
    """Plain text throughout. ``action`` is the next step as a button, if there is one."""

    title: str
    body: str
    next_step: str
    action: Action | None = None

    @property
    def text(self) -> str:
        return f"{self.body} {self.next_step}".strip()


@dataclass(frozen=True, slots=True)
class Words:
    """A message with places for facts.

    ``told`` is used when every fact it names is there, ``plain`` otherwise.
    """

    title: str
    told: str
    plain: str
    next_step: str
    action: Action | None = None

    def filled(self, facts: Mapping[str, str]) -> Message:
        """``facts`` must be clean: they enter the sentence as they are."""
        try:
            body = self.told.format_map(facts)
        except KeyError:
            body = self.plain
        return Message(self.title, body, self.next_step, self.action)
