"""Runtime API calls by name: the metadata ones, the rest through ``apis``, and their cache."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from core.practice import apis
from core.practice.codec import Codec, compact
from core.practice.state import StateView

_CACHE_BYTES: Final = 48 * 1024 * 1024
_VERSIONS: Final = b"\x08" + (14).to_bytes(4, "little") + (15).to_bytes(4, "little")


class RuntimeCallError(Exception):
    """A call of an API that does not exist, or with bytes that are not its arguments."""


class RuntimeCalls:
    """Answers ``state_call`` for any block, as hex, remembering the latest answers."""

    def __init__(
        self,
        codec: Codec,
        view: Callable[[int], StateView],
        block_hash: Callable[[int], bytes | None],
        context: apis.ApiContext,
    ) -> None:
        self._codec = codec
        self._view = view
        self._block_hash = block_hash
        self._context = context
        self._cache: OrderedDict[tuple[bytes | None, str, bytes], str] = OrderedDict()
        self._cached_bytes = 0

    def call(self, number: int, name: str, data: bytes) -> str:
        """The SCALE answer as ``0x…``. RuntimeCallError if the runtime has no answer."""
        about_metadata = self._metadata(name, data)
        if about_metadata is not None:
            return "0x" + about_metadata.hex()
        key = (self._block_hash(number), name, data)
        found = self._cache.get(key)
        if found is None:
            found = "0x" + self._answer(number, name, data).hex()
            self._remember(key, found)
        else:
            self._cache.move_to_end(key)
        return found

    def _answer(self, number: int, name: str, data: bytes) -> bytes:
        api, _, method = name.partition("_")
        try:
            return apis.call(self._view(number), api, method, data, self._context)
        except apis.UnknownApi as error:
            raise RuntimeCallError(f"Other: Exported method {name} is not found") from error
        except (ValueError, IndexError, OverflowError) as error:
            raise RuntimeCallError(f"Execution aborted due to trap: {error}") from error

    def _metadata(self, name: str, data: bytes) -> bytes | None:
        metadata = self._codec.metadata
        if name == "Metadata_metadata":
            return _opaque(metadata.v14)
        if name == "Metadata_metadata_versions":
            return _VERSIONS
        if name == "Metadata_metadata_at_version":
            version = int.from_bytes(data, "little")
            if version not in (14, 15):
                return b"\0"
            return b"\1" + _opaque(metadata.v15 if version == 15 else metadata.v14)
        return None

    def _remember(self, key: tuple[bytes | None, str, bytes], answer: str) -> None:
        self._cache[key] = answer
        self._cached_bytes += len(answer)
        while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._cached_bytes -= len(dropped)


def _opaque(blob: bytes) -> bytes:
    return compact(len(blob)) + blob
