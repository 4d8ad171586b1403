"""The connections of a faulty node, to be cut or left hanging."""

from __future__ import annotations

from typing import Protocol

from core.practice.subscriptions import Session


class Line(Protocol):
    """A connection, as far as it can be broken."""

    @property
    def session(self) -> Session: ...

    def cut(self) -> None:
        """End it without a closing frame."""
        ...

    def hang(self) -> None:
        """Neither read nor write any more, and stay open."""
        ...


class Lines:
    """Every open connection. The one that orders is left alone."""

    def __init__(self) -> None:
        self._open: set[Line] = set()

    def add(self, line: Line) -> None:
        self._open.add(line)

    def remove(self, line: Line) -> None:
        self._open.discard(line)

    def drop(self, but: Session) -> int:
        others = self._others(but)
        for line in others:
            line.cut()
        return len(others)

    def silence(self, but: Session) -> int:
        others = self._others(but)
        for line in others:
            line.hang()
        return len(others)

    def _others(self, but: Session) -> list[Line]:
        return [line for line in self._open if line.session is not but]
