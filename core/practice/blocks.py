"""Building a block: hooks, inherents, extrinsics with their fees, and the header over it all."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import Any, Final

from core.practice import calls, fees, native
from core.practice.calls.context import Context, DispatchError
from core.practice.calls.octets import octets
from core.practice.chain import Block, Chain, Header, aura_log
from core.practice.codec import blake2_256
from core.practice.economy import accounts, hooks, reserves
from core.practice.extrinsics import SignedExtrinsic, bare
from core.practice.metadata import SS58_PREFIX
from core.practice.pool import Pool, Waiting
from core.practice.shield import Shield
from core.practice.state import State
from core.practice.validity import (
    BLOCK_HASH_COUNT,
    NORMAL_LENGTH,
    NORMAL_WEIGHT,
    InvalidTransactionError,
    Valid,
    Validity,
)

_LOG: Final = logging.getLogger(__name__)
_INITIALIZATION: Final = "Initialization"
_BASE_PROOF: Final = 3_593

AUTHOR: Final = native.encode_ss58(blake2_256(b"practice block author"), SS58_PREFIX)


@dataclass(frozen=True, slots=True)
class Grant:
    """TAO that the faucet creates in the next block."""

    address: str
    rao: int


@dataclass(frozen=True, slots=True)
class PriceMove:
    """A subnet's price after the next block, in percent of the one before."""

    netuid: int
    percent: int


@dataclass(slots=True)
class Built:
    """A finished block, what it took from the pool, and what it changed (None: removed)."""

    block: Block
    included: list[Waiting]
    changes: Mapping[bytes, bytes | None]
    replaced: Mapping[bytes, bytes | None]


@dataclass(slots=True)
class _Draft:
    """The block under construction."""

    ctx: Context
    body: list[bytes] = field(default_factory=list[bytes])
    records: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    included: list[Waiting] = field(default_factory=list[Waiting])
    weight: int = 0
    length: int = 0

    def close_phase(self, phase: str | dict[str, int]) -> None:
        """Give the events since the last phase their place."""
        for event in self.ctx.events:
            self.records.append({"phase": phase, "event": event, "topics": []})
        self.ctx.events.clear()

    def close_extrinsic(self, raw: bytes) -> None:
        self.close_phase({"ApplyExtrinsic": len(self.body)})
        self.body.append(raw)

    def fits(self, valid: Valid) -> bool:
        return (
            self.weight + valid.weight <= NORMAL_WEIGHT
            and self.length + valid.extrinsic.length <= NORMAL_LENGTH
        )


class BlockBuilder:
    """Turns the pool's ready transactions into the next block on top of the head."""

    def __init__(
        self, state: State, chain: Chain, pool: Pool, validity: Validity, seed: int
    ) -> None:
        self._seed = seed
        self._state = state
        self._chain = chain
        self._pool = pool
        self._validity = validity
        self._shield = Shield(seed)
        self._slot_ms = state.codec.metadata.slot_ms
        self._orders: list[Grant | PriceMove] = []

    def order(self, order: Grant | PriceMove) -> None:
        """Have the next block do what no call does."""
        self._orders.append(order)

    def build(self, now_ms: int) -> Built:
        """The next block, already written to the state. ``now_ms`` is its unix time."""
        parent = self._chain.head
        draft = _Draft(Context(self._state, parent.number + 1, AUTHOR, now_ms))
        log = aura_log(now_ms, self._slot_ms)
        self._initialize(draft, parent, log)
        self._inherents(draft)
        for waiting in self._pool.ready():
            extrinsic = waiting.valid.extrinsic
            # Behind one of the same account that did not fit, the nonce's turn is yet to come.
            turn = extrinsic.nonce <= self._validity.nonce(extrinsic.signer)
            if turn and draft.fits(waiting.valid):
                self._take(draft, waiting)
        self._finalize(draft)
        replaced = self._state.take_journal()
        changes = {key: self._state.raw(key) for key in replaced}
        header = Header(
            parent.hash,
            draft.ctx.block,
            _root(parent.header.state_root, changes),
            blake2_256(b"".join(draft.body)),
            (log,),
        )
        block = Block(header, blake2_256(header.encode()), tuple(draft.body))
        return Built(block, draft.included, changes, replaced)

    # -- the parts of a block, in order

    def _initialize(self, draft: _Draft, parent: Block, log: bytes) -> None:
        state, number = self._state, draft.ctx.block
        state.block = number
        state.put("System", "Number", value=number)
        state.put("System", "ParentHash", value="0x" + parent.hash.hex())
        state.put("System", "BlockHash", parent.number, value="0x" + parent.hash.hex())
        if parent.number > BLOCK_HASH_COUNT:
            state.remove("System", "BlockHash", parent.number - BLOCK_HASH_COUNT)
        state.set_raw(state.codec.key("System", "Digest"), b"\x04" + log)
        self._guarded(draft.ctx, lambda: hooks.on_initialize(draft.ctx, self._seed))
        orders, self._orders = self._orders, []
        for order in orders:
            self._guarded(draft.ctx, partial(_carry_out, draft.ctx, order))
        draft.close_phase(_INITIALIZATION)

    def _inherents(self, draft: _Draft) -> None:
        ctx, codec = draft.ctx, self._state.codec
        self._state.put("Timestamp", "Now", value=ctx.now_ms)
        ctx.deposit("System", "ExtrinsicSuccess", {"dispatch_info": _mandatory()})
        draft.close_extrinsic(bare(codec.encode_call("Timestamp", "set", {"now": ctx.now_ms})))
        self._guarded(ctx, partial(self._announce_key, draft))

    def _announce_key(self, draft: _Draft) -> None:
        announced = {"enc_key": "0x" + self._shield.announce(draft.ctx).hex()}
        call = self._state.codec.encode_call("MevShield", "announce_next_key", announced)
        draft.ctx.deposit("System", "ExtrinsicSuccess", {"dispatch_info": _mandatory()})
        draft.close_extrinsic(bare(call))

    def _take(self, draft: _Draft, waiting: Waiting) -> None:
        succeeded = self._enter(draft, waiting.valid)
        if succeeded is None:
            self._pool.drop(waiting, "invalid")
            return
        draft.included.append(waiting)
        if succeeded:
            self._guarded(draft.ctx, partial(self._unshield, draft, waiting.valid.extrinsic))

    def _unshield(self, draft: _Draft, outer: SignedExtrinsic) -> None:
        """Put the extrinsic inside a shielded one right behind it, if it opens and is valid."""
        if (outer.pallet, outer.function) != ("MevShield", "submit_encrypted"):
            return
        inner = self._shield.open(self._state, octets(outer.arguments["ciphertext"]))
        if inner is None:
            return
        try:
            valid = self._validity.check(inner)
        except InvalidTransactionError as error:
            _LOG.info("a shielded extrinsic was left out: %s", error)
            return
        if draft.fits(valid):
            self._enter(draft, valid)

    def _enter(self, draft: _Draft, valid: Valid) -> bool | None:
        """Apply an extrinsic whose turn it is: whether its call succeeded, None if it is out."""
        try:
            with draft.ctx.attempt():
                self._validity.recheck(valid)
                return self._apply(draft, valid)
        except (InvalidTransactionError, fees.FeeUnpayableError) as error:
            _LOG.info("an extrinsic was left out: %s", error)
        except Exception:  # noqa: BLE001 - a defect in charging must not stop the blocks
            _LOG.exception("block %d: an extrinsic broke and was left out", draft.ctx.block)
        return None

    def _finalize(self, draft: _Draft) -> None:
        codec = self._state.codec
        try:
            encoded = codec.encode_events(draft.records)
        except ValueError:
            draft.records = [record for record in draft.records if self._encodes(record)]
            encoded = codec.encode_events(draft.records)
        self._state.set_raw(codec.key("System", "Events"), encoded)
        self._state.put("System", "EventCount", value=len(draft.records))

    def _encodes(self, record: Mapping[str, Any]) -> bool:
        try:
            self._state.codec.encode_events([record])
        except ValueError as error:
            _LOG.error("an event was left out: %s: %s", record["event"], error)
            return False
        return True

    # -- one extrinsic

    def _apply(self, draft: _Draft, valid: Valid) -> bool:
        """Charge, dispatch and settle; True if the call succeeded.

        FeeUnpayableError if the fee cannot be taken. The draft grows last, so
        that an extrinsic that breaks leaves nothing in it.
        """
        ctx, extrinsic, fee = draft.ctx, valid.extrinsic, valid.fee
        pallet, function = extrinsic.pallet, extrinsic.function
        payer = fees.payer(self._state, extrinsic.signer, pallet, function)
        stake = fees.position(extrinsic.signer, pallet, function, extrinsic.arguments)
        with ctx.attempt():
            tip = fees.tip_due(extrinsic.signer, payer, extrinsic.tip)
            payment = fees.withdraw(ctx, payer, fee, tip, stake)
            self._count_nonce(extrinsic.signer)
        error = self._dispatch(ctx, extrinsic)
        fees.settle(ctx, payment)
        info = _dispatch_info(valid.weight, "Normal", pays=fee.pays)
        if error is None:
            ctx.deposit("System", "ExtrinsicSuccess", {"dispatch_info": info})
        else:
            failed = {"dispatch_error": error.value, "dispatch_info": info}
            ctx.deposit("System", "ExtrinsicFailed", failed)
        draft.close_extrinsic(extrinsic.raw)
        draft.weight += valid.weight
        draft.length += extrinsic.length
        return error is None

    def _dispatch(self, ctx: Context, extrinsic: SignedExtrinsic) -> DispatchError | None:
        handler = calls.find(extrinsic.pallet, extrinsic.function)
        if handler is None:
            return DispatchError("Other", "not part of the practice network yet")
        outcome: list[DispatchError | None] = []
        whole = self._guarded(
            ctx,
            lambda: outcome.append(
                calls.dispatch(ctx, handler, extrinsic.signer, extrinsic.arguments)
            ),
        )
        return outcome[0] if whole else DispatchError("Other", "the call broke")

    def _count_nonce(self, signer: str) -> None:
        account = self._state.get("System", "Account", signer)
        account["nonce"] += 1
        self._state.put("System", "Account", signer, value=account)

    def _guarded(self, ctx: Context, step: Callable[[], None]) -> bool:
        """Run a step of the rules; a defect in it undoes the step and never ends the chain."""
        try:
            with ctx.attempt():
                step()
        except Exception:  # noqa: BLE001 - one broken rule must not stop the blocks
            _LOG.exception("block %d: a step failed and was undone", ctx.block)
            return False
        return True


def _carry_out(ctx: Context, order: Grant | PriceMove) -> None:
    if isinstance(order, PriceMove):
        reserves.tilt(ctx, order.netuid, order.percent)
        return
    accounts.mint(ctx, order.address, order.rao)
    ctx.deposit("Balances", "Minted", {"who": order.address, "amount": order.rao})


def _dispatch_info(ref_time: int, kind: str, *, pays: bool) -> dict[str, Any]:
    return {
        "weight": {"ref_time": ref_time, "proof_size": _BASE_PROOF},
        "class": kind,
        "pays_fee": "Yes" if pays else "No",
    }


def _mandatory() -> dict[str, Any]:
    return _dispatch_info(0, "Mandatory", pays=True)


def _root(parent: bytes, changes: Mapping[bytes, bytes | None]) -> bytes:
    """A state root: not a trie's, but as dependent on every change since the start."""
    digest = blake2b(parent, digest_size=32)
    for key in sorted(changes):
        value = changes[key]
        digest.update(key)
        digest.update(b"\0" if value is None else b"\1" + blake2_256(value))
    return digest.digest()
