"""What is checked of a transfer of TAO before it is signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.domain.addresses import ZERO, look_alike
from core.domain.ids import Ss58
from core.domain.intents import TransferTao
from core.domain.money import TaoRao
from core.domain.networks import NetworkKind
from core.domain.transactions import Effect, Notice, NoticeKind, PreparedCall, Standing
from core.services.reviews import Surroundings

_PERCENT: Final = 100
_FOR_PRACTICE: Final = frozenset({NetworkKind.PRACTICE, NetworkKind.LOCAL})


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where TAO is to go. ``owner`` is the coldkey where the address is a hotkey."""

    standing: Standing
    owner: Ss58 | None


class TransferChecks:
    def __init__(
        self,
        intent: TransferTao,
        prepared: PreparedCall,
        around: Surroundings,
        receiver: Receiver,
    ) -> None:
        self._intent = intent
        self._prepared = prepared
        self._around = around
        self._receiver = receiver

    def blockers(self) -> Iterator[Notice]:
        intent, there = self._intent, self._receiver.standing
        if intent.exact == 0:
            yield Notice(NoticeKind.NOTHING)
        if intent.dest == ZERO:
            yield Notice(NoticeKind.ZERO_ADDRESS)
        if intent.dest == self._prepared.signer:
            yield Notice(NoticeKind.TO_ITSELF)
        if self._receiver.owner is not None:
            yield Notice(NoticeKind.HOTKEY, {"owner": self._receiver.owner})
        deposit = there.existential_deposit
        if 0 < intent.exact < deposit - there.free:
            yield Notice(NoticeKind.BELOW_EXISTENTIAL, {"deposit": str(deposit)})

    def warnings(self) -> Iterator[Notice]:
        if self._is_open_to_all():
            yield Notice(NoticeKind.PRACTICE_WALLET)
        if not self._is_known:
            yield Notice(NoticeKind.NEW_ADDRESS)
        yield from (Notice(NoticeKind.LOOK_ALIKE, {"address": twin}) for twin in self._twins())
        if self._ends_account():
            yield Notice(NoticeKind.ENDS_ACCOUNT)
        yield Notice(NoticeKind.IRREVERSIBLE)

    def is_risky(self) -> bool:
        usable = self._around.sender.usable(keep_alive=self._intent.keep_alive)
        share = self._around.policy.new_address_percent
        much = self._intent.exact * _PERCENT > usable * share
        unknown = (not self._is_known and much) or bool(self._twins())
        return unknown or self._ends_account() or self._is_open_to_all()

    def effects(self) -> tuple[Effect, ...]:
        amount, there = self._intent.exact, self._receiver.standing
        cost = amount + self._prepared.fee
        return (
            Effect(self._prepared.signer, -cost, TaoRao(self._around.sender.free - cost)),
            Effect(self._intent.dest, amount, TaoRao(there.free + amount)),
        )

    def quote(self) -> None:
        return None

    @property
    def _is_known(self) -> bool:
        return self._intent.dest in self._around.known

    def _twins(self) -> list[Ss58]:
        """Known addresses, the sender's among them, that the destination could be taken for.

        None where the destination itself is known.
        """
        if self._is_known:
            return []
        others = {*self._around.known, self._prepared.signer}
        return sorted(other for other in others if look_alike(other, self._intent.dest))

    def _is_open_to_all(self) -> bool:
        """Whether it goes to a key with a known password, on a network that others use."""
        practising = self._around.network.kind in _FOR_PRACTICE
        return not practising and self._intent.dest in self._around.policy.practice_wallets

    def _ends_account(self) -> bool:
        sender = self._around.sender
        left = sender.free - self._intent.exact - self._prepared.fee
        return not self._intent.keep_alive and left < sender.existential_deposit
