"""What a person is shown of what they want signed, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58, Uid
from core.domain.intents import Intent
from core.domain.money import AlphaRao, Price, TaoRao

_NO_TAO: Final = TaoRao(0)
_NO_ALPHA: Final = AlphaRao(0)


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
    BELOW_RESERVE = "below-reserve"  # facts: reserve (as set), left, missing
    OVER_LIMIT_ONCE = "over-limit-once"  # facts: amount, limit (as set)
    OVER_LIMIT_DAY = "over-limit-day"  # facts: amount, spent, limit (as set)
    NO_SUBNET = "no-subnet"  # facts: netuid
    NOT_TRADING = "not-trading"  # facts: netuid; its alpha cannot be bought yet
    NOT_A_HOTKEY = "not-a-hotkey"  # nobody owns it on the chain
    BELOW_LEAST_STAKE = "below-least-stake"  # facts: least
    NO_LIQUIDITY = "no-liquidity"  # facts: netuid; the pool cannot take the amount
    OVER_PRICE = "over-price"  # facts: price, limit; the chain would refuse it
    CLOSED = "closed"  # facts: netuid; nobody may register
    REGISTERED = "registered"  # facts: netuid, uid; it is there already
    FOREIGN_HOTKEY = "foreign-hotkey"  # facts: owner; another coldkey's
    NO_SHIELD = "no-shield"  # the chain announces no key to encrypt for
    # What to know.
    REAL_NETWORK = "real-network"  # behind an address that does not say so
    NEW_ADDRESS = "new-address"
    PRACTICE_WALLET = "practice-wallet"  # whose password everyone knows
    LOOK_ALIKE = "look-alike"  # facts: address
    UNSETTLED = "unsettled"  # facts: hash; an earlier transaction may still happen
    ENDS_ACCOUNT = "ends-account"
    PRICE_NEAR_LIMIT = "price-near-limit"  # facts: price (after it), limit
    NEW_HOTKEY = "new-hotkey"  # nothing of the account is staked with it there
    SUBNET_FULL = "subnet-full"  # facts: netuid; the lowest of it is pruned
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

        Frozen TAO counts reserved TAO first, and an account with reserved TAO
        cannot end. Source: pallet_balances' reducible balance.
        """
        stays = keep_alive or self.reserved > 0
        least = self.existential_deposit if stays else 0
        untouchable = max(self.frozen - self.reserved, least)
        return TaoRao(max(self.free - untouchable, 0))


@dataclass(frozen=True, slots=True)
class Place:
    """What the chain says of a hotkey and a coldkey on a subnet, at one block.

    ``price`` is rao for one alpha, ``burn`` what registering costs in rao,
    ``held`` the coldkey's alpha with the hotkey.
    """

    exists: bool
    trading: bool
    price: Price
    burn: TaoRao
    registration_open: bool
    is_full: bool
    owner: Ss58 | None
    uid: Uid | None
    held: AlphaRao
    shield_open: bool


@dataclass(frozen=True, slots=True)
class Swap:
    """What TAO would buy in a subnet's pool: alpha, and the pool's fee in rao of TAO."""

    alpha: AlphaRao
    fee: TaoRao


@dataclass(frozen=True, slots=True)
class Quote:
    """What the chain would do with a stake or registration at the review's block.

    ``price`` is rao for one alpha, or what registering costs; ``limit`` in the
    same unit. ``spent`` is rao beside the network's fee, ``pool_fee`` a part of it.
    """

    price: int
    limit: int
    spent: TaoRao
    alpha: AlphaRao = _NO_ALPHA
    pool_fee: TaoRao = _NO_TAO


@dataclass(frozen=True, slots=True)
class Effect:
    """What an account has more or less of at the most, and comes to; in rao.

    Free TAO, or with a ``netuid`` the alpha staked there with ``hotkey``.
    """

    account: Ss58
    change: int
    after: int
    netuid: NetUid | None = None
    hotkey: Ss58 | None = None


@dataclass(frozen=True, slots=True)
class PreparedCall:
    """A call as bytes, read back and found to say what was wanted, on one runtime.

    ``fee`` is the node's estimate in rao, within sane bounds; ``carrier_fee``
    the part of it for the transaction that carries a shielded one.
    """

    intent: Intent
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
    carrier_fee: TaoRao = _NO_TAO


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
    quote: Quote | None = None  # of a stake or a registration

    @property
    def cost(self) -> TaoRao:
        """Amount and fee together; of a registration the most it can come to."""
        return TaoRao(self.prepared.intent.exact + self.prepared.fee)

    @property
    def free_after(self) -> TaoRao:
        return TaoRao(self.standing.free - self.cost)

    def fresh(self, now: float) -> bool:
        """Whether it may still be signed. A clock set back makes it stale too."""
        return self.made_at <= now < self.expires_at


@dataclass(frozen=True, slots=True)
class SignedTransaction:
    """Signed bytes. They can enter a block after ``born`` and up to ``dies``.

    What is sent is ``carrier``, where there is one: another transaction of the
    nonce before, with this one encrypted in it.
    """

    hash: str
    data: bytes
    signer: Ss58
    nonce: int
    born: BlockNumber
    dies: BlockNumber
    carrier: bytes = b""
    carrier_hash: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a block's events tell of a transaction; None where they tell nothing.

    ``paid`` is what left the signer's account beside the fee, ``alpha`` what
    was staked, both in rao; ``uid`` the place taken on a subnet.
    """

    index: int | None = None  # among the block's transactions
    paid: TaoRao | None = None
    alpha: AlphaRao | None = None
    uid: Uid | None = None


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Where a transaction entered the chain, what it cost in rao, and how it went.

    ``time`` is the block's own, in unix seconds.
    """

    block: BlockNumber
    block_hash: BlockHash
    fee: TaoRao
    error: str = ""  # the chain's own name for the failure
    time: float | None = None
    result: Result = Result()


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
class Times:
    """When a stage was reached, in unix seconds; ``included`` is the block's own time."""

    sent: float | None = None
    included: float | None = None
    final: float | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """How far a transaction is. Once ``settled`` nothing about it can change.

    ``is_noted`` is False where the journal could not be written: it knows the
    transaction, not how far it is.
    """

    hash: str
    stage: Stage
    outcome: Outcome
    fee: TaoRao
    settled: bool = False
    block: BlockNumber | None = None
    block_hash: BlockHash | None = None
    error: str = ""
    reached: Times = Times()
    result: Result = Result()
    is_noted: bool = True
