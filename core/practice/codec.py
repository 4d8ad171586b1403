"""SCALE bytes of the runtime's own types, through ``bittensor_core.Runtime``.

Values go in and come out as the Runtime takes them: accounts as ss58 text,
byte strings as ``0x`` hex, structs as dicts, enums as ``"Name"`` or
``{"Name": …}``, tuples as tuples, fixed-point numbers as ``{"bits": n}``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

from core.practice import native
from core.practice.metadata import (
    SPEC_NAME,
    SPEC_VERSION,
    SS58_PREFIX,
    TRANSACTION_VERSION,
    Metadata,
)

Value = Any  # a decoded SCALE value; its shape follows the metadata, not Python's types

ZERO_ACCOUNT: Final = native.encode_ss58(bytes(32), SS58_PREFIX)


def blake2_256(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()


def compact(number: int) -> bytes:
    """SCALE's compact form of an unsigned integer below 2**536."""
    if number < 1 << 6:
        return bytes([number << 2])
    if number < 1 << 14:
        return (number << 2 | 1).to_bytes(2, "little")
    if number < 1 << 30:
        return (number << 2 | 2).to_bytes(4, "little")
    size = (number.bit_length() + 7) // 8
    return bytes([(size - 4) << 2 | 3]) + number.to_bytes(size, "little")


def read_compact(data: bytes, offset: int) -> tuple[int, int]:
    """A compact integer at ``offset`` and the offset behind it. ValueError if cut short."""
    if offset >= len(data):
        raise ValueError("compact integer beyond the end")
    mode = data[offset] & 3
    if mode == 3:
        start, size = offset + 1, (data[offset] >> 2) + 4
        shift = 0
    else:
        start, size = offset, (1, 2, 4)[mode]
        shift = 2
    if start + size > len(data):
        raise ValueError("compact integer cut short")
    return int.from_bytes(data[start : start + size], "little") >> shift, start + size


@dataclass(frozen=True, slots=True)
class StorageItem:
    """One storage entry of the metadata: its key prefix, type and default bytes."""

    prefix: bytes
    value_type: str
    default: bytes
    optional: bool


class Codec:
    """Encodes and decodes for one metadata; knows every storage item, call, API and error."""

    def __init__(self, metadata: Metadata) -> None:
        self.metadata = metadata
        self.runtime: Any = native.runtime(
            metadata.v15, SPEC_VERSION, TRANSACTION_VERSION, SS58_PREFIX
        )
        self._items: dict[tuple[str, str], StorageItem] = {}

    @cached_property
    def digest(self) -> bytes:
        """The RFC-0078 metadata digest that CheckMetadataHash signs over."""
        return native.metadata_digest(self.metadata.v15, SPEC_VERSION, SPEC_NAME)

    # -- storage

    def item(self, pallet: str, item: str) -> StorageItem:
        """The storage entry. KeyError for one the metadata does not have."""
        found = self._items.get((pallet, item))
        if found is None:
            try:
                entry = self.runtime.storage_entry(pallet, item)
            except Exception as error:
                raise KeyError(f"{pallet}.{item}") from error
            found = StorageItem(
                prefix=bytes(self.runtime.storage_prefix(pallet, item)),
                value_type=entry.value_type,
                default=bytes(entry.default_bytes),
                optional=str(entry.modifier).lower() == "optional",
            )
            self._items[pallet, item] = found
        return found

    def key(self, pallet: str, item: str, *params: Value) -> bytes:
        """The storage key; with fewer parameters than the map has, the prefix of its keys."""
        if not params:
            return self.item(pallet, item).prefix
        return bytes(self.runtime.storage_key(pallet, item, list(params)))

    def key_params(self, pallet: str, item: str, key: bytes) -> tuple[Value, ...]:
        """The parameters inside a full storage key whose hashers keep them."""
        return tuple(self.runtime.decode_storage_key_params(pallet, item, key, 0))

    def encode_storage(self, pallet: str, item: str, value: Value) -> bytes:
        return self.encode(self.item(pallet, item).value_type, value)

    def decode_storage(self, pallet: str, item: str, raw: bytes | None) -> Value:
        """The value; for ``None`` the storage default, which is None for optional items."""
        entry = self.item(pallet, item)
        if raw is None:
            if entry.optional:
                return None
            raw = entry.default
        return self.runtime.decode(entry.value_type, raw, True)

    # -- types

    def encode(self, type_id: str, value: Value) -> bytes:
        return bytes(self.runtime.encode(type_id, value))

    def decode(self, type_id: str, data: bytes) -> Value:
        """Raises for bytes that are too short, too long or not of the type."""
        return self.runtime.decode(type_id, data, True)

    @cached_property
    def registry(self) -> Mapping[int, Mapping[str, Any]]:
        """The metadata's types by id, as portable-registry JSON."""
        types = json.loads(self.runtime.registry_json())["types"]
        return {entry["id"]: entry["type"] for entry in types}

    @cached_property
    def apis(self) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
        """``{api: {method: {"inputs": [(name, type)], "output": type}}}``."""
        apis: Mapping[str, Mapping[str, Mapping[str, Any]]] = self.runtime.runtime_api_map()
        return apis

    # -- calls, events, errors

    def decode_call(self, call: bytes) -> tuple[str, str, dict[str, Value]]:
        """Pallet, function and arguments by name. ValueError for bytes that are no call."""
        decoded = self.runtime.decode_call(call)
        arguments = {argument["name"]: argument["value"] for argument in decoded["call_args"]}
        return decoded["call_module"], decoded["call_function"], arguments

    def encode_call(self, pallet: str, function: str, arguments: Mapping[str, Value]) -> bytes:
        return bytes(self.runtime.compose_call(pallet, function, dict(arguments)))

    def encode_events(self, events: Sequence[Mapping[str, Value]]) -> bytes:
        """The bytes of ``System.Events`` from records ``{phase, event, topics}``."""
        return self.encode_storage("System", "Events", list(events))

    @cached_property
    def _errors(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        return {
            (pallet["name"], error["name"]): (pallet["index"], error["index"])
            for pallet in self.runtime.metadata_ir()["pallets"]
            for error in pallet["errors"]
        }

    def module_error(self, pallet: str, name: str) -> dict[str, Value]:
        """A ``DispatchError`` value for a pallet's error. KeyError for an unknown one."""
        index, error = self._errors[pallet, name]
        return {"Module": {"index": index, "error": f"0x{error:02x}000000"}}
