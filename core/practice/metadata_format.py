"""Runtime metadata of versions 14 and 15 as plain records: parse, look up, write back.

The record of a metadata is nested dicts and lists named after the format's own
fields (``types``, ``pallets``, ``apis``…). ``write(parse(blob))`` gives the
same bytes. Source: the frame-metadata and scale-info encodings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

Record = dict[str, Any]
Reader = Callable[[bytes, int], tuple[Any, int]]
Writer = Callable[[Any, bytearray], None]
Shape = tuple[Reader, Writer]

MAGIC: Final = b"meta"


class MetadataFormatError(ValueError):
    """Bytes that are no metadata of version 14 or 15."""


def _read_compact(data: bytes, offset: int) -> tuple[int, int]:
    first = data[offset]
    mode = first & 3
    if mode == 0:
        return first >> 2, offset + 1
    size = 2 if mode == 1 else 4
    if mode == 3:
        raise MetadataFormatError("a number beyond 2**30")
    return int.from_bytes(data[offset : offset + size], "little") >> 2, offset + size


def _write_compact(number: int, out: bytearray) -> None:
    if number < 1 << 6:
        out.append(number << 2)
    elif number < 1 << 14:
        out += (number << 2 | 1).to_bytes(2, "little")
    else:
        out += (number << 2 | 2).to_bytes(4, "little")


def _fixed(size: int) -> Shape:
    def read(data: bytes, offset: int) -> tuple[int, int]:
        return int.from_bytes(data[offset : offset + size], "little"), offset + size

    def write(value: int, out: bytearray) -> None:
        out += value.to_bytes(size, "little")

    return read, write


def _read_bytes(data: bytes, offset: int) -> tuple[bytes, int]:
    size, offset = _read_compact(data, offset)
    return data[offset : offset + size], offset + size


def _write_bytes(value: bytes, out: bytearray) -> None:
    _write_compact(len(value), out)
    out += value


def _read_text(data: bytes, offset: int) -> tuple[str, int]:
    raw, offset = _read_bytes(data, offset)
    return raw.decode(), offset


def _write_text(value: str, out: bytearray) -> None:
    _write_bytes(value.encode(), out)


def _list(shape: Shape) -> Shape:
    read_one, write_one = shape

    def read(data: bytes, offset: int) -> tuple[list[Any], int]:
        count, offset = _read_compact(data, offset)
        found: list[Any] = []
        for _ in range(count):
            value, offset = read_one(data, offset)
            found.append(value)
        return found, offset

    def write(values: list[Any], out: bytearray) -> None:
        _write_compact(len(values), out)
        for value in values:
            write_one(value, out)

    return read, write


def _option(shape: Shape) -> Shape:
    read_one, write_one = shape

    def read(data: bytes, offset: int) -> tuple[Any, int]:
        return (None, offset + 1) if data[offset] == 0 else read_one(data, offset + 1)

    def write(value: Any, out: bytearray) -> None:
        out.append(0 if value is None else 1)
        if value is not None:
            write_one(value, out)

    return read, write


def _record(**fields: Shape) -> Shape:
    readers = [(name, shape[0]) for name, shape in fields.items()]
    writers = [(name, shape[1]) for name, shape in fields.items()]

    def read(data: bytes, offset: int) -> tuple[Record, int]:
        found: Record = {}
        for name, read_one in readers:
            found[name], offset = read_one(data, offset)
        return found, offset

    def write(value: Record, out: bytearray) -> None:
        for name, write_one in writers:
            write_one(value[name], out)

    return read, write


def _choice(**cases: Shape) -> Shape:
    """An enum whose variants carry one value each, as ``(name, value)``."""
    names = list(cases)

    def read(data: bytes, offset: int) -> tuple[tuple[str, Any], int]:
        name = names[data[offset]]
        value, offset = cases[name][0](data, offset + 1)
        return (name, value), offset

    def write(value: tuple[str, Any], out: bytearray) -> None:
        out.append(names.index(value[0]))
        cases[value[0]][1](value[1], out)

    return read, write


_COMPACT: Final[Shape] = (_read_compact, _write_compact)
_U8: Final = _fixed(1)
_U32: Final = _fixed(4)
_BYTES: Final[Shape] = (_read_bytes, _write_bytes)
_TEXT: Final[Shape] = (_read_text, _write_text)
_DOCS: Final = _list(_TEXT)

_FIELD: Final = _record(name=_option(_TEXT), type=_COMPACT, type_name=_option(_TEXT), docs=_DOCS)
_VARIANT: Final = _record(name=_TEXT, fields=_list(_FIELD), index=_U8, docs=_DOCS)
_DEFINITION: Final = _choice(
    composite=_list(_FIELD),
    variant=_list(_VARIANT),
    sequence=_COMPACT,
    array=_record(length=_U32, type=_COMPACT),
    tuple=_list(_COMPACT),
    primitive=_U8,
    compact=_COMPACT,
    bits=_record(store=_COMPACT, order=_COMPACT),
)
_TYPE: Final = _record(
    id=_COMPACT,
    path=_list(_TEXT),
    params=_list(_record(name=_TEXT, type=_option(_COMPACT))),
    definition=_DEFINITION,
    docs=_DOCS,
)
_ENTRY: Final = _record(
    name=_TEXT,
    modifier=_U8,
    kind=_choice(
        plain=_COMPACT,
        map=_record(hashers=_list(_U8), key=_COMPACT, value=_COMPACT),
    ),
    default=_BYTES,
    docs=_DOCS,
)
_CONSTANT: Final = _record(name=_TEXT, type=_COMPACT, value=_BYTES, docs=_DOCS)
_PALLET: Final[dict[str, Shape]] = {
    "name": _TEXT,
    "storage": _option(_record(prefix=_TEXT, entries=_list(_ENTRY))),
    "calls": _option(_COMPACT),
    "event": _option(_COMPACT),
    "constants": _list(_CONSTANT),
    "error": _option(_COMPACT),
    "index": _U8,
}
_SIGNED: Final = _list(_record(id=_TEXT, type=_COMPACT, additional=_COMPACT))
_METHOD: Final = _record(
    name=_TEXT,
    inputs=_list(_record(name=_TEXT, type=_COMPACT)),
    output=_COMPACT,
    docs=_DOCS,
)
_SHAPES: Final[dict[int, Shape]] = {
    14: _record(
        types=_list(_TYPE),
        pallets=_list(_record(**_PALLET)),
        extrinsic=_record(type=_COMPACT, version=_U8, signed=_SIGNED),
        runtime=_COMPACT,
    ),
    15: _record(
        types=_list(_TYPE),
        pallets=_list(_record(**_PALLET, docs=_DOCS)),
        extrinsic=_record(
            version=_U8,
            address=_COMPACT,
            call=_COMPACT,
            signature=_COMPACT,
            extra=_COMPACT,
            signed=_SIGNED,
        ),
        runtime=_COMPACT,
        apis=_list(_record(name=_TEXT, methods=_list(_METHOD), docs=_DOCS)),
        outer=_record(call=_COMPACT, event=_COMPACT, error=_COMPACT),
        custom=_list(_record(name=_TEXT, type=_COMPACT, value=_BYTES)),
    ),
}


def parse(blob: bytes) -> tuple[int, Record]:
    """The version and the record of a metadata that begins with ``meta``."""
    version = blob[4] if blob[:4] == MAGIC and len(blob) > 4 else 0
    if version not in _SHAPES:
        raise MetadataFormatError("not metadata of version 14 or 15")
    try:
        record, end = _SHAPES[version][0](blob, 5)
    except (IndexError, UnicodeDecodeError) as error:
        raise MetadataFormatError("metadata cut short or damaged") from error
    if end != len(blob):
        raise MetadataFormatError(f"{len(blob) - end} bytes behind the metadata")
    return version, record


def write(version: int, record: Record) -> bytes:
    """The bytes of a metadata record."""
    out = bytearray(MAGIC)
    out.append(version)
    _SHAPES[version][1](record, out)
    return bytes(out)
