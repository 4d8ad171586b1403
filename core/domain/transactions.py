"""What a person wants done, what they are shown of it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.money import TaoRao


@dataclass(frozen=True, slots=True)
class AllBut:
    """Everything that can be spent but the fee and this reserve."""

    reserve: TaoRao


@dataclass(frozen=True, slots=True)
class TransferTao:
    """Send TAO. With ``keep_alive`` the chain refuses to let the sender's account end."""

    dest: Ss58
    amount: TaoRao | AllBut
    keep_alive: bool = True

    @property
    def exact(self) -> TaoRao:
        """The amount in rao. ValueError while it is still to be reckoned."""
        if isinstance(self.amount, AllBut):
            raise ValueError("the amount is not known yet")
        return self.amount


class Risk(StrEnum):
    """How much asking an operation needs before it may be signed."""

    ORDINARY = "ordinary"
    HIGH = "high"  # a typed confirmation and a delay


class NoticeKind(StrEnum):
    # What stands in the way.
    NOTHING = "nothing"  # an amount of zero
    ZERO_ADDRESS = "zero-address"
    TO_ITSELF = "to-itself"
    HOTKEY = "hotkey"  # facts: owner
    BELOW_EXISTENTIAL = "below-existential"  # facts: deposit
    FUNDS = "funds"  # facts: amount, fee, reserve, usable, missing
    # What to know.
    NEW_ADDRESS = "new-address"
    LOOK_ALIKE = "look-alike"  # facts: address
    UNSETTLED = "unsettled"  # facts: hash; an earlier transaction may still happen
    ENDS_ACCOUNT = "ends-account"
    IRREVERSIBLE = "irreversible"


@dataclass(frozen=True, slots=True)
class Notice:
    """A blocker or a warning; amounts in ``facts`` are rao as text."""

    kind: NoticeKind
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class CallField:
    """One argument as decoded from the bytes to sign."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An account's TAO in rao, and the least that an account must hold to exist."""

    free: TaoRao
    reserved: TaoRao
    frozen: TaoRao
    existential_deposit: TaoRao

    def usable(self, *, keep_alive: bool) -> TaoRao:
        """What can leave the account, the fee included.

        Frozen TAO counts reserved TAO first. Source: pallet_balances' reducible balance.
        """
        least = self.existential_deposit if keep_alive else 0
        untouchable = max(self.frozen - self.reserved, least)
        return TaoRao(max(self.free - untouchable, 0))


@dataclass(frozen=True, slots=True)
class Effect:
    """What an account's free TAO changes by at the most, and comes to; in rao."""

    account: Ss58
    change: int
    after: TaoRao


@dataclass(frozen=True, slots=True)
class PreparedCall:
    """A call as bytes, read back and found to say what was wanted, on one runtime.

    ``fee`` is the node's estimate in rao, within sane bounds.
    """

    intent: TransferTao
    signer: Ss58
    function: str  # Pallet.function
    fields: tuple[CallField, ...]
    data: bytes
    call_hash: str
    fee: TaoRao
    genesis: BlockHash
    spec_version: int
    block: BlockNumber
    block_hash: BlockHash


@dataclass(frozen=True, slots=True)
class Review:
    """What is shown before signing. Everything in it was read back from the bytes to sign.

    Amounts are rao, times unix seconds. ``command`` and ``snippet`` do the
    same by other means; ``command_differs`` says what the command does not.
    """

    prepared: PreparedCall
    effects: tuple[Effect, ...]
    warnings: tuple[Notice, ...]
    blockers: tuple[Notice, ...]
    risk: Risk
    standing: Standing
    command: str
    command_differs: str
    snippet: str
    made_at: float
    expires_at: float

    @property
    def cost(self) -> TaoRao:
        """Amount and fee together."""
        return TaoRao(self.prepared.intent.exact + self.prepared.fee)

    @property
    def free_after(self) -> TaoRao:
        return TaoRao(self.standing.free - self.cost)

    def fresh(self, now: float) -> bool:
        """Whether it may still be signed. A clock set back makes it stale too."""
        return self.made_at <= now < self.expires_at


@dataclass(frozen=True, slots=True)
class SignedTransaction:
    """Signed bytes. They can enter a block after ``born`` and up to ``dies``."""

    hash: str
    data: bytes
    signer: Ss58
    nonce: int
    born: BlockNumber
    dies: BlockNumber


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Where a transaction entered the chain, what it cost in rao, and how it went."""

    block: BlockNumber
    block_hash: BlockHash
    fee: TaoRao
    error: str = ""  # the chain's own name for the failure


class Stage(StrEnum):
    SIGNED = "signed"  # in the journal, not yet sent
    SENT = "sent"
    IN_BLOCK = "in-block"
    FINAL = "final"


class Outcome(StrEnum):
    OPEN = "open"
    SUCCEEDED = "succeeded"
    FAILED = "failed"  # in a block, and refused there
    REFUSED = "refused"  # by the node, before any block
    REPLACED = "replaced"  # another one of the account took its nonce
    EXPIRED = "expired"  # its last block is final without it
    UNKNOWN = "unknown"  # the connection ended; the chain will tell


@dataclass(frozen=True, slots=True)
class Receipt:
    """How far a transaction is. Once ``settled`` nothing about it can change."""

    hash: str
    stage: Stage
    outcome: Outcome
    fee: TaoRao
    settled: bool = False
    block: BlockNumber | None = None
    block_hash: BlockHash | None = None
    error: str = ""
