"""Who owns which hotkey, and which hotkeys a coldkey has staked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.practice.addresses import public_key
from core.practice.economy.cells import PALLET
from core.practice.state import State, StateView

if TYPE_CHECKING:
    from core.practice.calls.context import Context

DEFAULT_TAKE: Final = 11_796  # 18 % of 65 535
_SYSTEM: Final = (b"modlsubtensr", b"modlburntnsr")


def owner(view: StateView, hotkey: str) -> str | None:
    """The coldkey of a hotkey; None for an unknown hotkey."""
    if view.raw(view.codec.key(PALLET, "Owner", hotkey)) is None:
        return None
    coldkey: str = view.get(PALLET, "Owner", hotkey)
    return coldkey


def is_system_account(hotkey: str) -> bool:
    """Whether the address belongs to the chain itself: a subnet's account or the burn account."""
    return public_key(hotkey).startswith(_SYSTEM)


def create(state: State, coldkey: str, hotkey: str) -> None:
    """Make an unknown hotkey a coldkey's own. A known one stays as it is."""
    if owner(state, hotkey) is not None:
        return
    state.put(PALLET, "Owner", hotkey, value=coldkey)
    _append(state, "OwnedHotkeys", coldkey, hotkey)
    _append(state, "StakingHotkeys", coldkey, hotkey)


def claim(ctx: Context, coldkey: str, hotkey: str) -> None:
    """Create the hotkey if it is unknown; ``NonAssociatedColdKey`` if it is someone else's."""
    create(ctx.state, coldkey, hotkey)
    if owner(ctx.state, hotkey) != coldkey:
        raise ctx.fail("NonAssociatedColdKey")


def note_stake(state: State, coldkey: str, hotkey: str) -> None:
    """Record that a coldkey stakes to a hotkey; another's hotkey thereby takes delegation."""
    _append(state, "StakingHotkeys", coldkey, hotkey)
    if owner(state, hotkey) != coldkey and not state.has(PALLET, "Delegates", hotkey):
        state.put(PALLET, "Delegates", hotkey, value=DEFAULT_TAKE)


def _append(state: State, item: str, coldkey: str, hotkey: str) -> None:
    listed = state.get(PALLET, item, coldkey)
    if hotkey not in listed:
        state.put(PALLET, item, coldkey, value=[*listed, hotkey])
