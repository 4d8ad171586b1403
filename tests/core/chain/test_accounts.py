"""Accounts and registrations from decoded values, and how many requests they take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from core.chain.accounts import read_accounts, read_registrations
from core.domain.ids import Ss58
from core.errors import AppError, ErrorKind
from core.practice.addresses import ss58
from tests.builders import TAO, stamp


def address(number: int) -> Ss58:
    return Ss58(ss58(number.to_bytes(32, "big")))


ONE, TWO, HOT = address(1), address(2), address(9)


def info(netuid: int, stake: int, hotkey: str = HOT) -> dict[str, Any]:
    return {"hotkey": hotkey, "netuid": netuid, "stake": stake}


class Chain:
    """A ``ChainAccess`` that answers from what it is given and counts."""

    def __init__(self) -> None:
        self.prices = {1: 40_000_000, 2: 25_000_000}
        self.stakes: dict[str, list[dict[str, Any]]] = {}
        self.uids: dict[tuple[int, str], int] = {}
        self.requests: list[str] = []
        self.largest = 0

    async def block_hash(self, block: int | None = None) -> str:
        raise NotImplementedError

    async def block_time(self) -> float:
        raise NotImplementedError

    async def query(self, *args: Any) -> Any:
        raise NotImplementedError

    async def runtime_call(
        self, api: str, method: str, params: Sequence[Any], block_hash: str
    ) -> Any:
        self.requests.append(method)
        assert block_hash == stamp().block_hash
        if method == "current_alpha_price_all":
            return [{"netuid": netuid, "price": price} for netuid, price in self.prices.items()]
        return [(coldkey, self.stakes.get(coldkey, [])) for coldkey in params[0]]

    async def query_batch(
        self, module: str, item: str, keys: Sequence[Sequence[Any]], block_hash: str
    ) -> list[Any]:
        self.requests.append(item)
        self.largest = max(self.largest, len(keys))
        assert block_hash == stamp().block_hash
        if item == "Account":
            return [{"data": {"free": 5 * TAO, "reserved": 7, "frozen": 0}} for _ in keys]
        return [self.uids.get((netuid, hotkey)) for netuid, hotkey in keys]


@pytest.fixture
def chain() -> Chain:
    return Chain()


async def test_a_hundred_coldkeys_take_three_requests(chain):
    read = await read_accounts(chain, [address(n) for n in range(100)], stamp())
    assert len(read.accounts) == 100
    assert len(chain.requests) == 3


async def test_more_than_a_hundred_coldkeys_are_asked_for_in_parts(chain):
    read = await read_accounts(chain, [address(n) for n in range(250)], stamp())
    assert [account.address for account in read.accounts] == [address(n) for n in range(250)]
    assert chain.largest == 100
    assert chain.requests.count("current_alpha_price_all") == 1


async def test_an_address_asked_for_twice_is_read_once(chain):
    read = await read_accounts(chain, [ONE, TWO, ONE], stamp())
    assert [account.address for account in read.accounts] == [ONE, TWO, ONE]
    assert chain.largest == 2


async def test_positions_without_stake_are_left_out(chain):
    chain.stakes[ONE] = [info(1, 0), info(2, 10)]
    (account,) = (await read_accounts(chain, [ONE], stamp())).accounts
    assert [position.netuid for position in account.positions] == [2]


async def test_stake_on_the_root_is_tao_whatever_the_prices_say(chain):
    chain.prices[0] = 17
    chain.stakes[ONE] = [info(0, 3 * TAO)]
    (account,) = (await read_accounts(chain, [ONE], stamp())).accounts
    assert account.staked == 3 * TAO


async def test_stake_on_a_subnet_without_a_price_is_worth_nothing(chain):
    chain.stakes[ONE] = [info(77, TAO)]
    (account,) = (await read_accounts(chain, [ONE], stamp())).accounts
    assert account.positions[0].alpha == TAO
    assert account.staked == 0


async def test_an_account_is_worth_what_is_free_reserved_and_staked(chain):
    chain.stakes[ONE] = [info(1, 100 * TAO), info(2, 10 * TAO)]
    (account,) = (await read_accounts(chain, [ONE], stamp())).accounts
    assert account.total == 5 * TAO + 7 + 4 * TAO + TAO // 4


async def test_positions_are_by_netuid_and_hotkey(chain):
    chain.stakes[ONE] = [info(2, 1, TWO), info(1, 1, TWO), info(2, 1, ONE)]
    (account,) = (await read_accounts(chain, [ONE], stamp())).accounts
    first, *others = account.positions
    assert first.netuid == 1
    assert [position.hotkey for position in others] == sorted([ONE, TWO])


async def test_a_few_hotkeys_are_looked_up_on_every_subnet_in_one_request(chain):
    chain.uids = {(2, TWO): 0, (1, ONE): 3, (0, ONE): 12}
    found = await read_registrations(chain, [TWO, ONE], stamp())
    assert [(r.hotkey, r.netuid, r.uid) for r in found] == [
        (TWO, 2, 0),
        (ONE, 0, 12),
        (ONE, 1, 3),
    ]
    assert chain.requests == ["current_alpha_price_all", "Uids"]


async def test_many_lookups_are_cut_into_parts(chain):
    chain.prices = dict.fromkeys(range(1, 129), TAO)
    chain.uids = {(128, address(29)): 7}
    found = await read_registrations(chain, [address(n) for n in range(30)], stamp())
    assert [(r.hotkey, r.uid) for r in found] == [(address(29), 7)]
    assert chain.largest == 1_000


@pytest.mark.parametrize("text", ["", "5Grwva", ONE[:-1] + "1", "<b>"])
async def test_nothing_is_asked_about_what_is_no_address(chain, text):
    for read in (read_accounts, read_registrations):
        with pytest.raises(AppError) as caught:
            await read(chain, [ONE, Ss58(text)], stamp())
        assert caught.value.kind is ErrorKind.BAD_INPUT
    assert not chain.requests
