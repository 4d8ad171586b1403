"""What coldkeys own and where hotkeys are registered, in few requests at one block."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Final

from core.chain.substrate import ChainAccess, Value
from core.domain.accounts import Account, AccountList, Position, Registration
from core.domain.addresses import public_key_of
from core.domain.ids import ROOT, NetUid, Ss58, Uid
from core.domain.money import RAO_PER_TAO, AlphaRao, Price, TaoRao
from core.domain.stamps import Stamp

# More in one request would hold up the loop while their keys are hashed.
_KEYS: Final = 1_000
_COLDKEYS: Final = 100

_ROOT_PRICE: Final = RAO_PER_TAO  # stake on the root network is TAO


async def read_accounts(chain: ChainAccess, addresses: Sequence[Ss58], stamp: Stamp) -> AccountList:
    """Balances, stake and prices: three requests for up to a hundred coldkeys.

    A position on a subnet without a price, which is being dissolved, is worth
    nothing. Raises AppError(BAD_INPUT) for what is no address.
    """
    _require_addresses(addresses)
    unique = list(dict.fromkeys(addresses))
    if not unique:
        return AccountList(stamp, ())
    prices, parts = await asyncio.gather(
        read_prices(chain, stamp),
        asyncio.gather(*(_read_part(chain, part, stamp) for part in _parts(unique))),
    )
    found = {address: entry for part in parts for address, entry in part.items()}
    accounts = {address: _account(address, *found[address], prices) for address in unique}
    return AccountList(stamp, tuple(accounts[address] for address in addresses))


async def read_registrations(
    chain: ChainAccess, hotkeys: Sequence[Ss58], stamp: Stamp
) -> tuple[Registration, ...]:
    """One request for the netuids, then one for about eight hotkeys' places on them all.

    By hotkey as given and then by netuid. Asking for every hotkey's
    ``IsNetworkMember`` instead would take two requests for each.
    """
    _require_addresses(hotkeys)
    if not hotkeys:
        return ()
    netuids = sorted({ROOT, *await read_prices(chain, stamp)})
    keys = [(netuid, hotkey) for hotkey in dict.fromkeys(hotkeys) for netuid in netuids]
    places: list[Registration] = []
    for at in range(0, len(keys), _KEYS):
        part = keys[at : at + _KEYS]
        uids = await chain.query_batch("SubtensorModule", "Uids", part, stamp.block_hash)
        places += [
            Registration(hotkey, netuid, Uid(int(uid)))
            for (netuid, hotkey), uid in zip(part, uids, strict=True)
            if uid is not None
        ]
    return tuple(places)


async def read_prices(chain: ChainAccess, stamp: Stamp) -> dict[NetUid, int]:
    """Spot prices of all subnets, in rao of TAO for one alpha."""
    api, method = "SwapRuntimeApi", "current_alpha_price_all"
    rows = await chain.runtime_call(api, method, [], stamp.block_hash)
    return {NetUid(row["netuid"]): int(row["price"]) for row in rows}


async def _read_part(
    chain: ChainAccess, addresses: Sequence[Ss58], stamp: Stamp
) -> dict[str, tuple[Mapping[str, Value], Sequence[Mapping[str, Value]]]]:
    """``AccountData`` and ``StakeInfo`` of some coldkeys."""
    api, method = "StakeInfoRuntimeApi", "get_stake_info_for_coldkeys"
    keys = [[address] for address in addresses]
    balances, stakes = await asyncio.gather(
        chain.query_batch("System", "Account", keys, stamp.block_hash),
        chain.runtime_call(api, method, [list(addresses)], stamp.block_hash),
    )
    staked = dict(stakes)
    return {
        address: (balance["data"], staked.get(address, ()))
        for address, balance in zip(addresses, balances, strict=True)
    }


def _account(
    address: Ss58,
    balance: Mapping[str, Value],
    stakes: Sequence[Mapping[str, Value]],
    prices: Mapping[NetUid, int],
) -> Account:
    """The record, positions by netuid and then by hotkey."""
    positions = [_position(info, prices) for info in stakes if int(info["stake"]) > 0]
    positions.sort(key=lambda position: (position.netuid, position.hotkey))
    return Account(
        address=address,
        free=TaoRao(int(balance["free"])),
        reserved=TaoRao(int(balance["reserved"])),
        positions=tuple(positions),
    )


def _position(info: Mapping[str, Value], prices: Mapping[NetUid, int]) -> Position:
    netuid = NetUid(int(info["netuid"]))
    price = _ROOT_PRICE if netuid == ROOT else prices.get(netuid, 0)
    return Position(netuid, Ss58(info["hotkey"]), AlphaRao(int(info["stake"])), Price(price))


def _parts(addresses: Sequence[Ss58]) -> list[Sequence[Ss58]]:
    return [addresses[at : at + _COLDKEYS] for at in range(0, len(addresses), _COLDKEYS)]


def _require_addresses(addresses: Sequence[Ss58]) -> None:
    for address in addresses:
        public_key_of(address)
