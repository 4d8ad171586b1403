"""What makes a transaction valid for the next block, in the runtime's order of checks.

Texts and codes are those of ``sc-rpc``'s author errors and of
``sp_runtime::InvalidTransaction``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.practice import calls, fees, guards
from core.practice.chain import Chain
from core.practice.codec import ZERO_ACCOUNT
from core.practice.extrinsics import MalformedExtrinsicError, SignedExtrinsic, parse
from core.practice.state import State

BAD_FORMAT: Final = 1001
VERIFICATION: Final = 1002
INVALID: Final = 1010
BANNED: Final = 1012
ALREADY_IMPORTED: Final = 1013
TOO_LOW_PRIORITY: Final = 1014
DROPPED: Final = 1016

STALE: Final = "Transaction is outdated"
BAD_PROOF: Final = "Transaction has a bad signature"
ANCIENT: Final = "Transaction has an ancient birth block"
PAYMENT: Final = "Inability to pay some fees (e.g. account balance too low)"
EXHAUSTED: Final = "Transaction would exhaust the block limits"
BAD_SIGNER: Final = "Invalid signing address"

BLOCK_HASH_COUNT: Final = 2_400
SHIELD_MAX_PERIOD: Final = 8
NORMAL_WEIGHT: Final = 3_000_000_000_000  # ref_time of 75 % of a block
NORMAL_LENGTH: Final = 7_864_320  # bytes of 75 % of a block
BASE_WEIGHT: Final = 108_157_000
_HAS_NO_RULES: Final = "not part of the practice network yet"


class InvalidTransactionError(Exception):
    """A refusal as JSON-RPC carries it. ``future`` marks a nonce that is yet to come."""

    def __init__(self, code: int, message: str, data: str | None = None) -> None:
        super().__init__(data or message)
        self.code = code
        self.message = message
        self.data = data


def _invalid(reason: str) -> InvalidTransactionError:
    return InvalidTransactionError(INVALID, "Invalid Transaction", reason)


@dataclass(frozen=True, slots=True)
class Valid:
    """A transaction that may enter a block: what it costs, and the block its era ends with."""

    extrinsic: SignedExtrinsic
    fee: fees.Fee
    death: int | None

    @property
    def weight(self) -> int:
        return BASE_WEIGHT + self.fee.weight_ref_time


class Validity:
    """Checks transactions against the head."""

    def __init__(self, state: State, chain: Chain) -> None:
        self._state = state
        self._chain = chain

    def nonce(self, account: str) -> int:
        """The nonce the account's next extrinsic has to have."""
        nonce: int = self._state.get("System", "Account", account)["nonce"]
        return nonce

    def check(self, raw: bytes) -> Valid:
        """Everything but that the nonce's turn has come. InvalidTransactionError otherwise."""
        extrinsic = self._parsed(raw)
        self._check_proof(extrinsic)
        if extrinsic.nonce < self.nonce(extrinsic.signer):
            raise _invalid(STALE)
        fee = self._quote(extrinsic)
        if extrinsic.length > NORMAL_LENGTH or fee.weight_ref_time > NORMAL_WEIGHT:
            raise _invalid(EXHAUSTED)
        self._check_payment(extrinsic, fee)
        self._check_call(extrinsic)
        return Valid(extrinsic, fee, extrinsic.era.death(self._chain.head.number + 1))

    def recheck(self, valid: Valid) -> None:
        """Once more when its turn has come, inside the block being built."""
        nonce = self.nonce(valid.extrinsic.signer)
        if valid.extrinsic.nonce != nonce:
            raise _invalid(STALE)
        if valid.death is not None and self._chain.head.number + 1 >= valid.death:
            raise _invalid(BAD_PROOF)
        self._check_payment(valid.extrinsic, valid.fee)

    def _parsed(self, raw: bytes) -> SignedExtrinsic:
        try:
            return parse(self._state.codec, raw)
        except MalformedExtrinsicError as error:
            raise InvalidTransactionError(
                VERIFICATION,
                "Verification Error: Runtime error: Execution failed",
                f"the extrinsic cannot be decoded: {error}",
            ) from error

    def _check_proof(self, extrinsic: SignedExtrinsic) -> None:
        coming = self._chain.head.number + 1
        birth = extrinsic.era.birth(coming)
        known = birth == 0 or coming - BLOCK_HASH_COUNT <= birth < coming
        birth_hash = self._chain.hash_of(birth) if known else None
        if birth_hash is None:
            raise _invalid(ANCIENT)
        signed = extrinsic.verify(self._state.codec, self._chain.genesis_hash, birth_hash)
        if not signed or extrinsic.signer == ZERO_ACCOUNT:
            raise _invalid(BAD_PROOF)

    def _quote(self, extrinsic: SignedExtrinsic) -> fees.Fee:
        return fees.quote(
            self._state,
            extrinsic.pallet,
            extrinsic.function,
            extrinsic.arguments,
            extrinsic.length,
        )

    def _check_payment(self, extrinsic: SignedExtrinsic, fee: fees.Fee) -> None:
        pallet, function = extrinsic.pallet, extrinsic.function
        payer = fees.payer(self._state, extrinsic.signer, pallet, function)
        stake = fees.position(extrinsic.signer, pallet, function, extrinsic.arguments)
        tip = fees.tip_due(extrinsic.signer, payer, extrinsic.tip)
        if not fees.can_pay(self._state, payer, fee, tip, stake):
            raise _invalid(PAYMENT)

    def _check_call(self, extrinsic: SignedExtrinsic) -> None:
        pallet, function = extrinsic.pallet, extrinsic.function
        era = extrinsic.era
        shielded = (pallet, function) == ("MevShield", "submit_encrypted")
        if shielded and (era.immortal or era.period > SHIELD_MAX_PERIOD):
            raise _invalid(STALE)
        if calls.find(pallet, function) is None:
            raise _invalid(f"{_HAS_NO_RULES}: {pallet}.{function}")
        code = guards.pool_error(
            self._state,
            self._chain.head.number + 1,
            extrinsic.signer,
            pallet,
            function,
            extrinsic.arguments,
        )
        if code is not None:
            raise _invalid(f"Custom error: {code}")
