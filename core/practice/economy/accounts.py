"""TAO balances: who holds how much, moving it, and the two counters of what exists.

Rules of the Balances pallet with an existential deposit of 500 rao. All amounts are rao.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from struct import Struct
from typing import TYPE_CHECKING, Final

from core.practice.addresses import ss58
from core.practice.codec import Codec
from core.practice.state import State, StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

EXISTENTIAL_DEPOSIT: Final = 500

# AccountInfo: nonce, consumers, providers, sufficients (u32), then AccountData: free,
# reserved, frozen (u64) and flags (u128).
_ACCOUNT: Final = Struct("<IIIIQQQ16s")
_FLAGS: Final = (1 << 127).to_bytes(16, "little")
_NONE: Final = (0, 0, 0, 0, 0, 0, 0, _FLAGS)
_CACHED_KEYS: Final = 4096

_Fields = tuple[int, int, int, int, int, int, int, bytes]


@lru_cache(maxsize=_CACHED_KEYS)
def subnet_account(netuid: int) -> str:
    """The account that holds a subnet's TAO: sub-account ``netuid`` of pallet id ``subtensr``."""
    return _address(b"modlsubtensr" + netuid.to_bytes(2, "little"))


@lru_cache(maxsize=1)
def burn_account() -> str:
    """Where TAO goes to be out of reach for ever while it still counts as issued."""
    return _address(b"modlburntnsr")


def _address(start: bytes) -> str:
    return ss58(start.ljust(32, b"\0"))


def free(view: StateView, who: str) -> int:
    return _read(view, who)[4]


def spendable(view: StateView, who: str) -> int:
    """What can leave an account that has to stay alive."""
    return max(free(view, who) - EXISTENTIAL_DEPOSIT, 0)


def reducible(view: StateView, who: str) -> int:
    """What can leave an account that may end: one with something reserved may not."""
    return spendable(view, who) if _read(view, who)[5] else free(view, who)


def exists(view: StateView, who: str) -> bool:
    """Whether something provides for the account, so that it may pay fees."""
    return _read(view, who)[2] > 0


def nonce_of_key(view: StateView, public_key: bytes) -> int:
    """How many extrinsics of the account have been included."""
    raw = view.raw(view.codec.item("System", "Account").prefix + hashed(public_key))
    return 0 if raw is None else int.from_bytes(raw[:4], "little")


def hashed(public_key: bytes) -> bytes:
    """A public key behind its blake2-128, as it ends the keys of most maps by account."""
    return blake2b(public_key, digest_size=16).digest() + public_key


def issuance(view: StateView) -> int:
    """All TAO there is, the yardstick of halvings."""
    return _counter(view, "SubtensorModule", "TotalIssuance")


def credit(ctx: Context, who: str, amount: int) -> None:
    """Add to the free balance. ``Token.BelowMinimum`` if a new account would stay below the ED.

    A new account gets a provider and the events ``NewAccount`` and ``Endowed``.
    """
    fields = _read(ctx.state, who)
    balance = fields[4] + amount
    if fields[2]:
        _write(ctx.state, who, (*fields[:4], balance, *fields[5:]))
        return
    if balance < EXISTENTIAL_DEPOSIT:
        raise ctx.token("BelowMinimum")
    _write(ctx.state, who, (*fields[:2], 1, fields[3], balance, *fields[5:]))
    ctx.deposit("System", "NewAccount", {"account": who})
    ctx.deposit("Balances", "Endowed", {"account": who, "free_balance": balance})


def debit(ctx: Context, who: str, amount: int, *, keep_alive: bool) -> None:
    """Take from the free balance; an account left below the ED is reaped, its dust destroyed.

    ``Token.FundsUnavailable`` if there is not enough, ``Token.NotExpendable`` if the
    account has to stay alive and would not, ``Token.Frozen`` if what is reserved in it
    needs it. Source: pallet_balances' ``can_withdraw``.
    """
    fields = _read(ctx.state, who)
    rest = fields[4] - amount
    if rest < 0:
        raise ctx.token("FundsUnavailable")
    if rest < EXISTENTIAL_DEPOSIT and amount:
        if fields[5]:
            raise ctx.token("Frozen")
        if keep_alive:
            raise ctx.token("NotExpendable")
        _reap(ctx, who, fields, rest)
        return
    _write(ctx.state, who, (*fields[:4], rest, *fields[5:]))


def reserve(ctx: Context, who: str, amount: int) -> None:
    """Set free balance aside for a deposit; a negative amount gives some of it back.

    ``Token.FundsUnavailable`` if the account would not keep the existential deposit free.
    """
    fields = _read(ctx.state, who)
    rest = fields[4] - amount
    if rest < EXISTENTIAL_DEPOSIT and amount > 0:
        raise ctx.token("FundsUnavailable")
    _write(ctx.state, who, (*fields[:4], rest, fields[5] + amount, *fields[6:]))
    if amount:
        event = "Reserved" if amount > 0 else "Unreserved"
        ctx.deposit("Balances", event, {"who": who, "amount": abs(amount)})


def transfer(ctx: Context, source: str, dest: str, amount: int, *, keep_alive: bool) -> None:
    """Move free balance; the events are those of a transfer call. Nothing changes on an error."""
    if source == dest or amount == 0:
        if free(ctx.state, source) < amount:
            raise ctx.token("FundsUnavailable")
        if amount:
            _announce(ctx, source, dest, amount)
        return
    with ctx.attempt():
        debit(ctx, source, amount, keep_alive=keep_alive)
        credit(ctx, dest, amount)
        _announce(ctx, source, dest, amount)


def mint(ctx: Context, who: str, amount: int) -> None:
    """Create TAO: both issuance counters grow."""
    credit(ctx, who, amount)
    _count(ctx.state, amount)


def recycle(ctx: Context, who: str, amount: int, *, keep_alive: bool = True) -> None:
    """Destroy TAO so that it may be emitted again: both issuance counters shrink."""
    debit(ctx, who, amount, keep_alive=keep_alive)
    _count(ctx.state, -amount)


def reward(ctx: Context, who: str, amount: int) -> None:
    """Pay out TAO that has been withdrawn before; too little to open an account with is lost."""
    if amount < EXISTENTIAL_DEPOSIT and not exists(ctx.state, who):
        _count(ctx.state, -amount)
        return
    credit(ctx, who, amount)
    ctx.deposit("Balances", "Deposit", {"who": who, "amount": amount})


def _announce(ctx: Context, source: str, dest: str, amount: int) -> None:
    ctx.deposit("Balances", "Transfer", {"from": source, "to": dest, "amount": amount})


def _reap(ctx: Context, who: str, fields: _Fields, dust: int) -> None:
    # A nonce outlives the account only while something else refers to it.
    if fields[1] or fields[3] or fields[2] > 1:
        _write(ctx.state, who, (*fields[:2], fields[2] - 1, fields[3], 0, *fields[5:]))
    else:
        ctx.state.set_raw(_key(ctx.state.codec, who), None)
        ctx.deposit("System", "KilledAccount", {"account": who})
    if dust:
        ctx.deposit("Balances", "DustLost", {"account": who, "amount": dust})
        _count(ctx.state, -dust)


def _count(state: State, change: int) -> None:
    for pallet in ("Balances", "SubtensorModule"):
        total = _counter(state, pallet, "TotalIssuance") + change
        state.set_raw(state.codec.key(pallet, "TotalIssuance"), total.to_bytes(8, "little"))


def _counter(view: StateView, pallet: str, item: str) -> int:
    return int.from_bytes(view.raw(view.codec.key(pallet, item)) or b"", "little")


def _read(view: StateView, who: str) -> _Fields:
    raw = view.raw(_key(view.codec, who))
    return _NONE if raw is None else _ACCOUNT.unpack(raw)


def _write(state: State, who: str, fields: _Fields) -> None:
    state.set_raw(_key(state.codec, who), _ACCOUNT.pack(*fields))


def _key(codec: Codec, who: str) -> bytes:
    return codec.key("System", "Account", who)
