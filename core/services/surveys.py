"""Making an intent exact, its call ready, and the checks of it, by what the chain says now."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from core.domain.addresses import public_key_of
from core.domain.ids import Ss58
from core.domain.intents import AddStake, AllBut, Intent, RegisterHotkey, TransferTao, Within
from core.domain.money import Price, TaoRao
from core.domain.transactions import PreparedCall, Standing
from core.ports.writing import ChainWriter
from core.services.review_subnets import RegistrationChecks, StakeChecks
from core.services.review_transfers import Receiver, TransferChecks
from core.services.reviews import Checks, Surroundings, spendable

Checking = Callable[[Surroundings], Checks]
A = TypeVar("A", TransferTao, AddStake)


def require_addresses(intent: Intent) -> None:
    """Raises AppError(BAD_INPUT) where the intent's address is none."""
    public_key_of(intent.dest if isinstance(intent, TransferTao) else intent.hotkey)


async def surveyed(
    writer: ChainWriter, intent: Intent, signer: Ss58, sender: Standing
) -> tuple[PreparedCall, Checking]:
    """The call of the intent, its amount and limit exact, and how to check it.

    Raises the writer's AppErrors.
    """
    match intent:
        case TransferTao():
            return await _transfer(writer, intent, signer, sender)
        case AddStake():
            return await _stake(writer, intent, signer, sender)
        case RegisterHotkey():
            return await _registration(writer, intent, signer)


async def _transfer(
    writer: ChainWriter, intent: TransferTao, signer: Ss58, sender: Standing
) -> tuple[PreparedCall, Checking]:
    there, owner, (exact, prepared) = await asyncio.gather(
        writer.standing(intent.dest),
        writer.hotkey_owner(intent.dest),
        _prepared(writer, intent, signer, sender),
    )
    receiver = Receiver(there, owner)
    return prepared, lambda around: TransferChecks(exact, prepared, around, receiver)


async def _stake(
    writer: ChainWriter, intent: AddStake, signer: Ss58, sender: Standing
) -> tuple[PreparedCall, Checking]:
    place = await writer.place(intent.netuid, intent.hotkey, signer)
    if isinstance(intent.limit, Within):
        intent = replace(intent, limit=Price(intent.limit.above(place.price)))
    exact, prepared = await _prepared(writer, intent, signer, sender)
    swap = await writer.swap(exact.netuid, exact.exact)
    return prepared, lambda around: StakeChecks(exact, prepared, around, place, swap)


async def _registration(
    writer: ChainWriter, intent: RegisterHotkey, signer: Ss58
) -> tuple[PreparedCall, Checking]:
    place = await writer.place(intent.netuid, intent.hotkey, signer)
    exact = intent
    if isinstance(intent.limit, Within):
        exact = replace(intent, limit=TaoRao(intent.limit.above(place.burn)))
    prepared = await writer.prepare(exact, signer)
    return prepared, lambda around: RegistrationChecks(exact, prepared, around, place)


async def _prepared(
    writer: ChainWriter, intent: A, signer: Ss58, sender: Standing
) -> tuple[A, PreparedCall]:
    """An open amount is what the fee of a larger one leaves."""
    if isinstance(intent.amount, AllBut):
        most = sender.usable(keep_alive=intent.keep_alive)
        largest = await writer.prepare(replace(intent, amount=most), signer)
        intent = replace(intent, amount=spendable(sender, intent, largest.fee))
    return intent, await writer.prepare(intent, signer)
