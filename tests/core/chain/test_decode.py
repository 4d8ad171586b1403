"""Decoded values as the runtime gives them, into records."""

from __future__ import annotations

from typing import Any

import pytest

from core.chain import decode
from core.domain.metagraph import Axon, Role
from tests import builders

VECTORS = (
    "total_stake",
    "alpha_stake",
    "tao_stake",
    "trust",
    "consensus",
    "incentives",
    "dividends",
    "emission",
    "last_update",
)


def info(netuid: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "netuid": netuid,
        "subnet_name": list(b"Lumen"),
        "token_symbol": list("α".encode()),
        "owner_coldkey": "5C",
        "owner_hotkey": "5H",
        "tao_in": 3,
        "alpha_in": 4,
        "alpha_out": 5,
        "tao_in_emission": 100,
        "network_registered_at": 77,
        **changes,
    }


def storage(**changes: Any) -> dict[str, Any]:
    return {
        "Burn": 9,
        "SubnetworkN": 64,
        "MaxAllowedUids": 256,
        "NetworkRegistrationAllowed": True,
        "SubnetEmaTaoFlow": None,
        "SubnetTaoFlow": -5,
        "SubnetExcessTao": 0,
        "Tempo": 360,
        "LastEpochBlock": 1000,
        "PendingEpochAt": 0,
        **changes,
    }


def one(price: int = 2**63, **changes: Any):
    return decode.subnets([decode.SubnetValues(info(), price, storage(**changes))])[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (list("τ".encode()), "τ"),
        ("0x" + "τ".encode().hex(), "τ"),
        ("0xzz", "0xzz"),
        ("plain", "plain"),
        ([], ""),
        (None, ""),
        ([0xFF, 0x41], "\ufffdA"),
    ],
)
def test_text_reads_every_form_of_bytes_and_never_fails(value, expected):
    assert decode.text(value) == expected


def test_amounts_beyond_a_floats_precision_stay_exact():
    exact = 2**63 - 1
    assert one(price=exact).price == exact
    assert one(Burn=exact).burn == exact


@pytest.mark.parametrize(
    ("ema", "expected"),
    [
        ((5, {"bits": 7 << 64}), 7),
        ((5, 7 << 64), 7),
        ((5, {"bits": (7 << 64) + 1}), 7),
        ((5, {"bits": (-7 << 64) + 1}), -7),
        ((5, {"bits": (-7 << 64) - 1}), -8),
        (None, -5),
    ],
)
def test_the_flow_is_the_moving_average_in_rao_rounded_down(ema, expected):
    assert one(SubnetEmaTaoFlow=ema).flow == expected


def test_the_emission_is_what_enters_the_pool_and_what_buys_from_it():
    assert one(SubnetExcessTao=11).emission == 111


def test_emission_shares_are_parts_of_a_thousand_million():
    values = [
        decode.SubnetValues(info(n, tao_in_emission=amount), 1, storage())
        for n, amount in ((1, 3), (2, 1), (0, 0))
    ]
    assert [s.emission_share for s in decode.subnets(values)] == [0, 750_000_000, 250_000_000]


def test_a_network_without_emission_has_no_shares():
    values = [decode.SubnetValues(info(tao_in_emission=0), 1, storage())]
    assert decode.subnets(values)[0].emission_share == 0


@pytest.mark.parametrize(("pending", "expected"), [(0, 1360), (1200, 1200), (1400, 1360)])
def test_the_next_epoch_is_the_tempos_end_or_a_pending_one_before(pending, expected):
    assert one(PendingEpochAt=pending).next_epoch == expected


def raw_metagraph(uids: int = 3, **changes: Any) -> dict[str, Any]:
    zeros = [0] * uids
    axon = {"ip": 0, "port": 0, "ip_type": 4, "protocol": 4, "version": 1}
    return {
        "netuid": 1,
        "name": list(b"Lumen"),
        "symbol": list(b"L"),
        "owner_coldkey": "5C",
        "owner_hotkey": "hotkey 0",
        "burn": 9,
        "registration_allowed": True,
        "tempo": 360,
        "last_step": 900,
        "immunity_period": 100,
        "max_uids": 256,
        "hotkeys": [f"hotkey {uid}" for uid in range(uids)],
        "coldkeys": [f"coldkey {uid}" for uid in range(uids)],
        "identities": [None] * uids,
        "validator_permit": [uid == 0 for uid in range(uids)],
        "active": [True] * uids,
        "axons": [dict(axon) for _ in range(uids)],
        "block_at_registration": zeros,
        **dict.fromkeys(VECTORS, zeros),
        **changes,
    }


def neurons(*, validator_trust=(), rules: dict[str, Any] | None = None, **changes: Any):
    return metagraph(validator_trust, rules, **changes).neurons


def metagraph(validator_trust=(), rules: dict[str, Any] | None = None, **changes: Any):
    values = decode.MetagraphValues(
        raw=raw_metagraph(**changes),
        price=5,
        validator_trust=validator_trust,
        owned_hotkeys=["hotkey 0"],
        storage={
            "LastEpochBlock": 1000,
            "PendingEpochAt": 0,
            "ActivityCutoffFactorMilli": 13_889,
            "ImmuneOwnerUidsLimit": 1,
            "MinNonImmuneUids": 0,
            **(rules or {}),
        },
    )
    return decode.metagraph(values, builders.stamp(10_000))


def test_a_validators_trust_is_its_own_vector_a_miners_the_consensus_one():
    found = neurons(validator_trust=[11, 12, 13], trust=[21, 22, 23])
    assert [neuron.trust for neuron in found] == [11, 22, 23]


def test_a_runtime_that_no_longer_gives_trust_reads_as_zero():
    assert [neuron.trust for neuron in neurons(trust=[])] == [0, 0, 0]


def test_a_permit_makes_a_validator():
    assert [neuron.role for neuron in neurons()] == [Role.VALIDATOR, Role.MINER, Role.MINER]


def test_an_identity_gives_a_neuron_its_name():
    found = neurons(identities=[{"name": list(b"Opal")}, None, {"name": "0x41"}])
    assert [neuron.name for neuron in found] == ["Opal", "", "A"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"ip": 0, "port": 80}, None),
        ({"ip": 1, "port": 0}, None),
        ({"ip": 0xC0000201, "port": 8091}, Axon("192.0.2.1", 8091, 4, 1)),
        ({"ip": 1, "port": 65_535, "ip_type": 6}, Axon("::1", 65_535, 4, 1)),
        ({"ip": 1 << 100, "port": 1, "ip_type": 4}, Axon("0:10::", 1, 4, 1)),
    ],
)
def test_an_axon_is_an_address_in_the_usual_notation_or_nothing(fields, expected):
    axons = [{"ip": 0, "port": 0, "ip_type": 4, "protocol": 4, "version": 1, **fields}] * 3
    assert neurons(axons=axons)[0].axon == expected


def test_immunity_ends_a_period_after_registration():
    found = neurons(block_at_registration=[0, 9_950, 9_900])
    assert [neuron.immune_until for neuron in found] == [100, 10_050, 10_000]
    assert [neuron.pruning_rank for neuron in found] == [None, None, 1]


def test_ranks_follow_the_emission_and_spare_the_owner():
    assert [n.pruning_rank for n in neurons(emission=[0, 9, 4])] == [None, 2, 1]


def test_on_root_ranks_follow_the_stake():
    found = neurons(netuid=0, tao_stake=[7, 9, 4], emission=[1, 2, 3])
    assert [neuron.pruning_rank for neuron in found] == [2, 3, 1]


def test_the_activity_cutoff_is_the_factor_of_the_tempo():
    assert metagraph().activity_cutoff == 5_000
    assert metagraph(rules={"ActivityCutoffFactorMilli": 0}).activity_cutoff == 1


def test_the_last_epoch_falls_back_to_the_last_step():
    assert metagraph().last_epoch == 1000
    assert metagraph(rules={"LastEpochBlock": 0}).last_epoch == 900


def test_vectors_that_are_too_short_are_no_metagraph():
    with pytest.raises(IndexError):
        metagraph(dividends=[1])
