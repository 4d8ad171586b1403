"""What the events of a transaction tell that its call could not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from core.domain.ids import Uid
from core.domain.money import AlphaRao, TaoRao
from core.domain.transactions import Result

Events = Sequence[Mapping[str, Any]]


def result_of(index: int, events: Events) -> Result:
    """From events as the SDK decodes them, of one transaction.

    Its payer is whom ``TransactionFeePaid`` names. What is not of the known
    shape tells nothing: these figures are shown, nothing is decided by them.
    """
    payer = next(iter(_values(events, "TransactionPayment.TransactionFeePaid", 0, "who")), None)
    transfers = zip(
        _values(events, "Balances.Transfer", 0, "from"),
        _values(events, "Balances.Transfer", 2, "amount"),
        strict=True,
    )
    stakes = zip(
        _values(events, "SubtensorModule.StakeAdded", 0),
        _values(events, "SubtensorModule.StakeAdded", 3),
        strict=True,
    )
    uid = next(iter(_values(events, "SubtensorModule.NeuronRegistered", 1)), None)
    paid, alpha = _sum(transfers, payer), _sum(stakes, payer)
    return Result(
        index=index,
        paid=None if paid is None else TaoRao(paid),
        alpha=None if alpha is None else AlphaRao(alpha),
        uid=Uid(uid) if isinstance(uid, int) else None,
    )


def _values(events: Events, name: str, position: int, key: str = "") -> Iterator[Any]:
    """One field of every event of a name; None where it has no such field."""
    for event in events:
        if f"{event.get('module_id')}.{event.get('event_id')}" == name:
            yield _field(event.get("attributes"), position, key)


def _field(attributes: object, position: int, key: str) -> Any:
    if isinstance(attributes, Mapping):
        return cast("Mapping[str, Any]", attributes).get(key)
    if isinstance(attributes, (tuple, list)):
        fields = cast("Sequence[Any]", attributes)
        return fields[position] if position < len(fields) else None
    return None


def _sum(moves: Iterator[tuple[Any, Any]], payer: object) -> int | None:
    amounts = [amount for who, amount in moves if who == payer and isinstance(amount, int)]
    return sum(amounts) if amounts else None
