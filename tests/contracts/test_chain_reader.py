"""What every ChainReader promises: the fake that tests use, and the SDK over a real node."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from ipaddress import ip_address

import pytest

from core.chain.connection import SdkConnector
from core.domain.accounts import Registration
from core.domain.ids import ROOT, BlockNumber, NetUid, Ss58
from core.domain.metagraph import Role
from core.domain.networks import LOCAL
from core.domain.stamps import Source
from core.errors import AppError, ErrorKind
from core.ports.chain import ChainLink
from tests.builders import TAO
from tests.fakes.chain import FakeChain
from tests.fakes.practice import running_node
from tests.fakes.waiting import first

ALICE = Ss58("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY")
BOB = Ss58("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty")
NOBODY = Ss58("5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM")  # 32 zero bytes

Advance = Callable[[], Awaitable[None]]


@pytest.fixture(params=["fake", "practice node"])
async def chain(request, tmp_path) -> AsyncIterator[tuple[ChainLink, Advance]]:
    """A reader, and a way to have the chain make another block."""
    if request.param == "fake":
        fake = FakeChain()

        async def advance() -> None:
            fake.advance()

        yield fake, advance
        return

    async def wait() -> None:
        """The node makes blocks by itself."""

    async with running_node(subnets=4, neurons=16, block_time=0.2) as node:
        link = await SdkConnector(tmp_path).open(LOCAL, node.url)
        yield link, wait
        await link.close()


@pytest.fixture
def reader(chain) -> ChainLink:
    return chain[0]


@pytest.fixture
def advance(chain) -> Advance:
    return chain[1]


async def refusal(call: Awaitable[object]) -> AppError:
    with pytest.raises(AppError) as caught:
        await call
    return caught.value


async def test_the_genesis_is_a_hash(reader):
    genesis = await reader.genesis()
    assert len(bytes.fromhex(genesis.removeprefix("0x"))) == 32


async def test_blocks_have_a_time_between_them(reader):
    assert 0 < await reader.block_time() < 60


async def test_heads_begin_with_the_current_one_and_grow(reader, advance):
    heads = reader.heads()
    begin = await anext(heads)
    await advance()
    later = await first(heads, lambda head: head.number > begin.number)
    assert later.hash != begin.hash
    assert (await reader.head()).number >= later.number


async def test_every_listener_gets_the_heads(reader, advance):
    one, other = reader.heads(), reader.heads()
    begin = (await anext(one)).number
    await advance()
    assert (await first(one, lambda head: head.number > begin)).number > begin
    assert (await first(other, lambda head: head.number > begin)).number > begin


async def test_subnets_come_by_netuid_all_at_one_block(reader):
    listed = await reader.subnets()
    netuids = [subnet.netuid for subnet in listed.subnets]
    assert netuids == sorted(set(netuids))
    assert netuids[0] == 0
    assert listed.stamp.source is Source.CHAIN
    assert 0 <= (await reader.head()).number - listed.stamp.block <= 100


async def test_subnets_are_told_in_whole_rao(reader):
    for subnet in (await reader.subnets()).subnets:
        amounts = (
            subnet.price,
            subnet.tao_in,
            subnet.alpha_in,
            subnet.alpha_out,
            subnet.emission,
            subnet.emission_share,
            subnet.flow,
            subnet.burn,
            subnet.market_cap,
        )
        assert all(type(amount) is int for amount in amounts)
        assert subnet.name


async def test_shares_of_the_emission_are_of_one_whole(reader):
    shares = [subnet.emission_share for subnet in (await reader.subnets()).subnets]
    assert all(0 <= share <= 1_000_000_000 for share in shares)


async def test_a_metagraph_holds_its_neurons_by_uid(reader):
    metagraph = await reader.metagraph(NetUid(1))
    assert metagraph.netuid == 1
    assert [neuron.uid for neuron in metagraph.neurons] == list(range(len(metagraph.neurons)))
    assert {neuron.role for neuron in metagraph.neurons} == {Role.MINER, Role.VALIDATOR}
    assert metagraph.next_epoch >= metagraph.last_epoch


async def test_neurons_are_told_in_whole_numbers_and_shares_of_a_u16(reader):
    for neuron in (await reader.metagraph(NetUid(1))).neurons:
        for share in (neuron.trust, neuron.consensus, neuron.incentive, neuron.dividends):
            assert type(share) is int
            assert 0 <= share <= 65_535
        for amount in (neuron.stake, neuron.alpha_stake, neuron.tao_stake, neuron.emission):
            assert type(amount) is int


async def test_axons_are_addresses_people_can_read(reader):
    axons = [neuron.axon for neuron in (await reader.metagraph(NetUid(1))).neurons if neuron.axon]
    assert axons
    for axon in axons:
        assert str(ip_address(axon.ip)) == axon.ip
        assert 1 <= axon.port <= 65_535


async def test_pruning_ranks_count_from_one_without_gaps(reader):
    neurons = (await reader.metagraph(NetUid(1))).neurons
    ranks = sorted(neuron.pruning_rank for neuron in neurons if neuron.pruning_rank is not None)
    assert len(ranks) == len(set(ranks))


async def test_a_subnet_that_is_not_there_is_not_found(reader):
    error = await refusal(reader.metagraph(NetUid(999)))
    assert error.kind is ErrorKind.NOT_FOUND
    assert error.facts["netuid"] == "999"


async def test_prices_carry_their_block_and_its_time(reader):
    block = (await reader.head()).number
    prices = await reader.prices(block)
    assert set(prices) == {subnet.netuid for subnet in (await reader.subnets(block)).subnets}
    for point in prices.values():
        assert point.block == block
        assert type(point.price) is int
        assert 0 < point.time < time.time() + 365 * 86_400


async def test_past_blocks_are_older(reader):
    head = (await reader.head()).number
    now, before = await reader.prices(head), await reader.prices(BlockNumber(head - 50))
    assert before[NetUid(1)].time < now[NetUid(1)].time


async def test_accounts_come_in_the_order_asked_for_all_at_one_block(reader):
    read = await reader.accounts([BOB, ALICE, BOB])
    assert [account.address for account in read.accounts] == [BOB, ALICE, BOB]
    assert read.stamp.source is Source.CHAIN
    assert read.accounts[0] == read.accounts[2]


async def test_nobody_asked_for_is_nobody_told_of(reader):
    assert (await reader.accounts([])).accounts == ()
    assert tuple(await reader.registrations([])) == ()


async def test_what_an_account_owns_is_told_in_whole_rao(reader):
    (account,) = (await reader.accounts([ALICE])).accounts
    assert account.free > 0
    assert account.positions
    for position in account.positions:
        assert position.alpha > 0
        assert type(position.worth) is int
        assert (position.price == TAO) == (position.netuid == ROOT)
    assert account.total == account.free + account.reserved + account.staked


async def test_positions_come_by_netuid_and_carry_the_spot_price(reader):
    read = await reader.accounts([ALICE])
    netuids = [position.netuid for position in read.accounts[0].positions]
    assert netuids == sorted(netuids)
    prices = await reader.prices(read.stamp.block)
    for position in read.accounts[0].positions:
        assert position.netuid == ROOT or position.price == prices[position.netuid].price


async def test_what_is_no_address_is_refused_unasked(reader):
    for call in (reader.accounts, reader.registrations):
        error = await refusal(call([Ss58("nonsense")]))
        assert error.kind is ErrorKind.BAD_INPUT
        assert error.facts["text"] == "nonsense"


async def test_hotkeys_are_found_wherever_they_are_registered(reader):
    neurons = (await reader.metagraph(NetUid(1))).neurons
    wanted = [neurons[3].hotkey, neurons[1].hotkey]
    found = await reader.registrations(wanted)
    assert Registration(wanted[0], NetUid(1), neurons[3].uid) in found
    assert Registration(wanted[1], NetUid(1), neurons[1].uid) in found
    assert list(found) == sorted(found, key=lambda r: (wanted.index(r.hotkey), r.netuid))


async def test_a_hotkey_that_is_registered_nowhere_has_no_place(reader):
    assert not await reader.registrations([NOBODY])


async def test_practice_tao_is_there_in_the_block_promised(reader, advance):
    before = (await reader.accounts([BOB])).accounts[0].free
    block = await reader.ask_practice_tao(BOB)
    await advance()
    await first(reader.heads(), lambda head: head.number >= block)
    read = await reader.accounts([BOB], block)
    assert read.accounts[0].free - before == 100 * TAO


async def test_accounts_can_be_read_at_a_past_block(reader):
    block = BlockNumber((await reader.head()).number - 1)
    assert (await reader.accounts([ALICE], block)).stamp.block == block
    error = await refusal(reader.accounts([ALICE], BlockNumber(900_000_000)))
    assert error.kind is ErrorKind.NOT_FOUND


async def test_reads_can_be_pinned_to_a_past_block(reader):
    block = BlockNumber((await reader.head()).number - 1)
    assert (await reader.subnets(block)).stamp.block == block
    assert (await reader.metagraph(NetUid(1), block)).stamp.block == block


async def test_a_block_to_come_is_not_found(reader):
    error = await refusal(reader.prices(BlockNumber(900_000_000)))
    assert error.kind is ErrorKind.NOT_FOUND


async def test_many_reads_at_once_all_end(reader):
    netuids = [subnet.netuid for subnet in (await reader.subnets()).subnets]
    read = await asyncio.gather(*(reader.metagraph(netuid) for netuid in netuids * 3))
    assert [metagraph.netuid for metagraph in read] == netuids * 3


async def test_a_ping_is_measured(reader):
    assert 0 < await reader.ping() < 10_000


async def test_after_closing_the_heads_end_and_reads_fail(reader):
    heads = reader.heads()
    await anext(heads)
    await reader.close()
    assert (await refusal(first(heads, lambda head: False))).kind is ErrorKind.OFFLINE
    assert (await refusal(reader.subnets())).kind is ErrorKind.OFFLINE
