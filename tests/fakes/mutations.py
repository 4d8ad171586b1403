"""Bytes and texts as damage, haste and malice leave them."""

from __future__ import annotations

from hypothesis import strategies as st

ODD_BYTES = (b"\0", b"\xff", b"\n", b"{", b'"', b"\\u0000", b"9" * 400, b"[" * 300, b"$NACL")
ODD_TEXT = ("\0", "\u202e", "\u200b", "\ud800", "é", "٣", "𝟙", "\n", " ", "／", "ﬁ", "\ufeff", "0x")


@st.composite
def mutated_bytes(draw, *originals: bytes) -> bytes:
    """One of ``originals`` with one to four changes, never the same again."""
    original = data = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(1, 4))):
        data = draw(_changed_bytes(data, originals))
    return data if data != original else data + b"!"


@st.composite
def _changed_bytes(draw, data: bytes, others: tuple[bytes, ...]) -> bytes:
    at = draw(st.integers(0, len(data)))
    to = draw(st.integers(at, min(len(data), at + 40)))
    how = draw(st.sampled_from(["flip", "cut", "drop", "insert", "repeat", "splice", "swap"]))
    if how == "flip" and data:
        place = at % len(data)
        bit = 1 << draw(st.integers(0, 7))
        return data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]
    if how == "cut":
        return data[:at]
    if how == "drop":
        return data[:at] + data[to:]
    if how == "repeat":
        return data[:to] + data[at:]
    if how == "splice":
        return data[:at] + draw(st.sampled_from(others))[at:]
    if how == "swap":
        return data[:at] + data[at:to][::-1] + data[to:]
    return data[:at] + draw(st.sampled_from(ODD_BYTES) | st.binary(max_size=8)) + data[at:]


@st.composite
def mutated_text(draw, *originals: str) -> str:
    """One of ``originals`` with one to three changes."""
    text = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        to = draw(st.integers(at, min(len(text), at + 6)))
        piece = draw(st.sampled_from(ODD_TEXT) | st.text(max_size=3) | st.just(text[at:to] * 2))
        text = text[:at] + piece + text[draw(st.sampled_from([at, to])) :]
    return text


@st.composite
def mutated_json(draw, document: dict[str, object]) -> dict[str, object]:
    """A document with some of its values, at any depth, replaced, removed or added."""
    changed = dict(document)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from([*document, "extra", ""]))
        value = changed.get(name)
        if isinstance(value, dict) and draw(st.booleans()):
            changed[name] = draw(mutated_json(value))
        elif draw(st.integers(0, 3)) == 0:
            changed.pop(name, None)
        else:
            changed[name] = draw(_values(value))
    return changed


def _values(value: object) -> st.SearchStrategy[object]:
    plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    odd = plain | st.lists(plain, max_size=3) | st.dictionaries(st.text(max_size=3), plain)
    return odd | mutated_text(value) if isinstance(value, str) else odd
