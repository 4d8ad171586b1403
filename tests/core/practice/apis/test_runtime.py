"""Version, metadata, nonces and fees."""

from __future__ import annotations

import pytest

from core.practice import apis
from core.practice.apis import ApiContext, BadArguments
from core.practice.codec import compact
from tests.fakes.runtime_api import answer, ask
from tests.fakes.worlds import SMALL, codec, fresh, world

ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty"
TRANSFER_FEE = 54_078 + (99_046_000 + 25_000_000 + 100_000_000) // 2_000


def call(pallet="Balances", function="transfer_keep_alive", **arguments):
    return codec().encode_call(pallet, function, arguments or {"dest": BOB, "value": 5})


def signed(body):
    """A v4 extrinsic by Alice, mortal, whose signature nobody checks here."""
    extra = b"\x55\x01" + compact(3) + compact(0) + b"\0"
    data = b"\x84\0" + bytes(32) + b"\1" + bytes(64) + extra + body
    return compact(len(data)) + data


def fee_of(method, extrinsic, api="TransactionPaymentApi"):
    data = extrinsic + len(extrinsic).to_bytes(4, "little")
    raw = apis.call(world(SMALL), api, method, data, ApiContext(codec().metadata))
    return codec().decode(codec().apis[api][method]["output"], raw)


def test_the_version_names_the_spec():
    version = ask(world(SMALL), "Core", "version")
    assert version["spec_name"] == "node-subtensor"
    assert (version["spec_version"], version["transaction_version"]) == (461, 1)


def test_metadata_comes_in_both_versions_and_no_other():
    state = world(SMALL)
    versions = answer(state, "Metadata", "metadata_versions")
    assert versions == bytes.fromhex("080e0000000f000000")
    for version, blob in ((14, codec().metadata.v14), (15, codec().metadata.v15)):
        raw = answer(state, "Metadata", "metadata_at_version", version)
        assert raw == b"\1" + compact(len(blob)) + blob
    assert answer(state, "Metadata", "metadata_at_version", 16) == b"\0"
    v14 = codec().metadata.v14
    assert answer(state, "Metadata", "metadata") == compact(len(v14)) + v14


def test_the_slot_duration_is_the_announced_block_time():
    state = world(SMALL)
    assert ask(state, "AuraApi", "slot_duration") == 2_000


def test_a_nonce_is_that_of_storage():
    state = fresh(SMALL)
    assert ask(state, "AccountNonceApi", "account_nonce", ALICE) == 0
    account = state.get("System", "Account", ALICE)
    state.put("System", "Account", ALICE, value={**account, "nonce": 9})
    assert ask(state, "AccountNonceApi", "account_nonce", ALICE) == 9


def test_a_transfers_fee_counts_base_weight_and_length():
    extrinsic = signed(call())
    info = fee_of("query_info", extrinsic)
    assert info["partial_fee"] == TRANSFER_FEE + len(extrinsic)
    assert info["weight"]["ref_time"] == 224_046_000
    assert info["class"] == "Normal"


def test_fee_details_add_up_to_the_fee():
    extrinsic = signed(call())
    details = fee_of("query_fee_details", extrinsic)["inclusion_fee"]
    assert details["len_fee"] == len(extrinsic)
    assert sum(details.values()) == fee_of("query_info", extrinsic)["partial_fee"]


def test_a_bare_call_costs_as_much_as_an_extrinsic_of_the_given_length():
    api = "TransactionPaymentCallApi"
    info = fee_of("query_call_info", call(), api)
    assert info["partial_fee"] == TRANSFER_FEE + len(call())
    details = fee_of("query_call_fee_details", call(), api)["inclusion_fee"]
    assert sum(details.values()) == info["partial_fee"]


def test_setting_weights_is_free():
    fields = {"netuid": 1, "dests": [0], "weights": [1], "version_key": 0}
    extrinsic = signed(call("SubtensorModule", "set_weights", **fields))
    assert fee_of("query_info", extrinsic)["partial_fee"] == 0
    assert fee_of("query_fee_details", extrinsic)["inclusion_fee"] is None


def test_an_unsigned_extrinsic_has_its_call_behind_the_version():
    body = b"\x04" + call("Timestamp", "set", now=5)
    info = fee_of("query_info", compact(len(body)) + body)
    assert info["partial_fee"] > 0


@pytest.mark.parametrize("junk", [b"", b"\0\0\0", b"\xff" * 40, signed(b"\xff\xff"), signed(b"")])
def test_junk_is_refused(junk):
    with pytest.raises(BadArguments):
        fee_of("query_info", junk)


def test_lengths_and_weights_have_prices():
    state = world(SMALL)
    assert ask(state, "TransactionPaymentApi", "query_length_to_fee", 145) == 145
    weight = {"ref_time": 108_157_000, "proof_size": 0}
    assert ask(state, "TransactionPaymentApi", "query_weight_to_fee", weight) == 54_078
