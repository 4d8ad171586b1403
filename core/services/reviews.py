"""What a person is shown before signing: checks, effects, risk, and the same by other means."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from core.domain.addresses import ZERO, look_alike
from core.domain.ids import Ss58
from core.domain.intents import AllBut, TransferTao
from core.domain.money import TaoRao, tao_text
from core.domain.networks import Network, NetworkKind
from core.domain.transactions import (
    Effect,
    Notice,
    NoticeKind,
    PreparedCall,
    Review,
    Risk,
    Standing,
)

LIFETIME: Final = 120.0  # seconds a review may be signed
_LARGE_SHARE: Final = 5  # a fifth of what can be spent, to a new address, is much


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the checks look at. ``known`` are the book's addresses and those paid before."""

    network: Network
    wanted: TransferTao  # as asked for, the amount perhaps still open
    sender: Standing
    dest: Standing
    dest_owner: Ss58 | None
    known: Collection[Ss58]
    unsettled: str = ""  # the hash of an earlier transaction that may still happen


def reviewed(prepared: PreparedCall, around: Surroundings, now: float) -> Review:
    blockers = tuple(_blockers(prepared, around))
    return Review(
        prepared=prepared,
        effects=_effects(prepared, around),
        warnings=tuple(_warnings(prepared, around)),
        blockers=blockers,
        risk=_risk(prepared, around),
        standing=around.sender,
        command=_command(prepared.intent, around.network),
        command_differs=_difference(prepared.intent),
        snippet=_snippet(prepared.intent, around.network),
        made_at=now,
        expires_at=now + LIFETIME,
    )


def spendable(standing: Standing, intent: TransferTao, fee: TaoRao) -> TaoRao:
    """The exact amount of an intent; for all but a reserve what fee and reserve leave."""
    if not isinstance(intent.amount, AllBut):
        return intent.amount
    usable = standing.usable(keep_alive=intent.keep_alive)
    return TaoRao(max(usable - fee - intent.amount.reserve, 0))


def _blockers(prepared: PreparedCall, around: Surroundings) -> Iterator[Notice]:
    intent = prepared.intent
    if intent.exact == 0:
        yield Notice(NoticeKind.NOTHING)
    if intent.dest == ZERO:
        yield Notice(NoticeKind.ZERO_ADDRESS)
    if intent.dest == prepared.signer:
        yield Notice(NoticeKind.TO_ITSELF)
    if around.dest_owner is not None:
        yield Notice(NoticeKind.HOTKEY, {"owner": around.dest_owner})
    deposit = around.dest.existential_deposit
    if intent.exact > 0 and around.dest.free + around.dest.reserved + intent.exact < deposit:
        yield Notice(NoticeKind.BELOW_EXISTENTIAL, {"deposit": str(deposit)})
    yield from _funds(prepared, around)


def _funds(prepared: PreparedCall, around: Surroundings) -> Iterator[Notice]:
    intent = prepared.intent
    usable = around.sender.usable(keep_alive=intent.keep_alive)
    missing = intent.exact + prepared.fee - usable
    if missing > 0:
        amounts = {
            "amount": intent.exact,
            "fee": prepared.fee,
            "reserve": around.sender.free - usable,
            "usable": usable,
            "missing": missing,
        }
        yield Notice(NoticeKind.FUNDS, {name: str(rao) for name, rao in amounts.items()})


def _warnings(prepared: PreparedCall, around: Surroundings) -> Iterator[Notice]:
    dest = prepared.intent.dest
    if around.unsettled:
        yield Notice(NoticeKind.UNSETTLED, {"hash": around.unsettled})
    if dest not in around.known:
        yield Notice(NoticeKind.NEW_ADDRESS)
    yield from (
        Notice(NoticeKind.LOOK_ALIKE, {"address": other}) for other in _twins(prepared, around)
    )
    if _ends_account(prepared, around):
        yield Notice(NoticeKind.ENDS_ACCOUNT)
    yield Notice(NoticeKind.IRREVERSIBLE)


def _twins(prepared: PreparedCall, around: Surroundings) -> list[Ss58]:
    """Known addresses, the sender's among them, that the destination could be taken for.

    None where the destination itself is known.
    """
    dest = prepared.intent.dest
    if dest in around.known:
        return []
    return sorted(a for a in {*around.known, prepared.signer} if look_alike(a, dest))


def _ends_account(prepared: PreparedCall, around: Surroundings) -> bool:
    left = around.sender.free - prepared.intent.exact - prepared.fee
    return not prepared.intent.keep_alive and left < around.sender.existential_deposit


def _risk(prepared: PreparedCall, around: Surroundings) -> Risk:
    intent = prepared.intent
    usable = around.sender.usable(keep_alive=intent.keep_alive)
    high = (
        isinstance(around.wanted.amount, AllBut),
        intent.exact + prepared.fee >= usable,
        intent.dest not in around.known and intent.exact * _LARGE_SHARE >= usable,
        bool(_twins(prepared, around)),
        _ends_account(prepared, around),
    )
    return Risk.HIGH if any(high) else Risk.ORDINARY


def _effects(prepared: PreparedCall, around: Surroundings) -> tuple[Effect, ...]:
    amount = prepared.intent.exact
    cost = amount + prepared.fee
    return (
        Effect(prepared.signer, -cost, TaoRao(around.sender.free - cost)),
        Effect(prepared.intent.dest, amount, TaoRao(around.dest.free + amount)),
    )


def _endpoint(network: Network) -> str:
    """What btcli and the SDK call the network: a name of theirs, or its address."""
    own = network.kind in (NetworkKind.FINNEY, NetworkKind.TEST, NetworkKind.LOCAL)
    return network.name if own or not network.endpoints else network.endpoints[0]


def _command(intent: TransferTao, network: Network) -> str:
    amount = tao_text(intent.exact)
    return (
        f"btcli --network {_endpoint(network)} wallet transfer"
        f" --dest {intent.dest} --amount {amount}"
    )


def _difference(intent: TransferTao) -> str:
    """What the command does not do the same way."""
    shown = "It builds the call anew when it runs and signs without a metadata digest."
    if intent.keep_alive:
        return shown
    return f"It keeps the sender's account alive, which this transfer need not. {shown}"


def _snippet(intent: TransferTao, network: Network) -> str:
    return (
        "import bittensor as bt\n\n"
        f'async with bt.Client("{_endpoint(network)}") as client:\n'
        "    intent = bt.intents.Transfer(\n"
        f'        dest_ss58="{intent.dest}",\n'
        f"        amount_tao=bt.Balance.from_rao({intent.exact}),\n"
        f"        keep_alive={intent.keep_alive},\n"
        "    )\n"
        "    plan = await client.plan(intent, wallet)\n"
    )
