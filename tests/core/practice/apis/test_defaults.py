"""Every method of the metadata answers something legal."""

from __future__ import annotations

import pytest

from core.practice import apis
from core.practice.apis import ApiContext, BadArguments, UnknownApi
from tests.fakes.runtime_api import ask
from tests.fakes.worlds import SMALL, codec, world

CONTEXT = ApiContext(codec().metadata)
METHODS = [(api, method) for api, methods in codec().apis.items() for method in methods]
BEYOND_THE_CODEC = "EthereumRuntimeRPCApi"  # U256 decodes, but its value does not encode again


@pytest.mark.parametrize(("api", "method"), METHODS, ids=[method for _, method in METHODS])
def test_a_method_answers_legally_or_refuses_its_arguments(api, method):
    try:
        raw = apis.call(world(SMALL), api, method, b"", CONTEXT)
    except BadArguments:
        assert codec().apis[api][method]["inputs"]
        return
    output = codec().apis[api][method]["output"]
    value = codec().decode(output, raw)
    if api != BEYOND_THE_CODEC:
        assert codec().encode(output, value) == raw


@pytest.mark.parametrize("name", [("Nothing", "at_all"), ("Core", "nothing"), ("", "")])
def test_a_method_outside_the_metadata_is_unknown(name):
    with pytest.raises(UnknownApi, match="_"):
        apis.call(world(SMALL), *name, b"", CONTEXT)


@pytest.mark.parametrize("data", [b"", b"\1", b"\1\0\0"], ids=["none", "short", "long"])
def test_wrong_arguments_are_refused(data):
    with pytest.raises(BadArguments):
        apis.call(world(SMALL), "SubnetInfoRuntimeApi", "get_metagraph", data, CONTEXT)


def test_a_sequence_that_claims_more_than_there_is_is_refused():
    huge = b"\3\xff\xff\xff\xff"
    with pytest.raises(BadArguments):
        apis.call(world(SMALL), "StakeInfoRuntimeApi", "get_stake_info_for_coldkeys", huge, CONTEXT)


def test_nothing_is_owed_by_baskets():
    hotkey = world(SMALL).get("SubtensorModule", "Keys", 0, 0)
    owner = world(SMALL).get("SubtensorModule", "Owner", hotkey)
    api = "BetaBasketRuntimeApi"
    assert ask(world(SMALL), api, "get_root_basket_owed", owner) == 0
    summary = ask(world(SMALL), api, "get_validator_basket_summary", hotkey)
    assert (summary["hotkey"], summary["nav_tao"], summary["holdings"]) == (hotkey, 0, [])
    assert ask(world(SMALL), api, "get_root_basket_positions", owner) == []
