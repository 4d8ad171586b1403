"""Wallets, keys and what is wrong with their files, as the rest of the app sees them."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import NoReturn

from core.domain.ids import Ss58
from core.domain.wiping import overwrite
from core.errors import AppError, ErrorKind


class CryptoType(IntEnum):
    """Signature schemes, numbered as keyfiles and the chain's MultiSignature number them."""

    ED25519 = 0
    SR25519 = 1


class KeyRole(StrEnum):
    COLDKEY = "coldkey"
    HOTKEY = "hotkey"


class KeyFormat(StrEnum):
    """How a private key lies on disk."""

    NACL = "nacl"  # argon2i and XSalsa20-Poly1305: what coldkeys are written in
    ANSIBLE = "ansible"  # Ansible vault: its key derivation is too fast
    FERNET = "fernet"  # the oldest encryption, with a salt all wallets share
    POLKADOT_JS = "polkadot-js"  # an export of the browser extension
    JSON = "json"  # plaintext: what hotkeys are written in
    MNEMONIC = "mnemonic"  # plaintext words
    SEED = "seed"  # plaintext 0x and 64 hex digits
    UNKNOWN = "unknown"

    @property
    def is_encrypted(self) -> bool:
        return self in _ENCRYPTED

    @property
    def is_legacy(self) -> bool:
        """Whether re-encrypting makes it safer."""
        return self in (KeyFormat.ANSIBLE, KeyFormat.FERNET, KeyFormat.POLKADOT_JS)


_ENCRYPTED = frozenset({KeyFormat.NACL, KeyFormat.ANSIBLE, KeyFormat.FERNET, KeyFormat.POLKADOT_JS})


class Finding(StrEnum):
    """Something about a wallet's files that its owner should know."""

    PLAINTEXT = "plaintext"  # whoever reads the file has the key
    LEGACY_FORMAT = "legacy-format"
    OPEN_MODE = "open-mode"  # other users of the machine may read or write it
    SYMLINK = "symlink"
    NOT_A_FILE = "not-a-file"  # a FIFO, device or folder in a keyfile's place
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    MISSING_PUBLIC = "missing-public"  # a private key without its public file
    MISSING_PRIVATE = "missing-private"  # a hotkey's public file without the hotkey
    PAIR_DIFFERS = "pair-differs"  # private and public file name different keys
    PAIR_MAY_DIFFER = "pair-may-differ"  # written at different times; unlocking tells
    EMPTY = "empty"  # a folder without any key
    FOREIGN_NAME = "foreign-name"  # a name this app would not give: read only
    LEFTOVER = "leftover"  # unfinished work of a writer that was killed
    TOO_MANY = "too-many"  # more entries than are listed


class KeyReason(StrEnum):
    """The fact ``reason`` of errors about keys, where the kind alone is not enough."""

    NAME_INVALID = "name-invalid"
    NAME_RESERVED = "name-reserved"
    NAME_TAKEN = "name-taken"
    NAME_FOREIGN = "name-foreign"  # read only, because this app would not give that name
    KEY_EXISTS = "key-exists"
    OTHER_KEY = "other-key"  # the folder's public file names another key
    PAIR_DIFFERS = "pair-differs"
    CHANGED = "changed"  # the file is not the one that was last seen
    UNSOUND = "unsound"  # the file contradicts its own format
    SYMLINK = "symlink"
    NOT_A_FILE = "not-a-file"
    TOO_LARGE = "too-large"
    DISK_FULL = "disk-full"
    NO_PERMISSION = "no-permission"
    NO_MEMORY = "no-memory"  # deriving a key takes 512 MiB
    EMPTY_PASSWORD = "empty-password"  # noqa: S105 - a reason, not a secret
    MNEMONIC = "mnemonic"
    SEED = "seed"
    PRIVATE_KEY = "private-key"
    POLKADOT_JS = "polkadot-js"
    ADDRESS = "address"
    WATCH_ONLY = "watch-only"  # no private key here
    ALREADY_ENCRYPTED = "already-encrypted"
    PLAINTEXT = "plaintext"  # not encrypted, so not copied
    AMONG_WALLETS = "among-wallets"  # a place where keys are, and copies do not belong
    NO_PUBLIC = "no-public"  # the public file is missing, and the private one is encrypted
    NO_DRAFT = "no-draft"
    AGENT_ENDED = "agent-ended"
    MESSAGE_EMPTY = "message-empty"
    MESSAGE_LONG = "message-long"  # above 64 KiB
    MESSAGE_CONTROL = "message-control"  # bytes that a transaction has and no text
    MESSAGE_HASH = "message-hash"  # 32 bytes: could be the hash of a transaction


class Secret:
    """Bytes that show themselves to no log, traceback or pickle.

    ``wipe`` overwrites them; copies that Python made elsewhere stay until
    their memory is used again, which is why secrets leave the app's process
    as soon as they can.
    """

    __slots__ = ("_held",)

    def __init__(self, value: bytes | bytearray) -> None:
        self._held = bytearray(value)

    @classmethod
    def of_text(cls, text: str) -> Secret:
        """Raises AppError(BAD_INPUT) for text that UTF-8 cannot hold (lone surrogates)."""
        secret = cls(b"")
        try:
            # One by one: the whole would be copied into memory that nobody wipes.
            secret._held = bytearray(sum(len(char.encode()) for char in text))
        except UnicodeEncodeError:
            raise AppError(ErrorKind.BAD_INPUT, "text with characters that do not exist") from None
        at = 0
        for piece in map(str.encode, text):
            secret._held[at : at + len(piece)] = piece
            at += len(piece)
        return secret

    @classmethod
    def take_text(cls, text: str) -> Secret:
        """The same of text that nobody else holds, such as a field's: it is overwritten."""
        try:
            return cls.of_text(text)
        finally:
            overwrite(text)

    def reveal(self) -> bytes:
        return bytes(self._held)

    def lend(self) -> bytearray:
        """The bytes themselves, not a copy: for reading, and not for keeping."""
        return self._held

    def reveal_text(self) -> str:
        return self._held.decode()

    def words(self) -> tuple[str, ...]:
        """The words of a phrase, each by itself: never the phrase as one string."""
        return tuple(bytes(word).decode() for word in self._held.split())

    def wipe(self) -> None:
        self._held[:] = bytes(len(self._held))
        self._held.clear()

    def __len__(self) -> int:
        return len(self._held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._held, other._held)

    __hash__ = None  # type: ignore[assignment]  # mutable, and no place for secrets in sets

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("secrets are not pickled")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a keyfile was when it was seen: enough to notice that it changed.

    ``sha256`` is of the file's bytes, in hex; it says nothing of the key
    while the file is encrypted.
    """

    sha256: str
    size: int
    inode: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class KeyName:
    """A file's or folder's name. ``text`` finds it, ``shown`` is safe to display."""

    text: str
    shown: str
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class KeyRef:
    """Which key: ``hotkey`` is empty for the wallet's coldkey."""

    wallet: str
    hotkey: str = ""

    @property
    def role(self) -> KeyRole:
        return KeyRole.HOTKEY if self.hotkey else KeyRole.COLDKEY


@dataclass(frozen=True, slots=True)
class HotkeyRecord:
    """``format`` is None where only the public file is there."""

    name: KeyName
    address: Ss58 | None = None
    crypto_type: CryptoType | None = None
    format: KeyFormat | None = None
    fingerprint: Fingerprint | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class WalletRecord:
    """One wallet folder. ``address`` is the coldkey's; ``format`` is None without a coldkey."""

    name: KeyName
    address: Ss58 | None = None
    crypto_type: CryptoType | None = None
    format: KeyFormat | None = None
    fingerprint: Fingerprint | None = None
    findings: tuple[Finding, ...] = ()
    hotkeys: tuple[HotkeyRecord, ...] = ()

    @property
    def is_watch_only(self) -> bool:
        return self.format is None and self.address is not None


@dataclass(frozen=True, slots=True)
class WalletListing:
    """All wallets below ``root``, in the order people count (2 before 10)."""

    root: Path
    wallets: tuple[WalletRecord, ...] = ()
    findings: tuple[Finding, ...] = ()

    def find(self, ref: KeyRef) -> WalletRecord | HotkeyRecord | None:
        """A coldkey's wallet, or the hotkey."""
        wallet = next((found for found in self.wallets if found.name.text == ref.wallet), None)
        if wallet is None or not ref.hotkey:
            return wallet
        return next((found for found in wallet.hotkeys if found.name.text == ref.hotkey), None)


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key as it is on disk now.

    ``is_flushed`` is False where the disk did not confirm that it was written:
    after a power cut the file before it may be back.
    """

    ref: KeyRef
    address: Ss58
    public_key: bytes
    crypto_type: CryptoType
    format: KeyFormat
    fingerprint: Fingerprint
    is_flushed: bool = True


@dataclass(frozen=True, slots=True)
class KeyIdentity:
    """Whose a key is, learned without writing it."""

    address: Ss58
    crypto_type: CryptoType


@dataclass(frozen=True, slots=True)
class Adopted:
    """A wallet folder that was copied. ``left_out`` are files that make no key, safe to show."""

    wallet: str
    hotkeys: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    was_opened: bool = False  # its coldkey was decrypted and compared


@dataclass(frozen=True, slots=True)
class UnlockedKey:
    """A key the agent can sign with.

    ``has_changed`` says that the file is not the one that was expected, though
    it opens; ``has_public`` that its public file is there (and names it).
    """

    stored: StoredKey
    has_changed: bool
    has_public: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """A new key that is not on disk yet; ``words`` are for showing once, then to be wiped."""

    number: int
    address: Ss58
    words: Secret = field(repr=False)


@dataclass(frozen=True, slots=True)
class FromDraft:
    number: int


@dataclass(frozen=True, slots=True)
class FromWords:
    """``words`` as a person types them; they are normalised where the key is made."""

    words: Secret
    crypto_type: CryptoType = CryptoType.SR25519


@dataclass(frozen=True, slots=True)
class FromSeed:
    """``seed`` is 64 hex digits, with or without 0x."""

    seed: Secret
    crypto_type: CryptoType = CryptoType.SR25519


@dataclass(frozen=True, slots=True)
class FromPrivateKey:
    """``private_key`` is 64 or 128 hex digits, with or without 0x."""

    private_key: Secret
    crypto_type: CryptoType = CryptoType.SR25519


@dataclass(frozen=True, slots=True)
class FromPolkadotJs:
    """``document`` is the exported JSON; it says its own crypto type."""

    document: Secret
    passphrase: Secret


KeySource = FromDraft | FromWords | FromSeed | FromPrivateKey | FromPolkadotJs
