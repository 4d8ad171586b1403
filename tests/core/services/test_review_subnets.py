"""What stands in the way of stakes and registrations, and what they would do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.domain.addresses import ZERO
from core.domain.ids import ROOT, BlockHash, BlockNumber, NetUid, Uid
from core.domain.intents import AddStake, RegisterHotkey
from core.domain.money import AlphaRao, Price, TaoRao
from core.domain.networks import FINNEY
from core.domain.transactions import (
    NoticeKind,
    Place,
    PreparedCall,
    Quote,
    Risk,
    Standing,
    Swap,
)
from core.services.review_subnets import RegistrationChecks, StakeChecks
from core.services.reviews import Surroundings, reviewed
from tests.builders import NOW, TAO
from tests.fakes.signers import address

ALICE = address("//Alice")
HOTKEY = address("//Bob//hot")
ONE = NetUid(1)
PRICE = 50_000_000
FEE = TaoRao(1_680_737)
STAKE = AddStake(HOTKEY, ONE, TaoRao(10 * TAO), Price(PRICE * 11 // 10))
REGISTRATION = RegisterHotkey(HOTKEY, ONE, TaoRao(600_000_000))
# 10 TAO less the pool's fee, at a price a little above the spot.
BOUGHT = Swap(AlphaRao(199_500 * TAO // 1_000), TaoRao(5_035_477))
PLACE = Place(
    exists=True,
    trading=True,
    price=Price(PRICE),
    burn=TaoRao(500_000_000),
    registration_open=True,
    is_full=False,
    owner=ALICE,
    uid=None,
    held=AlphaRao(7 * TAO),
    shield_open=True,
)


def prepared_call(intent: Any) -> PreparedCall:
    return PreparedCall(
        intent=intent,
        signer=ALICE,
        function="SubtensorModule.x",
        fields=(),
        data=b"",
        call_hash="0x00",
        fee=FEE,
        genesis=BlockHash("0xab"),
        spec_version=461,
        block=BlockNumber(1),
        block_hash=BlockHash("0x01"),
    )


def around(intent: Any) -> Surroundings:
    sender = Standing(TaoRao(100 * TAO), TaoRao(0), TaoRao(0), TaoRao(500))
    return Surroundings(FINNEY, intent, sender)


def staking(intent: AddStake = STAKE, swap: Swap = BOUGHT, **changes: Any):
    prepared, place = prepared_call(intent), replace(PLACE, **changes)
    checks = StakeChecks(intent, prepared, around(intent), place, swap)
    return reviewed(prepared, around(intent), checks, NOW)


def registering(intent: RegisterHotkey = REGISTRATION, **changes: Any):
    prepared, place = prepared_call(intent), replace(PLACE, **changes)
    checks = RegistrationChecks(intent, prepared, around(intent), place)
    return reviewed(prepared, around(intent), checks, NOW)


def kinds(notices) -> set[NoticeKind]:
    return {notice.kind for notice in notices}


def facts(notices, kind: NoticeKind) -> dict[str, str]:
    (found,) = [notice for notice in notices if notice.kind is kind]
    return dict(found.facts)


def test_a_stake_like_many_has_nothing_in_its_way():
    review = staking()
    assert (review.blockers, review.warnings, review.risk) == ((), (), Risk.ORDINARY)
    assert review.quote == Quote(PRICE, STAKE.ceiling, STAKE.exact, BOUGHT.alpha, BOUGHT.fee)
    paid, staked = review.effects
    assert (paid.account, paid.change, paid.netuid) == (ALICE, -10 * TAO - FEE, None)
    assert (staked.change, staked.after) == (BOUGHT.alpha, 7 * TAO + BOUGHT.alpha)
    assert (staked.netuid, staked.hotkey) == (ONE, HOTKEY)


@pytest.mark.parametrize(
    ("changes", "blocker"),
    [
        ({"exists": False}, NoticeKind.NO_SUBNET),
        ({"trading": False}, NoticeKind.NOT_TRADING),
        ({"owner": None}, NoticeKind.NOT_A_HOTKEY),
        ({"price": Price(PRICE * 11 // 10)}, NoticeKind.OVER_PRICE),
        ({"swap": Swap(AlphaRao(0), TaoRao(0))}, NoticeKind.NO_LIQUIDITY),
        ({"intent": replace(STAKE, amount=TaoRao(0))}, NoticeKind.NOTHING),
        ({"intent": replace(STAKE, hotkey=ZERO)}, NoticeKind.ZERO_ADDRESS),
        (
            {
                "intent": replace(STAKE, amount=TaoRao(2_001_006)),
                "swap": Swap(AlphaRao(39_000_000), TaoRao(1_007)),
            },
            NoticeKind.BELOW_LEAST_STAKE,
        ),
        ({"intent": replace(STAKE, amount=TaoRao(100 * TAO))}, NoticeKind.FUNDS),
    ],
)
def test_what_stands_in_the_way_of_a_stake_is_named(changes, blocker):
    assert blocker in kinds(staking(**changes).blockers)


def test_the_least_stake_just_passes():
    least = replace(STAKE, amount=TaoRao(2_001_007))
    assert staking(least, Swap(AlphaRao(39_000_000), TaoRao(1_007))).blockers == ()


def test_a_purchase_dearer_than_its_limit_on_average_is_refused_beforehand():
    few = Swap(AlphaRao(180 * TAO), TaoRao(0))  # 0.0555 TAO for one, on average
    review = staking(swap=few)
    assert facts(review.blockers, NoticeKind.OVER_PRICE) == {
        "price": str(10 * TAO * TAO // (180 * TAO)),
        "limit": str(STAKE.ceiling),
    }


def test_a_purchase_that_moves_the_price_to_its_limit_is_warned_of():
    """0.0526 TAO for one on average, from 0.05: it ends at about 0.0554, over 0.055."""
    review = staking(swap=Swap(AlphaRao(190 * TAO), TaoRao(0)))
    assert review.blockers == ()
    after = int(facts(review.warnings, NoticeKind.PRICE_NEAR_LIMIT)["price"])
    assert after > STAKE.ceiling


def test_the_first_stake_with_a_hotkey_is_pointed_out():
    assert kinds(staking(held=AlphaRao(0)).warnings) == {NoticeKind.NEW_HOTKEY}


def test_on_the_root_network_alpha_is_tao_and_a_limit_of_its_price_is_enough():
    intent = replace(STAKE, netuid=ROOT, limit=Price(TAO))
    review = staking(intent, Swap(AlphaRao(10 * TAO), TaoRao(0)), price=Price(TAO))
    assert (review.blockers, review.risk) == ((), Risk.ORDINARY)


@pytest.mark.parametrize(("limit", "risk"), [(12, Risk.ORDINARY), (13, Risk.HIGH)])
def test_a_stake_whose_limit_is_hardly_one_is_a_high_risk(limit, risk):
    assert staking(replace(STAKE, limit=Price(PRICE * limit // 10))).risk is risk


def test_a_registration_like_many_has_nothing_in_its_way():
    review = registering()
    assert (review.blockers, review.risk) == ((), Risk.ORDINARY)
    assert kinds(review.warnings) == {NoticeKind.IRREVERSIBLE}
    assert review.quote == Quote(500_000_000, 600_000_000, TaoRao(500_000_000))
    assert review.cost == 600_000_000 + FEE
    (paid,) = review.effects
    assert (paid.change, paid.after) == (-review.cost, 100 * TAO - review.cost)


@pytest.mark.parametrize(
    ("changes", "blocker"),
    [
        ({"exists": False}, NoticeKind.NO_SUBNET),
        ({"registration_open": False}, NoticeKind.CLOSED),
        ({"intent": replace(REGISTRATION, netuid=ROOT)}, NoticeKind.CLOSED),
        ({"uid": Uid(0)}, NoticeKind.REGISTERED),
        ({"owner": HOTKEY}, NoticeKind.FOREIGN_HOTKEY),
        ({"burn": TaoRao(600_000_001)}, NoticeKind.OVER_PRICE),
        ({"shield_open": False}, NoticeKind.NO_SHIELD),
        ({"intent": replace(REGISTRATION, hotkey=ZERO)}, NoticeKind.ZERO_ADDRESS),
        ({"intent": replace(REGISTRATION, limit=TaoRao(100 * TAO))}, NoticeKind.FUNDS),
    ],
)
def test_what_stands_in_the_way_of_a_registration_is_named(changes, blocker):
    assert kinds(registering(**changes).blockers) == {blocker}


@pytest.mark.parametrize(
    "changes",
    [
        {"owner": None},  # the chain makes the account its owner
        {"burn": TaoRao(600_000_000)},
        {"intent": replace(REGISTRATION, shielded=False), "shield_open": False},
    ],
)
def test_what_the_chain_lets_pass_is_not_in_the_way(changes):
    assert registering(**changes).blockers == ()


def test_a_full_subnet_is_told():
    assert NoticeKind.SUBNET_FULL in kinds(registering(is_full=True).warnings)


@pytest.mark.parametrize(("limit", "risk"), [(1_000, Risk.ORDINARY), (1_001, Risk.HIGH)])
def test_a_registration_whose_limit_is_hardly_one_is_a_high_risk(limit, risk):
    assert registering(replace(REGISTRATION, limit=TaoRao(limit * 1_000_000))).risk is risk
