from __future__ import annotations

import pytest

from core.chain.genesis import check_genesis
from core.domain.networks import (
    FINNEY,
    FINNEY_GENESIS,
    LOCAL,
    PRACTICE,
    TEST,
    TEST_GENESIS,
    Network,
    parse_network,
)
from core.errors import AppError, ErrorKind

CUSTOM = parse_network("ws://192.0.2.1:9944")
OWN = "0x" + "ab" * 32


@pytest.mark.parametrize(
    ("network", "genesis"),
    [
        (FINNEY, FINNEY_GENESIS),
        (TEST, TEST_GENESIS),
        (LOCAL, OWN),
        (PRACTICE, OWN),
        (CUSTOM, OWN),
        (CUSTOM, FINNEY_GENESIS),
    ],
)
def test_a_network_may_have_its_pinned_genesis_or_one_nobody_else_has(network, genesis):
    assert check_genesis(network, genesis, "ws://x") == genesis


@pytest.mark.parametrize(
    ("network", "genesis"),
    [
        (FINNEY, TEST_GENESIS),
        (FINNEY, OWN),
        (TEST, FINNEY_GENESIS),
        (LOCAL, FINNEY_GENESIS),
        (LOCAL, TEST_GENESIS),
        (PRACTICE, FINNEY_GENESIS),
    ],
)
def test_another_chain_is_refused_with_what_was_found(network: Network, genesis):
    with pytest.raises(AppError) as caught:
        check_genesis(network, genesis, "ws://x")
    assert caught.value.kind is ErrorKind.WRONG_CHAIN
    assert caught.value.facts["found"] == genesis
    assert caught.value.facts["endpoint"] == "ws://x"


@pytest.mark.parametrize("claimed", [None, 5, "", "0x", "0x12", "x" * 66, "0x" + "g" * 64, ["0x"]])
def test_what_is_no_hash_is_nonsense(claimed):
    with pytest.raises(AppError) as caught:
        check_genesis(LOCAL, claimed, "ws://x")
    assert caught.value.kind is ErrorKind.NODE_FAULT
