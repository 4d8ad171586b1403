"""Adds the items of ``metadata_items`` to a parsed metadata."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.practice import metadata_items as items
from core.practice.metadata_format import Record, parse, write

_PRIMITIVES: Final = (
    *("bool", "char", "str"),
    *("u8", "u16", "u32", "u64", "u128", "u256"),
    *("i8", "i16", "i32", "i64", "i128", "i256"),
)
_REQUIRED: Final = 1


class Extension:
    """One metadata record under extension; makes each type it needs once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._types: list[Record] = record["types"]
        self._pallets: dict[str, Record] = {p["name"]: p for p in record["pallets"]}
        self._known: dict[str, int] = {}
        for entry in self._types:
            kind, body = entry["definition"]
            if kind == "primitive":
                self._known[_PRIMITIVES[body]] = entry["id"]
            elif entry["path"] and not entry["params"]:
                self._known.setdefault(entry["path"][-1], entry["id"])
        self._known["U64F64"] = self._value_type("SubtensorModule", "Alpha")
        self._known["BTreeSet<NetUid>"] = self._field_type("SubtensorModule", "claim_root")

    # -- finding

    def _entry(self, pallet: str, name: str) -> Record:
        entries: list[Record] = self._pallets[pallet]["storage"]["entries"]
        return next(entry for entry in entries if entry["name"] == name)

    def _value_type(self, pallet: str, name: str) -> int:
        kind, body = self._entry(pallet, name)["kind"]
        value: int = body if kind == "plain" else body["value"]
        return value

    def _variants(self, pallet: str, role: str) -> list[Record]:
        type_id: int = self._pallets[pallet][role]
        variants: list[Record] = self._types[type_id]["definition"][1]
        return variants

    def _field_type(self, pallet: str, call: str) -> int:
        found = next(v for v in self._variants(pallet, "calls") if v["name"] == call)
        type_id: int = found["fields"][0]["type"]
        return type_id

    # -- types

    def type(self, text: str) -> int:
        """The id of a type written as text, added where the registry lacks it."""
        found = self._known.get(text)
        if found is None:
            found = self._find(*self._describe(text))
            self._known[text] = found
        return found

    def _describe(self, text: str) -> tuple[list[str], list[Record], tuple[str, Any]]:
        if text.startswith("("):
            return [], [], ("tuple", [self.type(part) for part in _split(text[1:-1])])
        if text.startswith("Vec<"):
            return [], [], ("sequence", self.type(text[4:-1]))
        if text.startswith("Compact<"):
            return [], [], ("compact", self.type(text[8:-1]))
        if text.startswith("Option<"):
            inner = self.type(text[7:-1])
            some = _field(None, inner)
            variants = [_variant("None", 0, []), _variant("Some", 1, [some])]
            return ["Option"], [{"name": "T", "type": inner}], ("variant", variants)
        if text in items.STRUCTS:
            return ["pallet_subtensor", text], [], ("composite", self._fields(items.STRUCTS[text]))
        variants = [
            _variant(name, index, self._fields(fields))
            for index, (name, fields) in enumerate(items.ENUMS[text].items())
        ]
        return ["pallet_subtensor", text], [], ("variant", variants)

    def _find(self, path: list[str], params: list[Record], definition: tuple[str, Any]) -> int:
        for entry in self._types:
            if entry["path"] == path and entry["definition"] == definition:
                found: int = entry["id"]
                return found
        new = len(self._types)
        self._types.append(
            {"id": new, "path": path, "params": params, "definition": definition, "docs": []}
        )
        return new

    def _fields(self, fields: Mapping[str, str]) -> list[Record]:
        return [_field(name, self.type(text)) for name, text in fields.items()]

    # -- adding

    def add_pallet(self, name: str, index: int) -> None:
        pallet: Record = {
            "name": name,
            "storage": {"prefix": name, "entries": []},
            "calls": None,
            "event": None,
            "constants": [],
            "error": None,
            "index": index,
            "docs": [],
        }
        self._pallets[name] = pallet
        self._record["pallets"].append(pallet)

    def add_storage(self, new: items.NewStorage) -> None:
        value = self.type(new.value)
        kind: tuple[str, Any] = ("plain", value)
        if new.keys:
            texts = [text for _, text in new.keys]
            key = self.type(texts[0] if len(texts) == 1 else f"({', '.join(texts)})")
            hashers = [hasher for hasher, _ in new.keys]
            kind = ("map", {"hashers": hashers, "key": key, "value": value})
        self._pallets[new.pallet]["storage"]["entries"].append(
            {
                "name": new.name,
                "modifier": 0 if new.default is None else _REQUIRED,
                "kind": kind,
                "default": b"\0" if new.default is None else new.default,
                "docs": [],
            }
        )

    def add_variant(self, role: str, new: items.NewCall) -> None:
        """Add a call (``role`` "calls") or an event ("event")."""
        variant = _variant(new.name, new.index, self._fields(new.arguments))
        self._variants(new.pallet, role).append(variant)

    def replace_errors(self, pallet: str, errors: Mapping[int, str]) -> None:
        variants = self._variants(pallet, "error")
        variants[:] = [variant for variant in variants if variant["index"] not in errors]
        variants += [_variant(name, index, []) for index, name in errors.items()]

    def add_method(self, api: str, name: str, inputs: Mapping[str, str], output: str) -> None:
        """Does nothing for version 14, which has no runtime APIs."""
        for entry in self._record.get("apis", ()):
            if entry["name"] == api:
                typed = [{"name": key, "type": self.type(text)} for key, text in inputs.items()]
                entry["methods"].append(
                    {"name": name, "inputs": typed, "output": self.type(output), "docs": []}
                )

    def set_constant(self, pallet: str, name: str, number: int) -> None:
        constant = next(c for c in self._pallets[pallet]["constants"] if c["name"] == name)
        constant["value"] = number.to_bytes(len(constant["value"]), "little")

    def set_default(self, pallet: str, name: str, number: int) -> None:
        entry = self._entry(pallet, name)
        entry["default"] = number.to_bytes(len(entry["default"]), "little")


def _field(name: str | None, type_id: int) -> Record:
    return {"name": name, "type": type_id, "type_name": None, "docs": []}


def _variant(name: str, index: int, fields: list[Record]) -> Record:
    return {"name": name, "fields": fields, "index": index, "docs": []}


def _split(text: str) -> list[str]:
    """The parts of ``text`` between commas outside any brackets."""
    parts: list[str] = [""]
    depth = 0
    for char in text:
        depth += (char in "(<") - (char in ")>")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts]


def extend(blob: bytes, slot_ms: int) -> bytes:
    """The metadata with everything clients look for, for blocks of ``slot_ms`` milliseconds."""
    version, record = parse(blob)
    extension = Extension(record)
    for name, index in items.PALLETS.items():
        extension.add_pallet(name, index)
    for storage in items.STORAGE:
        extension.add_storage(storage)
    for call in items.CALLS:
        extension.add_variant("calls", call)
    for event in items.EVENTS:
        extension.add_variant("event", event)
    extension.replace_errors("SubtensorModule", items.ERRORS)
    for name, (inputs, output) in items.METHODS.items():
        extension.add_method(items.METHODS_API, name, inputs, output)
    for (pallet, name), number in items.CONSTANTS.items():
        extension.set_constant(pallet, name, number)
    for (pallet, name), number in items.STORAGE_DEFAULTS.items():
        extension.set_default(pallet, name, number)
    extension.set_constant("Aura", "SlotDuration", slot_ms)
    extension.set_constant("Timestamp", "MinimumPeriod", slot_ms // 2)
    return write(version, record)
