"""Which calls a proxy of which type may make, and which type covers which.

Source: the runtime's InstanceFilter for ProxyType, as of spec 461.
"""

from __future__ import annotations

from typing import Final

from core.practice.calls.nested import Inner

_HALF: Final = 500_000_000  # rao: what a small transfer stays below
_SWAPS: Final = frozenset(
    {
        "announce_coldkey_swap",
        "swap_coldkey_announced",
        "dispute_coldkey_swap",
        "clear_coldkey_swap_announcement",
        "reset_coldkey_swap",
        "swap_coldkey",
        "schedule_swap_coldkey",
    }
)
_REGISTERING: Final = frozenset({"burned_register", "register", "register_limit", "pow_register"})
_STAKING: Final = frozenset(
    {
        *("add_stake", "add_stake_limit", "remove_stake", "remove_stake_limit"),
        *("remove_stake_full_limit", "unstake_all", "unstake_all_alpha"),
        *("swap_stake", "swap_stake_limit", "move_stake"),
    }
)
_OWNING: Final = frozenset({"set_subnet_identity", "update_symbol"})
_CLAIMING: Final = frozenset({"claim_root", "set_root_claim_type"})
_BASKETS: Final = frozenset({"swap_basket", "swap_basket_many"})
_HOTKEYS: Final = frozenset({"swap_hotkey", "swap_hotkey_v2"})
_MODULE: Final = "SubtensorModule"

# The calls of SubtensorModule that a type allows and no others.
_ONLY: Final = {
    "Staking": _STAKING,
    "Registration": _REGISTERING,
    "ChildKeys": frozenset({"set_children", "set_childkey_take"}),
    "SwapHotkey": _HOTKEYS,
    "RootClaim": _CLAIMING,
    "BasketTrading": _BASKETS,
}
_NOT_CRITICAL: Final = _SWAPS | {"dissolve_network", "root_register", "burned_register"}
_FUNGIBLE: Final = _STAKING | _REGISTERING | _HOTKEYS | {"transfer_stake", "root_register"}


def allows(kind: str, inner: Inner) -> bool:
    """Whether a proxy of this type may make the call. Deprecated types allow nothing."""
    own = inner.pallet == _MODULE
    if kind in _ONLY:
        return own and inner.function in _ONLY[kind]
    if kind in ("Transfer", "SmallTransfer"):
        return _transfers(inner) and (kind == "Transfer" or _is_small(inner))
    if kind == "NonCritical":
        return inner.pallet != "Sudo" and not (own and inner.function in _NOT_CRITICAL)
    if kind in ("NonTransfer", "NonFungible"):
        denied = _SWAPS | (_FUNGIBLE if kind == "NonFungible" else {"transfer_stake"})
        return inner.pallet != "Balances" and not (own and inner.function in denied)
    if kind == "Owner":
        setters = inner.pallet == "AdminUtils" and inner.function != "sudo_set_sn_owner_hotkey"
        return setters or (own and inner.function in _OWNING)
    return kind == "Any"


def covers(kind: str, other: str) -> bool:
    """Whether a type is at least as wide as another: only then may it hand the other on."""
    if kind in ("Any", other):
        return True
    if kind == "NonTransfer":
        return other not in ("Any", "Transfer", "SmallTransfer", "NonCritical")
    return (kind, other) == ("Transfer", "SmallTransfer")


def _transfers(inner: Inner) -> bool:
    return inner.pallet == "Balances" or inner.name == (_MODULE, "transfer_stake")


def _is_small(inner: Inner) -> bool:
    amount = inner.arguments.get("value", inner.arguments.get("alpha_amount"))
    return amount is not None and int(amount) < _HALF
