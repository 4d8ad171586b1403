"""Transaction fees: what a call costs, who pays for it, and where the fee goes.

``fee = base + length + weight``, multiplier 1, in rao. Weights are those of the
June 2026 runtime: they are not part of the metadata, so they stand here as a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from core.practice.calls.context import DispatchError
from core.practice.calls.nested import inner_calls
from core.practice.economy import accounts, reserves, shares
from core.practice.state import StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

BASE_FEE: Final = 54_078  # weight_to_fee of the base extrinsic weight 108 157 000
PER_BYTE: Final = 1
_PICOSECONDS_PER_RAO: Final = 2_000  # 0.0005 rao per unit of ref_time
_READ: Final = 25_000_000
_WRITE: Final = 100_000_000


def _weight(own: int, reads: int, writes: int) -> int:
    return own + reads * _READ + writes * _WRITE


# Own weight, storage reads, storage writes.
_WEIGHTS: Final[Mapping[tuple[str, str], int]] = {
    ("Balances", "transfer_allow_death"): _weight(99_046_000, 1, 1),
    ("Balances", "transfer_keep_alive"): _weight(99_046_000, 1, 1),
    ("Balances", "transfer_all"): _weight(105_046_000, 1, 1),
    ("SubtensorModule", "add_stake"): _weight(664_000_000, 32, 16),
    ("SubtensorModule", "add_stake_limit"): _weight(853_000_000, 32, 16),
    ("SubtensorModule", "remove_stake"): _weight(569_000_000, 28, 13),
    ("SubtensorModule", "remove_stake_limit"): _weight(616_000_000, 30, 14),
    ("SubtensorModule", "remove_stake_full_limit"): _weight(625_000_000, 30, 14),
    ("SubtensorModule", "burned_register"): _weight(336_814_000, 34, 29),
    ("SubtensorModule", "register"): _weight(336_814_000, 34, 29),
    ("SubtensorModule", "register_limit"): _weight(340_000_000, 34, 29),
    ("SubtensorModule", "register_network"): _weight(277_000_000, 40, 48),
    ("SubtensorModule", "register_network_with_identity"): _weight(280_000_000, 40, 49),
    ("SubtensorModule", "start_call"): _weight(39_000_000, 5, 2),
    ("SubtensorModule", "try_associate_hotkey"): _weight(40_000_000, 3, 3),
    ("MevShield", "submit_encrypted"): _weight(25_000_000, 1, 0),
    ("Proxy", "add_proxy"): _weight(33_000_000, 1, 1),
    ("Proxy", "proxy"): _weight(28_000_000, 3, 1),
    ("Proxy", "remove_proxies"): _weight(31_000_000, 1, 1),
    ("Proxy", "remove_proxy"): _weight(33_000_000, 1, 1),
    ("System", "remark"): _weight(2_000_000, 0, 0),
    ("System", "remark_with_event"): _weight(6_000_000, 0, 0),
    ("Utility", "batch"): _weight(8_000_000, 0, 0),
    ("Utility", "batch_all"): _weight(8_000_000, 0, 0),
    ("Utility", "force_batch"): _weight(8_000_000, 0, 0),
}
_USUAL_WEIGHT: Final = _weight(50_000_000, 5, 3)

_SERVING: Final = frozenset({"serve_axon", "serve_axon_tls", "serve_prometheus"})
_WEIGHT_SETTING: Final = frozenset(
    {
        "set_weights",
        "batch_set_weights",
        "commit_weights",
        "reveal_weights",
        "commit_crv3_mechanism_weights",
        "batch_reveal_weights",
        "batch_commit_weights",
        "commit_timelocked_weights",
        "commit_mechanism_weights",
        "reveal_mechanism_weights",
        "commit_timelocked_mechanism_weights",
        "set_mechanism_weights",
    }
)
_OTHER_FREE: Final = frozenset(
    {"increase_take", "decrease_take", "associate_evm_key", "faucet", "pow_register"}
)
_FREE: Final = _SERVING | _WEIGHT_SETTING | _OTHER_FREE
_COLDKEY_PAYS: Final = frozenset(
    {("SubtensorModule", name) for name in _SERVING | _WEIGHT_SETTING}
    | {("Commitments", "set_commitment")}
)
_ALPHA_PAYS: Final = frozenset({"remove_stake", "remove_stake_limit", "remove_stake_full_limit"})


@dataclass(frozen=True, slots=True)
class Fee:
    """What an extrinsic costs without tip (rao); a free call has ``pays`` False and total 0."""

    total: int
    weight_ref_time: int
    pays: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """A fee that has been withdrawn: from whom, how much TAO went, or which alpha for it."""

    who: str
    fee: int
    tip: int
    netuid: int | None = None
    alpha: int = 0


@dataclass(frozen=True, slots=True)
class StakeFee:
    """The one position that may pay for a call in alpha when TAO is short."""

    coldkey: str
    hotkey: str
    netuid: int


class FeeUnpayableError(Exception):
    """Inability to pay some fees (``InvalidTransaction::Payment``)."""


def weight(pallet: str, function: str, args: Mapping[str, Any] = MappingProxyType({})) -> int:
    """A call's ref_time, with that of the calls inside it."""
    own = _WEIGHTS.get((pallet, function), _USUAL_WEIGHT)
    return own + sum(
        weight(inner.pallet, inner.function, inner.arguments) for inner in inner_calls(args)
    )


def is_free(pallet: str, function: str) -> bool:
    return pallet == "SubtensorModule" and function in _FREE


def quote(
    state: StateView, pallet: str, function: str, args: Mapping[str, Any], length: int
) -> Fee:
    """The fee of an extrinsic of ``length`` encoded bytes, which is also ``query_info``'s answer.

    The multiplier is constant, so the state does not matter.
    """
    del state
    ref_time = weight(pallet, function, args)
    if is_free(pallet, function):
        return Fee(total=0, weight_ref_time=ref_time, pays=False)
    total = BASE_FEE + length * PER_BYTE + ref_time // _PICOSECONDS_PER_RAO
    return Fee(total=total, weight_ref_time=ref_time, pays=True)


def payer(state: StateView, signer: str, pallet: str, function: str) -> str:
    """Who pays: for calls that hotkeys sign, the hotkey's owner coldkey; else the signer."""
    if (pallet, function) in _COLDKEY_PAYS and state.raw(
        state.codec.key("SubtensorModule", "Owner", signer)
    ):
        owner: str = state.get("SubtensorModule", "Owner", signer)
        return owner
    return signer


def tip_due(signer: str, who: str, tip: int) -> int:
    """The tip that counts: nobody tips with the money of who pays for them."""
    return tip if who == signer else 0


def position(signer: str, pallet: str, function: str, args: Mapping[str, Any]) -> StakeFee | None:
    """The stake that may pay for this call; None if the call only takes TAO."""
    if pallet != "SubtensorModule" or function not in _ALPHA_PAYS:
        return None
    return StakeFee(coldkey=signer, hotkey=args["hotkey"], netuid=args["netuid"])


def can_pay(
    state: StateView, who: str, fee: Fee, tip: int = 0, stake: StakeFee | None = None
) -> bool:
    """Whether ``withdraw`` would succeed: the pool's question."""
    total = fee.total + tip
    if total == 0 or accounts.spendable(state, who) >= total:
        return True
    return stake is not None and _alpha_for(state, stake, total) is not None


def withdraw(
    ctx: Context, who: str, fee: Fee, tip: int = 0, stake: StakeFee | None = None
) -> Payment:
    """Take the fee before dispatch. FeeUnpayableError, and nothing taken, if it cannot be paid.

    The payer keeps the existential deposit. If TAO is short and the call concerns
    one staked position, that much alpha is sold instead, free of the swap fee.
    """
    total = fee.total + tip
    if total == 0:
        return Payment(who=who, fee=0, tip=0)
    try:
        accounts.debit(ctx, who, total, keep_alive=True)
    except DispatchError:
        return _withdraw_alpha(ctx, stake, fee, tip)
    ctx.deposit("Balances", "Withdraw", {"who": who, "amount": total})
    return Payment(who=who, fee=fee.total, tip=tip)


def settle(ctx: Context, payment: Payment) -> None:
    """After dispatch: the author gets the fee and the payment is announced."""
    total = payment.fee + payment.tip
    if payment.netuid is None and total:
        accounts.reward(ctx, ctx.author, total)
    if payment.netuid is not None:
        ctx.deposit(
            "SubtensorModule",
            "TransactionFeePaidWithAlpha",
            {
                "who": payment.who,
                "netuid": payment.netuid,
                "alpha_fee": payment.alpha,
                "tao_amount": total,
            },
        )
        return
    ctx.deposit(
        "TransactionPayment",
        "TransactionFeePaid",
        {"who": payment.who, "actual_fee": total, "tip": payment.tip},
    )


def _alpha_for(state: StateView, stake: StakeFee, total: int) -> int | None:
    """The alpha worth ``total`` rao at spot if the position holds it, rounded up."""
    pool = reserves.load(state, stake.netuid)
    if not pool.alpha or not pool.tao:
        return None
    alpha = -(-total // pool.price)
    held = shares.value(state, stake.hotkey, stake.coldkey, stake.netuid)
    return int(alpha) if 0 < alpha <= held else None


def _withdraw_alpha(ctx: Context, stake: StakeFee | None, fee: Fee, tip: int) -> Payment:
    alpha = None if stake is None else _alpha_for(ctx.state, stake, fee.total + tip)
    if stake is None or alpha is None:
        raise FeeUnpayableError
    try:
        with ctx.attempt():
            shares.remove(ctx.state, stake.hotkey, stake.coldkey, stake.netuid, alpha)
            trade = reserves.quote_sell(ctx, stake.netuid, alpha, free=True)
            reserves.settle_sell(ctx.state, stake.netuid, trade)
            reserves.pay_out(ctx, stake.netuid, ctx.author, trade.out)
    except DispatchError as error:
        raise FeeUnpayableError from error
    return Payment(who=stake.coldkey, fee=trade.out, tip=0, netuid=stake.netuid, alpha=alpha)
