from __future__ import annotations

from typing import Any

import pytest

from core.domain.addresses import ZERO
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.intents import AllBut, Intent, TransferTao
from core.domain.money import TaoRao
from core.domain.networks import FINNEY, FINNEY_GENESIS, LOCAL, PRACTICE, TEST, parse_network
from core.domain.policy import Policy
from core.domain.transactions import NoticeKind, PreparedCall, Risk, Standing
from core.services.review_transfers import Receiver, TransferChecks
from core.services.reviews import LIFETIME, Surroundings, reviewed, spendable
from tests.builders import NOW, TAO
from tests.fakes.signers import address

ALICE = address("//Alice")
BOB = address("//Bob")
FEE = TaoRao(166_000)
SOMEWHERE = BlockHash("0xab")


def standing(free: int) -> Standing:
    return Standing(TaoRao(free), TaoRao(0), TaoRao(0), TaoRao(500))


def prepared_call(intent: Intent, fee: int = FEE, genesis: BlockHash = SOMEWHERE) -> PreparedCall:
    return PreparedCall(
        intent=intent,
        signer=ALICE,
        function="Balances.transfer_keep_alive",
        fields=(),
        data=b"",
        call_hash="0x00",
        fee=TaoRao(fee),
        genesis=genesis,
        spec_version=461,
        block=BlockNumber(1),
        block_hash=BlockHash("0x01"),
    )


def review_of(
    dest: Ss58 = BOB,
    rao: int = TAO,
    *,
    keep_alive: bool = True,
    wanted: TransferTao | None = None,
    held: int = 5 * TAO,
    dest_owner: Ss58 | None = None,
    genesis: BlockHash = SOMEWHERE,
    **fields: Any,
):
    intent = TransferTao(dest, TaoRao(rao), keep_alive)
    prepared = prepared_call(intent, genesis=genesis)
    values: dict[str, Any] = {
        "network": FINNEY,
        "wanted": wanted or intent,
        "sender": standing(100 * TAO),
        "known": {BOB},
    }
    around = Surroundings(**{**values, **fields})
    receiver = Receiver(standing(held), dest_owner)
    return reviewed(prepared, around, TransferChecks(intent, prepared, around, receiver), NOW)


def kinds(notices) -> set[NoticeKind]:
    return {notice.kind for notice in notices}


def test_a_small_transfer_to_a_known_address_has_nothing_in_its_way():
    review = review_of()
    assert review.blockers == ()
    assert kinds(review.warnings) == {NoticeKind.IRREVERSIBLE}
    assert review.risk is Risk.ORDINARY
    assert review.cost == TAO + FEE
    assert review.free_after == 99 * TAO - FEE


@pytest.mark.parametrize(
    ("network", "warns"),
    [(FINNEY, True), (TEST, True), (PRACTICE, False), (LOCAL, False)],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_a_practice_wallet_is_a_risk_wherever_others_are(network, warns):
    review = review_of(network=network, policy=Policy(practice_wallets=(BOB,)))
    assert (NoticeKind.PRACTICE_WALLET in kinds(review.warnings)) is warns
    assert (review.risk is Risk.HIGH) is warns


@pytest.mark.parametrize(
    ("network", "genesis", "warns"),
    [
        (parse_network("wss://test-tao.example"), FINNEY_GENESIS, True),
        (parse_network("wss://test-tao.example"), SOMEWHERE, False),
        (FINNEY, FINNEY_GENESIS, False),
    ],
)
def test_the_real_network_behind_an_address_that_does_not_say_so_is_told(network, genesis, warns):
    review = review_of(network=network, genesis=genesis)
    assert (NoticeKind.REAL_NETWORK in kinds(review.warnings)) is warns


@pytest.mark.parametrize(
    ("fields", "blocker"),
    [
        ({"rao": 0}, NoticeKind.NOTHING),
        ({"dest": ZERO}, NoticeKind.ZERO_ADDRESS),
        ({"dest": ALICE}, NoticeKind.TO_ITSELF),
        ({"dest_owner": ALICE}, NoticeKind.HOTKEY),
        ({"rao": 499}, None),
        ({"rao": 499, "held": 0}, NoticeKind.BELOW_EXISTENTIAL),
        ({"rao": 500, "held": 0}, None),
        ({"rao": 200 * TAO}, NoticeKind.FUNDS),
    ],
)
def test_what_stands_in_the_way_is_named(fields, blocker):
    assert kinds(review_of(**fields).blockers) == ({blocker} if blocker else set())


@pytest.mark.parametrize(("keep_alive", "missing"), [(True, 500), (False, 0)])
def test_missing_funds_are_told_to_the_rao(keep_alive, missing):
    rao = 100 * TAO - FEE
    review = review_of(rao=rao, keep_alive=keep_alive)
    facts = [dict(notice.facts) for notice in review.blockers]
    expected = {
        "amount": str(rao),
        "fee": str(FEE),
        "reserve": "500",
        "usable": str(100 * TAO - 500),
        "missing": str(missing),
    }
    assert facts == ([expected] if missing else [])


def test_an_address_made_to_look_like_a_known_one_is_pointed_out():
    twin = Ss58(BOB[:6] + "x" * 36 + BOB[-6:])
    review = review_of(dest=twin)
    (notice,) = [n for n in review.warnings if n.kind is NoticeKind.LOOK_ALIKE]
    assert notice.facts["address"] == BOB
    assert review.risk is Risk.HIGH


def test_a_known_address_is_not_taken_for_another_known_one():
    twin = Ss58(BOB[:6] + "x" * 36 + BOB[-6:])
    review = review_of(dest=twin, known={BOB, twin})
    assert kinds(review.warnings) == {NoticeKind.IRREVERSIBLE}
    assert review.risk is Risk.ORDINARY


def test_what_is_reserved_does_not_keep_a_receiver_alive():
    receiver = Receiver(Standing(TaoRao(0), TaoRao(TAO), TaoRao(0), TaoRao(500)), None)
    intent = TransferTao(BOB, TaoRao(499))
    around = Surroundings(FINNEY, intent, standing(100 * TAO), known={BOB})
    checks = TransferChecks(intent, prepared_call(intent), around, receiver)
    assert kinds(checks.blockers()) == {NoticeKind.BELOW_EXISTENTIAL}


def test_the_senders_own_address_has_look_alikes_too():
    twin = Ss58(ALICE[:6] + "x" * 36 + ALICE[-6:])
    assert NoticeKind.LOOK_ALIKE in kinds(review_of(dest=twin, known=set()).warnings)


@pytest.mark.parametrize(
    ("fields", "risk"),
    [
        ({"known": set(), "rao": TAO}, Risk.ORDINARY),
        ({"known": set(), "rao": 20 * TAO}, Risk.HIGH),
        ({"rao": 20 * TAO}, Risk.ORDINARY),
        ({"wanted": TransferTao(BOB, AllBut(TaoRao(0)))}, Risk.HIGH),
        ({"rao": 100 * TAO - FEE, "keep_alive": False}, Risk.HIGH),
    ],
)
def test_much_to_a_new_address_and_everything_to_any_are_high_risks(fields, risk):
    assert review_of(**fields).risk is risk


def test_an_account_that_would_end_is_told():
    review = review_of(rao=100 * TAO - FEE, keep_alive=False)
    assert NoticeKind.ENDS_ACCOUNT in kinds(review.warnings)


def test_an_earlier_transaction_under_way_is_told():
    (notice, *_) = review_of(unsettled="0x77").warnings
    assert (notice.kind, notice.facts["hash"]) == (NoticeKind.UNSETTLED, "0x77")


def test_effects_are_the_changes_of_both_accounts():
    mine, theirs = review_of().effects
    assert (mine.account, mine.change, mine.after) == (ALICE, -TAO - FEE, 99 * TAO - FEE)
    assert (theirs.account, theirs.change, theirs.after) == (BOB, TAO, 6 * TAO)


@pytest.mark.parametrize(
    ("after", "fresh"), [(-1.0, False), (0.0, True), (LIFETIME - 1, True), (LIFETIME, False)]
)
def test_a_review_is_fresh_for_two_minutes(after, fresh):
    assert review_of().fresh(NOW + after) is fresh


@pytest.mark.parametrize(
    ("intent", "amount"),
    [
        (TransferTao(BOB, TaoRao(7)), 7),
        (TransferTao(BOB, AllBut(TaoRao(TAO))), 99 * TAO - 500 - FEE),
        (TransferTao(BOB, AllBut(TaoRao(TAO)), keep_alive=False), 99 * TAO - FEE),
        (TransferTao(BOB, AllBut(TaoRao(200 * TAO))), 0),
    ],
)
def test_an_open_amount_is_what_reserve_and_fee_leave(intent, amount):
    assert spendable(standing(100 * TAO), intent, FEE) == amount


@pytest.mark.parametrize(
    ("policy", "spent", "facts"),
    [
        (Policy(most_once=TaoRao(TAO)), 0, {}),
        (
            Policy(most_once=TaoRao(TAO - 1)),
            0,
            {NoticeKind.OVER_LIMIT_ONCE: {"amount": TAO, "limit": TAO - 1}},
        ),
        (Policy(most_per_day=TaoRao(3 * TAO)), 2 * TAO, {}),
        (
            Policy(most_per_day=TaoRao(3 * TAO)),
            2 * TAO + 1,
            {
                NoticeKind.OVER_LIMIT_DAY: {
                    "amount": TAO,
                    "spent": 2 * TAO + 1,
                    "limit": 3 * TAO,
                }
            },
        ),
        (Policy(reserve=TaoRao(99 * TAO - FEE)), 0, {}),
        (
            Policy(reserve=TaoRao(99 * TAO)),
            0,
            {
                NoticeKind.BELOW_RESERVE: {
                    "reserve": 99 * TAO,
                    "left": 99 * TAO - FEE,
                    "missing": FEE,
                }
            },
        ),
    ],
)
def test_limits_that_were_set_stand_in_the_way_to_the_rao(policy, spent, facts):
    review = review_of(policy=policy, spent=TaoRao(spent))
    assert {notice.kind: dict(notice.facts) for notice in review.blockers} == {
        kind: {name: str(rao) for name, rao in amounts.items()} for kind, amounts in facts.items()
    }


def test_a_reserve_is_no_topic_where_even_the_funds_are_missing():
    review = review_of(rao=200 * TAO, policy=Policy(reserve=TaoRao(TAO)))
    assert kinds(review.blockers) == {NoticeKind.FUNDS}


@pytest.mark.parametrize(("percent", "risk"), [(0, Risk.HIGH), (1, Risk.HIGH), (2, Risk.ORDINARY)])
def test_how_much_is_much_to_a_new_address_is_what_was_set(percent, risk):
    review = review_of(known=set(), policy=Policy(new_address_percent=percent))
    assert review.risk is risk
