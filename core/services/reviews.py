"""What a person is shown before signing: checks, effects, risk, and the same by other means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from core.domain.ids import Ss58
from core.domain.intents import AllBut, Intent, RegisterHotkey
from core.domain.money import TaoRao
from core.domain.networks import FINNEY_GENESIS, Network, NetworkKind
from core.domain.policy import NO_LIMIT, UNLIMITED, Policy
from core.domain.transactions import (
    Effect,
    Notice,
    NoticeKind,
    PreparedCall,
    Quote,
    Review,
    Risk,
    Standing,
)
from core.services.equivalents import equivalent_of

LIFETIME: Final = 120.0  # seconds a review may be signed


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the checks of every intent look at.

    ``known`` are the book's addresses and those paid before, ``spent`` the rao
    of the last day's transactions, ``wallet`` the name of the signer's folder,
    ``elsewhere`` the folder of that where btcli would not look by itself.
    """

    network: Network
    wanted: Intent  # as asked for, the amount or limit perhaps still open
    sender: Standing
    known: Collection[Ss58] = ()
    unsettled: str = ""  # the hash of an earlier transaction that may still happen
    policy: Policy = UNLIMITED
    spent: TaoRao = NO_LIMIT
    wallet: str = ""
    elsewhere: Path | None = None


class Checks(Protocol):
    """What is particular to one kind of intent."""

    def blockers(self) -> Iterable[Notice]: ...

    def warnings(self) -> Iterable[Notice]: ...

    def is_risky(self) -> bool: ...

    def effects(self) -> tuple[Effect, ...]: ...

    def quote(self) -> Quote | None: ...


def reviewed(prepared: PreparedCall, around: Surroundings, checks: Checks, now: float) -> Review:
    same = equivalent_of(prepared.intent, around.network, around.wallet, around.elsewhere)
    return Review(
        prepared=prepared,
        effects=checks.effects(),
        warnings=tuple(_warnings(prepared, around, checks)),
        blockers=(*checks.blockers(), *_limits(prepared, around)),
        risk=_risk(prepared, around, checks),
        standing=around.sender,
        command=same.command,
        command_differs=same.difference,
        snippet=same.snippet,
        made_at=now,
        expires_at=now + LIFETIME,
        quote=checks.quote(),
    )


def spendable(standing: Standing, intent: Intent, fee: TaoRao) -> TaoRao:
    """The exact amount of an intent; for all but a reserve what fee and reserve leave."""
    if isinstance(intent, RegisterHotkey) or not isinstance(intent.amount, AllBut):
        return intent.exact
    usable = standing.usable(keep_alive=intent.keep_alive)
    return TaoRao(max(usable - fee - intent.amount.reserve, 0))


def over_day(policy: Policy, spent: TaoRao, amount: TaoRao) -> Iterator[Notice]:
    """The notice of a day's limit that would be passed."""
    if policy.most_per_day != NO_LIMIT and spent + amount > policy.most_per_day:
        facts = {"amount": amount, "spent": spent, "limit": policy.most_per_day}
        yield _notice(NoticeKind.OVER_LIMIT_DAY, facts)


def _limits(prepared: PreparedCall, around: Surroundings) -> Iterator[Notice]:
    amount, policy = prepared.intent.exact, around.policy
    yield from _funds(prepared, around)
    if policy.most_once != NO_LIMIT and amount > policy.most_once:
        facts = {"amount": amount, "limit": policy.most_once}
        yield _notice(NoticeKind.OVER_LIMIT_ONCE, facts)
    yield from over_day(policy, around.spent, amount)


def _funds(prepared: PreparedCall, around: Surroundings) -> Iterator[Notice]:
    """What is missing: for the account to stay, or for the reserve that was set."""
    usable = around.sender.usable(keep_alive=prepared.intent.keep_alive)
    cost = prepared.intent.exact + prepared.fee
    left = around.sender.free - cost
    if cost > usable:
        facts = {
            "amount": prepared.intent.exact,
            "fee": prepared.fee,
            "reserve": around.sender.free - usable,
            "usable": usable,
            "missing": cost - usable,
        }
        yield _notice(NoticeKind.FUNDS, facts)
    elif left < around.policy.reserve:
        reserve = around.policy.reserve
        facts = {"reserve": reserve, "left": left, "missing": reserve - left}
        yield _notice(NoticeKind.BELOW_RESERVE, facts)


def _warnings(prepared: PreparedCall, around: Surroundings, checks: Checks) -> Iterator[Notice]:
    # Whoever runs a node may call it a test: what is signed for finney is valid there.
    if around.network.kind is NetworkKind.CUSTOM and prepared.genesis == FINNEY_GENESIS:
        yield Notice(NoticeKind.REAL_NETWORK)
    if around.unsettled:
        yield Notice(NoticeKind.UNSETTLED, {"hash": around.unsettled})
    yield from checks.warnings()


def _risk(prepared: PreparedCall, around: Surroundings, checks: Checks) -> Risk:
    usable = around.sender.usable(keep_alive=prepared.intent.keep_alive)
    wanted = around.wanted
    high = (
        not isinstance(wanted, RegisterHotkey) and isinstance(wanted.amount, AllBut),
        prepared.intent.exact + prepared.fee >= usable,
        checks.is_risky(),
    )
    return Risk.HIGH if any(high) else Risk.ORDINARY


def _notice(kind: NoticeKind, amounts: Mapping[str, int]) -> Notice:
    return Notice(kind, {name: str(rao) for name, rao in amounts.items()})
