"""Account addresses: their checksum, and which of them are easily taken for one another."""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b
from typing import Final

from core.domain.ids import Ss58
from core.errors import AppError, ErrorKind

_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PREFIX: Final = 42
_SIZE: Final = 35  # prefix, 32 bytes of the key, two of the checksum
_LONGEST: Final = 48
_SEEN: Final = 4  # characters of each end that a shortened address shows

_SIZES: Final = (35, 36)  # whole addresses, with a prefix of one byte or of two

ZERO: Final = Ss58("5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM")  # 32 zero bytes


def public_key_of(address: str) -> bytes:
    """The 32 bytes of an address with prefix 42.

    Raises AppError(BAD_INPUT) with the fact ``text`` for anything else, other
    networks' addresses included. Source: the SS58 registry's format, one byte
    of prefix and a checksum of two.
    """
    raw = _decoded(address) if 0 < len(address) <= _LONGEST else b""
    if len(raw) != _SIZE or raw[0] != _PREFIX or raw[-2:] != _checksum(raw[:-2]):
        raise AppError(ErrorKind.BAD_INPUT, "not a Bittensor address", {"text": address[:64]})
    return raw[1:-2]


class AddressFault(StrEnum):
    """Why a typed text is no address that TAO can be sent to."""

    EMPTY = "empty"
    HEX = "hex"  # a key or a hash
    CHARACTER = "character"  # one that no address has
    SHORT = "short"
    LONG = "long"
    CHECKSUM = "checksum"  # a character is wrong or two are swapped
    FOREIGN = "foreign"  # whole and sound, of another network
    ZERO = "zero"  # nobody has its key


def tidied(text: str) -> str:
    """A pasted address without white space, which the app itself shows it with."""
    return "".join(text.split())


def address_fault(text: str) -> AddressFault | None:
    """What is wrong with a typed address, None for a good one; ``text`` is tidied."""
    if not text:
        return AddressFault.EMPTY
    if text.startswith(("0x", "0X")):
        return AddressFault.HEX
    if any(char not in _ALPHABET for char in text):
        return AddressFault.CHARACTER
    raw = _decoded(text[: _LONGEST + 2])
    if len(raw) not in _SIZES or raw[-2:] != _checksum(raw[:-2]):
        return _mistyped(len(text))
    if text == ZERO:
        return AddressFault.ZERO
    return None if len(raw) == _SIZE and raw[0] == _PREFIX else AddressFault.FOREIGN


def _mistyped(length: int) -> AddressFault:
    if length < _LONGEST - 1:
        return AddressFault.SHORT
    return AddressFault.LONG if length > _LONGEST else AddressFault.CHECKSUM


def look_alike(one: str, other: str) -> bool:
    """Whether two different addresses look the same where both are shown shortened.

    Few notice whether a letter is a small one.
    """
    return one != other and _ends(one) == _ends(other)


def _ends(address: str) -> str:
    return (address[:_SEEN] + address[-_SEEN:]).lower()


def _checksum(body: bytes) -> bytes:
    return blake2b(b"SS58PRE" + body, digest_size=64).digest()[:2]


def _decoded(text: str) -> bytes:
    number = 0
    for char in text:
        digit = _ALPHABET.find(char)
        if digit < 0:
            return b""
        number = number * 58 + digit
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
