"""What writing has to know of the chain: accounts, nonces, a hotkey's place, prices."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Final

from core.chain.substrate import Value
from core.chain.translate import answered
from core.chain.wire import Dialer
from core.chain.writes_access import WriteAccess
from core.domain.addresses import ZERO
from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58, Uid
from core.domain.intents import AddStake, RegisterHotkey
from core.domain.money import AlphaRao, Price, TaoRao
from core.domain.transactions import Place, Standing, Swap

ASKING: Final = 20.0  # seconds for one answer, or a few together

_MODULE: Final = "SubtensorModule"
_SWAPS: Final = "SwapRuntimeApi"
_MOST_NONCE: Final = 2**32
_SHIELD_KEY: Final = 1184  # bytes of an ML-KEM-768 encapsulation key


class ChainLooks:
    """The part of a ``ChainWriter`` that changes nothing."""

    def __init__(
        self,
        access: WriteAccess,
        dialer: Dialer,
        genesis: BlockHash,
        heads: Callable[[], AsyncIterator[BlockHead]],
    ) -> None:
        self._access = access
        self._dialer = dialer
        self._genesis = genesis
        self._heads = heads

    @property
    def genesis(self) -> BlockHash:
        return self._genesis

    def heads(self) -> AsyncIterator[BlockHead]:
        return self._heads()

    async def standing(self, address: Ss58) -> Standing:
        async with answered(self._dialer, ASKING):
            account, deposit = await asyncio.gather(
                self._access.query("System", "Account", address),
                self._access.constant("Balances", "ExistentialDeposit"),
            )
            held = account["data"]
            free, reserved, frozen = (int(held[name]) for name in ("free", "reserved", "frozen"))
            return Standing(TaoRao(free), TaoRao(reserved), TaoRao(frozen), TaoRao(int(deposit)))
        raise AssertionError("unreachable")

    async def hotkey_owner(self, address: Ss58) -> Ss58 | None:
        async with answered(self._dialer, ASKING):
            return _owner(await self._access.query(_MODULE, "Owner", address))
        raise AssertionError("unreachable")

    async def place(self, netuid: NetUid, hotkey: Ss58, coldkey: Ss58) -> Place:
        head = await anext(self._heads())
        async with answered(self._dialer, ASKING):
            flags = ("NetworksAdded", "SubtokenEnabled", "NetworkRegistrationAllowed")
            counts = ("Burn", "SubnetworkN", "MaxAllowedUids")
            *values, owner, uid, key, price, stake = await asyncio.gather(
                *(self._of(netuid, item, at=head.hash) for item in flags + counts),
                self._access.query(_MODULE, "Owner", hotkey, at=head.hash),
                self._access.query(_MODULE, "Uids", netuid, hotkey, at=head.hash),
                self._access.query("MevShield", "NextKey", at=head.hash),
                self._alpha_price(netuid, at=head.hash),
                self._stake(hotkey, coldkey, netuid, at=head.hash),
            )
            exists, trading, is_open = (bool(value) for value in values[:3])
            burn, seats, most = (int(value) for value in values[3:])
            return Place(
                exists=exists,
                trading=trading,
                price=price,
                burn=TaoRao(burn),
                registration_open=is_open,
                is_full=seats >= most,
                owner=_owner(owner),
                uid=None if uid is None else Uid(int(uid)),
                held=stake,
                shield_open=bool(key),
            )
        raise AssertionError("unreachable")

    async def swap(self, netuid: NetUid, amount: TaoRao) -> Swap:
        async with answered(self._dialer, ASKING):
            bought = await self._access.runtime_call(
                _SWAPS, "sim_swap_tao_for_alpha", int(netuid), int(amount)
            )
            return Swap(AlphaRao(int(bought["alpha_amount"])), TaoRao(int(bought["tao_fee"])))
        raise AssertionError("unreachable")

    async def price_of(self, intent: AddStake | RegisterHotkey) -> int:
        """What the intent's limit is compared with by the chain, now; in rao."""
        async with answered(self._dialer, ASKING):
            if isinstance(intent, AddStake):
                return await self._alpha_price(intent.netuid)
            return int(await self._of(intent.netuid, "Burn"))
        raise AssertionError("unreachable")

    async def shield_key(self) -> bytes | None:
        """What a transaction is encrypted for, so that only its block's author reads it."""
        async with answered(self._dialer, ASKING):
            value = await self._access.query("MevShield", "NextKey")
            if not value:
                return None
            key = bytes.fromhex(value.removeprefix("0x")) if isinstance(value, str) else value
            if len(key) != _SHIELD_KEY:
                raise ValueError("a shield's key of the wrong size")
            return bytes(key)
        raise AssertionError("unreachable")

    async def next_nonce(self, address: Ss58) -> int:
        async with answered(self._dialer, ASKING):
            nonce = await self._access.ask("account_nextIndex", address)
            if not isinstance(nonce, int) or not 0 <= nonce < _MOST_NONCE:
                raise ValueError(f"an impossible nonce: {nonce!r}")
            return nonce
        raise AssertionError("unreachable")

    async def nonce_at(self, address: Ss58, block: BlockNumber) -> int:
        async with answered(self._dialer, ASKING):
            at = await self._access.block_hash(block)
            account = await self._access.query("System", "Account", address, at=at)
            return int(account["nonce"])
        raise AssertionError("unreachable")

    async def finalized(self) -> BlockNumber:
        async with answered(self._dialer, ASKING):
            return BlockNumber(await self._access.finalized())
        raise AssertionError("unreachable")

    # -- parts, whose errors the callers translate

    async def _of(self, netuid: NetUid, item: str, at: str | None = None) -> Value:
        return await self._access.query(_MODULE, item, int(netuid), at=at)

    async def _alpha_price(self, netuid: NetUid, at: str | None = None) -> Price:
        price = await self._access.runtime_call(_SWAPS, "current_alpha_price", int(netuid), at=at)
        return Price(int(price))

    async def _stake(self, hotkey: Ss58, coldkey: Ss58, netuid: NetUid, at: str | None) -> AlphaRao:
        held = await self._access.runtime_call(
            "StakeInfoRuntimeApi",
            "get_stake_info_for_hotkey_coldkey_netuid",
            hotkey,
            coldkey,
            int(netuid),
            at=at,
        )
        return AlphaRao(0 if held is None else int(held["stake"]))


def _owner(value: Value) -> Ss58 | None:
    # An absent entry reads as the zero account.
    return None if value in (None, ZERO) else Ss58(str(value))
