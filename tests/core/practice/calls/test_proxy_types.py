from __future__ import annotations

import pytest

from core.practice.calls.nested import Inner
from core.practice.calls.proxy_types import allows, covers

_SMALL = {"value": 1}


@pytest.mark.parametrize(
    ("kind", "pallet", "function", "allowed"),
    [
        ("Any", "Sudo", "sudo", True),
        ("NonCritical", "Sudo", "sudo", False),
        ("NonCritical", "SubtensorModule", "dissolve_network", False),
        ("NonCritical", "Balances", "transfer_keep_alive", True),
        ("NonTransfer", "SubtensorModule", "add_stake", True),
        ("NonTransfer", "SubtensorModule", "transfer_stake", False),
        ("NonFungible", "SubtensorModule", "add_stake", False),
        ("NonFungible", "SubtensorModule", "set_weights", True),
        ("Staking", "SubtensorModule", "add_stake_limit", True),
        ("Staking", "SubtensorModule", "transfer_stake", False),
        ("Registration", "SubtensorModule", "register_limit", True),
        ("Registration", "SubtensorModule", "add_stake", False),
        ("Transfer", "Balances", "transfer_all", True),
        ("SmallTransfer", "Balances", "transfer_all", False),
        ("SmallTransfer", "Balances", "transfer_keep_alive", True),
        ("Owner", "AdminUtils", "sudo_set_tempo", True),
        ("Owner", "AdminUtils", "sudo_set_sn_owner_hotkey", False),
        ("ChildKeys", "SubtensorModule", "set_children", True),
        ("Governance", "System", "remark", False),
    ],
)
def test_a_type_allows_what_the_runtime_says(
    kind: str, pallet: str, function: str, allowed: bool
) -> None:
    arguments = _SMALL if function == "transfer_keep_alive" else {}
    assert allows(kind, Inner(pallet, function, arguments)) is allowed


def test_only_a_wider_type_covers_another() -> None:
    assert covers("Any", "Owner")
    assert covers("Transfer", "SmallTransfer")
    assert not covers("SmallTransfer", "Transfer")
    assert not covers("NonTransfer", "Transfer")
    assert covers("NonTransfer", "Staking")
