"""Hotkey references in the OS keyring; only backends that keep secrets for real.

Each is an entry of its own under the service ``taonaut``, because a Windows
entry holds 2560 bytes of UTF-16; and since keyrings cannot be listed through
the keyring library, pages of an index name them. Every folder of wallets has
entries and an index of its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from core.domain.addresses import public_key_of
from core.domain.ids import Ss58
from core.domain.keys import CryptoType, KeyRef
from core.domain.wallets import HotkeyReference, KeyringState
from core.errors import AppError, ErrorKind
from core.storage.keyring_access import (
    SERVICE,
    Backend,
    KeyringThread,
    UnusableKeyringError,
    open_backend,
    told_apart,
)
from core.storage.keyring_probe import KeyringFacts, look_at_keyring

T = TypeVar("T")

LONGEST_ENTRY: Final = 1_200  # ASCII characters, two bytes each on Windows
_MOST_PAGES: Final = 1_000
_AT_ONCE: Final = 50


class KeyringReferences:
    """A ``ReferenceStore`` for the wallets below ``root``.

    The deadline is of each ``_AT_ONCE`` entries: a keyring takes 10 to 20 ms for one.
    """

    def __init__(self, root: Path, thread: KeyringThread | None = None) -> None:
        self._scope = blake2b(os.fsencode(root), digest_size=6).hexdigest()
        self._thread = thread or KeyringThread()

    async def state(self) -> KeyringState:
        return (await self._look()).state

    async def backend(self) -> str:
        facts = await self._look()
        return "" if facts.state is KeyringState.REFUSED else facts.backend

    async def references(self) -> Sequence[HotkeyReference]:
        found: list[HotkeyReference] = []
        for some in _in_parts(await self._run(_Entries.index)):
            found += await self._run(partial(_Entries.read, refs=some))
        return found

    async def keep(self, *references: HotkeyReference) -> None:
        refs = [reference.ref for reference in references]
        # The index first: an entry that it does not name would never be found again.
        await self._run(partial(_Entries.add_to_index, refs=refs))
        for some in _in_parts(references):
            await self._run(partial(_Entries.write, references=some))

    async def remove(self, ref: KeyRef) -> None:
        await self._run(partial(_Entries.remove, ref=ref))

    async def _look(self) -> KeyringFacts:
        try:
            return await self._thread.run(look_at_keyring)
        except UnusableKeyringError as error:
            return KeyringFacts(error.state, error.backend, error.detail)

    async def _run(self, work: Callable[[_Entries], T]) -> T:
        def job() -> T:
            backend, name = open_backend()
            with told_apart(backend, name):
                return work(_Entries(backend, self._scope))

        try:
            return await self._thread.run(job)
        except UnusableKeyringError as error:
            facts = {"keyring": error.state.value, "backend": error.backend}
            raise AppError(ErrorKind.STORAGE, f"keyring: {error}", facts) from error


class _Entries:
    """The entries of one folder of wallets. Every method blocks."""

    def __init__(self, backend: Backend, scope: str) -> None:
        self._backend = backend
        self._scope = scope

    def read(self, refs: Sequence[KeyRef]) -> list[HotkeyReference]:
        """An entry that is gone or was written by something else counts as absent."""
        found = (_read(ref, self._get(self._name(ref))) for ref in refs)
        return [reference for reference in found if reference is not None]

    def write(self, references: Sequence[HotkeyReference]) -> None:
        for reference in references:
            self._backend.set_password(SERVICE, self._name(reference.ref), _written(reference))

    def remove(self, ref: KeyRef) -> None:
        self._delete(self._name(ref))
        index = self.index()
        if ref in index:
            self._write_index(index, [other for other in index if other != ref])

    def index(self) -> list[KeyRef]:
        refs: dict[KeyRef, None] = {}
        for page in range(_MOST_PAGES):
            names = _parsed(self._get(self._page(page)))
            if not isinstance(names, list):
                break
            pairs = (str(name).split("/") for name in cast("list[object]", names))
            refs.update((KeyRef(*pair), None) for pair in pairs if len(pair) == 2)
        return list(refs)

    def add_to_index(self, refs: Sequence[KeyRef]) -> None:
        index = self.index()
        if new := [ref for ref in refs if ref not in index]:
            self._write_index(index, [*index, *new])

    def _write_index(self, before: Sequence[KeyRef], after: Sequence[KeyRef]) -> None:
        old, pages = _paged(before), _paged(after)
        for number, page in enumerate(pages):
            if page not in old[number : number + 1]:
                self._backend.set_password(SERVICE, self._page(number), page)
        # Reading ends at the first page that is not there.
        self._delete(self._page(len(pages)))

    def _name(self, ref: KeyRef) -> str:
        return f"{self._scope}/{ref.wallet}/{ref.hotkey}"

    def _page(self, number: int) -> str:
        return f"{self._scope}.index.{number}"

    def _get(self, name: str) -> str | None:
        return self._backend.get_password(SERVICE, name)

    def _delete(self, name: str) -> None:
        if self._get(name) is not None:
            self._backend.delete_password(SERVICE, name)


def _in_parts(whole: Sequence[T]) -> list[Sequence[T]]:
    return [whole[start : start + _AT_ONCE] for start in range(0, len(whole), _AT_ONCE)]


def _paged(refs: Sequence[KeyRef]) -> list[str]:
    """JSON lists of names, none longer than an entry can be."""
    pages: list[list[str]] = []
    for ref in refs:
        name = f"{ref.wallet}/{ref.hotkey}"
        if not pages or len(json.dumps([*pages[-1], name])) > LONGEST_ENTRY:
            pages.append([])
        pages[-1].append(name)
    return [json.dumps(page) for page in pages]


def _written(reference: HotkeyReference) -> str:
    """ASCII. A path that is too long for an entry is left out: wallet and hotkey tell it too."""
    fields = {
        "path": reference.path,
        "address": reference.address,
        "crypto_type": int(reference.crypto_type),
        "sha256": reference.sha256,
    }
    text = json.dumps(fields)
    return text if len(text) <= LONGEST_ENTRY else json.dumps({**fields, "path": ""})


def _read(ref: KeyRef, text: str | None) -> HotkeyReference | None:
    value = _parsed(text)
    fields = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    try:
        address = str(fields["address"])
        public_key_of(address)
        crypto_type, sha256 = CryptoType(fields["crypto_type"]), str(fields["sha256"])
        return HotkeyReference(ref, str(fields["path"]), Ss58(address), crypto_type, sha256)
    except (KeyError, ValueError, AppError):
        return None


def _parsed(text: str | None) -> object:
    """None for what is no JSON."""
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
