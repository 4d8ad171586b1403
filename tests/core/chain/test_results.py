from __future__ import annotations

from typing import Any

import pytest

from core.chain.results import result_of
from core.domain.transactions import Result

ALICE, POOL = "5Alice", "5Pool"


def event(name: str, attributes: Any) -> dict[str, Any]:
    module, event_id = name.split(".")
    return {"module_id": module, "event_id": event_id, "attributes": attributes}


PAID = event("TransactionPayment.TransactionFeePaid", {"who": ALICE, "actual_fee": 9, "tip": 0})


def moved(source: str, rao: Any) -> dict[str, Any]:
    return event("Balances.Transfer", {"from": source, "to": POOL, "amount": rao})


def test_what_left_the_payers_account_is_told_and_nothing_else():
    events = [moved(ALICE, 5), moved(POOL, 3), moved(ALICE, 2), PAID]
    assert result_of(4, events) == Result(index=4, paid=7)


def test_alpha_and_a_uid_are_told():
    events = [
        event("SubtensorModule.StakeAdded", (ALICE, "5Hot", 1_000, 47_394, 1, 3)),
        event("SubtensorModule.NeuronRegistered", (1, 233, "5Hot")),
        PAID,
    ]
    assert result_of(2, events) == Result(index=2, alpha=47_394, uid=233)


def test_without_events_nothing_is_told():
    assert result_of(1, []) == Result(index=1)


@pytest.mark.parametrize(
    "odd",
    [
        event("Balances.Transfer", None),
        event("Balances.Transfer", "text"),
        event("Balances.Transfer", ()),
        event("Balances.Transfer", {"from": ALICE}),
        moved(ALICE, "5"),
        event("SubtensorModule.NeuronRegistered", (1,)),
        event("SubtensorModule.NeuronRegistered", {"uid": 1}),
        event("SubtensorModule.StakeAdded", (ALICE, "5Hot")),
        {},
    ],
)
def test_events_of_another_shape_tell_nothing(odd):
    assert result_of(0, [odd, PAID]) == Result(index=0)
