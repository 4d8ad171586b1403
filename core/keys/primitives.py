"""The few functions of ``bittensor_core`` that keys need, typed; its only importer here.

Their exceptions are translated here: their words may quote what they were
given, and an exception of Python's own codecs carries it whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Protocol, cast

import bittensor_core

from core.domain.ids import Ss58
from core.domain.keys import CryptoType, KeyReason
from core.errors import AppError, ErrorKind

SS58_PREFIX: Final = 42
_DECIMALS: Final = 9
_SYMBOL: Final = "TAO"
_PRIVATE_SIZES: Final = (32, 64)
_PROBE: Final = b"taonaut: does this key sign?"


class Keypair(Protocol):
    """bittensor_core.Keypair, as far as it is used."""

    @property
    def ss58_address(self) -> str: ...

    @property
    def public_key(self) -> bytes: ...

    @property
    def crypto_type(self) -> int: ...

    def sign(self, message: bytes) -> bytes: ...


class Codec(Protocol):
    """bittensor_core.Runtime, as far as it is used."""

    def decode_call(self, data: bytes) -> Mapping[str, Any]: ...

    def signature_payload_parts(self, **terms: object) -> tuple[bytes, bytes]: ...


_core: Final[Any] = bittensor_core  # an extension module without stubs


def new_mnemonic(word_count: int) -> bytes:
    """Raises AppError(BAD_INPUT) unless 12, 15, 18, 21 or 24 words are asked for."""
    try:
        return str(_core.Keypair.generate_mnemonic(word_count)).encode()
    except (ValueError, OverflowError, TypeError):
        raise _bad(KeyReason.MNEMONIC, "12, 15, 18, 21 or 24 words") from None


def from_words(words: bytes, crypto_type: CryptoType) -> Keypair:
    """From a normalised mnemonic. Raises AppError(BAD_INPUT)."""
    try:
        keypair: Keypair = _core.Keypair.create_from_mnemonic(words.decode("ascii"), crypto_type)
    except ValueError:
        raise _bad(KeyReason.MNEMONIC, "not a mnemonic") from None
    return keypair


def from_seed(digits: bytes, crypto_type: CryptoType) -> Keypair:
    """From 32 bytes in hex. Raises AppError(BAD_INPUT), also for the all-zero seed."""
    seed = _unhex(digits, KeyReason.SEED, (32,))
    try:
        return cast("Keypair", _core.Keypair.create_from_seed(seed, crypto_type))
    except ValueError:
        raise _bad(KeyReason.SEED, "not a seed") from None


def from_private_key(digits: bytes, crypto_type: CryptoType) -> Keypair:
    """From 32 or 64 bytes in hex. Raises AppError(BAD_INPUT), also for all zeros."""
    private = _unhex(digits, KeyReason.PRIVATE_KEY, _PRIVATE_SIZES)
    try:
        return cast("Keypair", _core.Keypair.create_from_private_key(private.hex(), crypto_type))
    except ValueError:
        raise _bad(KeyReason.PRIVATE_KEY, "not a private key") from None


def from_polkadot_js(document: bytes, passphrase: bytes) -> Keypair:
    """From an encrypted export. Raises AppError(WRONG_PASSWORD, BAD_INPUT)."""
    try:
        keypair: Keypair = _core.Keypair.create_from_encrypted_json(
            document.decode(), passphrase.decode()
        )
    except UnicodeError:
        raise _bad(KeyReason.POLKADOT_JS, "not UTF-8 text") from None
    except ValueError as error:
        if "passphrase" in str(error):
            raise AppError(ErrorKind.WRONG_PASSWORD, "the export does not open") from None
        raise _bad(KeyReason.POLKADOT_JS, "not an export of polkadot-js") from None
    return keypair


def from_plaintext(data: bytes) -> Keypair:
    """From a keyfile's content: JSON, words or a seed. Raises AppError(DAMAGED)."""
    try:
        keypair: Keypair = _core.deserialize_keypair_from_keyfile_data(data)
    except (_core.KeyfileError, ValueError):
        raise AppError(
            ErrorKind.DAMAGED, "the keyfile holds no key", {"reason": KeyReason.UNSOUND}
        ) from None
    if not any(bytes(keypair.public_key)):
        raise AppError(ErrorKind.DAMAGED, "the zero key", {"reason": KeyReason.UNSOUND})
    if not _can_sign(keypair):  # the document names a key, but its secret is missing or another's
        raise AppError(ErrorKind.DAMAGED, "the keyfile cannot sign", {"reason": KeyReason.UNSOUND})
    return keypair


def watched(address: str, crypto_type: CryptoType) -> Keypair:
    """A public key alone. Raises AppError(BAD_INPUT) unless it is a Bittensor address."""
    if account_of(address) is None:
        raise _bad(KeyReason.ADDRESS, "not a Bittensor address")
    return cast("Keypair", _core.Keypair(ss58_address=address, crypto_type=crypto_type))


def public_part(keypair: Keypair) -> Keypair:
    return cast(
        "Keypair",
        _core.Keypair(
            ss58_address=keypair.ss58_address,
            public_key=bytes(keypair.public_key),
            crypto_type=keypair.crypto_type,
        ),
    )


def serialise(keypair: Keypair) -> bytes:
    """The plaintext JSON of keyfiles."""
    return bytes(_core.serialized_keypair_to_keyfile_data(keypair))


def encrypt(plaintext: bytes, password: bytes) -> bytes:
    """The $NACL form: argon2i with 512 MiB, 2 to 5 seconds. Raises AppError(INTERNAL)."""
    try:
        return bytes(_core.encrypt_keyfile_data(plaintext, _text(password)))
    except (_core.KeyfileError, MemoryError):
        raise _no_memory() from None


def decrypt(data: bytes, password: bytes) -> bytes | None:
    """The plaintext, or None where the password (or the data) is not right.

    Raises AppError(DAMAGED, INTERNAL).
    """
    try:
        return bytes(_core.decrypt_keyfile_data(data, _text(password)))
    except _core.WrongPasswordError:
        return None
    except _core.KeyfileError as error:
        if "derive" in str(error):
            raise _no_memory() from None
        raise AppError(
            ErrorKind.DAMAGED, "the keyfile's envelope is broken", {"reason": KeyReason.UNSOUND}
        ) from None
    except MemoryError:
        raise _no_memory() from None


def account_of(address: str) -> bytes | None:
    """The 32 bytes behind an address in Bittensor's format, other than zero; else None."""
    try:
        account = bytes(_core.decode_ss58(address))
    except ValueError:
        return None
    return account if any(account) and address_of(account) == address else None


def address_of(account: bytes) -> Ss58:
    return Ss58(str(_core.encode_ss58(account, SS58_PREFIX)))


def sign(keypair: Keypair, payload: bytes) -> bytes:
    """64 bytes, checked against the public key before they leave.

    Raises AppError(INTERNAL), also for a public key alone.
    """
    try:
        signature = bytes(keypair.sign(payload))
    except ValueError:
        raise AppError(ErrorKind.INTERNAL, "there is no key to sign with") from None
    if not _core.verify(payload, signature, keypair.ss58_address, keypair.crypto_type):
        raise AppError(ErrorKind.INTERNAL, "the signature does not verify")
    return signature


def verify(message: bytes, signature: bytes, address: str) -> bool:
    """Whether a signature, of either scheme, is the address's.

    As with btcli, a message that was wrapped in ``<Bytes>`` when it was signed
    passes too: browser extensions wrap what they sign, and the core knows it.
    """
    public = account_of(address)
    if public is None:
        raise _bad(KeyReason.ADDRESS, "not a Bittensor address")
    return any(_is_signed(message, signature, address, scheme) for scheme in CryptoType)


def metadata_digest(metadata: bytes, spec_version: int, spec_name: str) -> bytes:
    """RFC-0078's digest of metadata version 15. Raises AppError(NODE_FAULT)."""
    try:
        return bytes(
            _core.metadata_digest(
                metadata, spec_version, spec_name, SS58_PREFIX, _DECIMALS, _SYMBOL
            )
        )
    except (ValueError, OverflowError):
        raise AppError(ErrorKind.NODE_FAULT, "the metadata gives no digest") from None


def codec(metadata: bytes, spec_version: int, transaction_version: int) -> Codec:
    """What a runtime's calls are read by. Takes some 5 ms. Raises AppError(NODE_FAULT)."""
    try:
        return cast(
            "Codec", _core.Runtime(metadata, spec_version, transaction_version, SS58_PREFIX)
        )
    except (ValueError, OverflowError):
        raise AppError(ErrorKind.NODE_FAULT, "metadata that cannot be read") from None


def decoded_call(by: Codec, call: bytes) -> Mapping[str, Any]:
    """Names and arguments of a call's bytes, all of them. Raises AppError(NODE_FAULT)."""
    try:
        return by.decode_call(call)
    except (ValueError, KeyError, OverflowError, RecursionError):
        facts = {"field": "call"}
        raise AppError(ErrorKind.NODE_FAULT, "a call that cannot be read", facts) from None


def payload_parts(
    by: Codec,
    *,
    era: Mapping[str, int],
    nonce: int,
    genesis: bytes,
    era_hash: bytes,
    digest: bytes,
) -> tuple[bytes, bytes]:
    """What is signed beside a call, as the metadata orders it: what travels, what is implied.

    Raises AppError(NODE_FAULT).
    """
    try:
        extra, implied = by.signature_payload_parts(
            era=dict(era),
            nonce=nonce,
            tip=0,
            tip_asset_id=None,
            genesis_hash=genesis,
            era_block_hash=era_hash,
            metadata_hash=digest,
        )
    except (ValueError, KeyError, OverflowError):
        facts = {"field": "extra"}
        raise AppError(ErrorKind.NODE_FAULT, "extensions of another kind", facts) from None
    return bytes(extra), bytes(implied)


def _can_sign(keypair: Keypair) -> bool:
    try:
        return len(sign(keypair, _PROBE)) > 0
    except AppError:
        return False


def _is_signed(message: bytes, signature: bytes, address: str, scheme: CryptoType) -> bool:
    try:
        return bool(_core.verify(message, signature, address, scheme))
    except ValueError:  # no signature's length, or no point on the scheme's curve
        return False


def _unhex(digits: bytes, reason: KeyReason, sizes: tuple[int, ...]) -> bytes:
    try:
        value = bytes.fromhex(digits.decode("ascii").strip().removeprefix("0x"))
    except ValueError:
        raise _bad(reason, "not hex digits") from None
    if len(value) not in sizes or not any(value):
        raise _bad(reason, "wrong length, or nothing but zeros")
    return value


def _text(password: bytes) -> str:
    try:
        return password.decode()
    except UnicodeDecodeError:
        raise AppError(ErrorKind.BAD_INPUT, "the password is not UTF-8") from None


def _bad(reason: KeyReason, detail: str) -> AppError:
    return AppError(ErrorKind.BAD_INPUT, detail, {"reason": reason})


def _no_memory() -> AppError:
    return AppError(ErrorKind.INTERNAL, "deriving the key failed", {"reason": KeyReason.NO_MEMORY})
