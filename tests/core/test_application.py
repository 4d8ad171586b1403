"""Opening and closing the whole app without a window."""

from __future__ import annotations

import asyncio
import gc
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from core.application import chosen_network, open_application, read_settings
from core.domain.connection import Phase
from core.domain.ids import NetUid
from core.domain.intents import TransferTao
from core.domain.keys import KeyReason, KeyRef, Secret
from core.domain.money import TaoRao
from core.domain.networks import FINNEY, LOCAL, PRACTICE, TEST, parse_network
from core.domain.settings import Launch, Settings
from core.domain.stamps import Source
from core.errors import AppError, ErrorKind
from core.storage.settings import SettingsFile
from tests.fakes.keyfiles import (
    OTHER_WORDS,
    PASSWORD,
    plaintext,
    put_hotkey,
    put_wallet,
    vault,
)
from tests.fakes.practice import running_node
from tests.fakes.signers import address
from tests.fakes.waiting import first, until

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _environment():
    before = dict(os.environ)
    yield
    for name in set(os.environ) - set(before):
        del os.environ[name]
    os.environ.update(before)


def launch(folder: Path, network=None) -> Launch:
    return Launch(data_dir=folder, wallet_path=folder, network=network)


async def test_on_a_first_run_nothing_is_connected(tmp_path):
    async with open_application(launch(tmp_path), Settings()) as app:
        assert app.network.state.phase is Phase.IDLE
        assert app.network.network is None


@pytest.mark.parametrize(
    ("asked", "saved", "expected"),
    [
        (None, "", None),
        (None, "finney", FINNEY),
        (TEST, "finney", TEST),
        (None, "ws://192.0.2.1:9", parse_network("ws://192.0.2.1:9")),
        (None, "no such network", None),
    ],
)
def test_the_launch_goes_before_the_settings(tmp_path, asked, saved, expected):
    assert chosen_network(launch(tmp_path, asked), Settings(network=saved)) == expected


async def test_a_page_reads_through_it_from_a_real_node_and_the_next_start_has_the_cache(tmp_path):
    async with running_node(subnets=4, neurons=16) as node:
        network = parse_network(node.url)
        async with open_application(launch(tmp_path, network), Settings()) as app:
            listed = await app.subnets.refresh()
            metagraph = await app.metagraphs.read(NetUid(1))
            health = {found.netuid: found async for found in app.subnets.health()}
            assert set(health) == {subnet.netuid for subnet in listed.subnets}
        async with open_application(launch(tmp_path, network), Settings()) as app:
            await app.network.reader()
            cached = await app.subnets.cached()
            assert cached is not None
            assert (cached.subnets, cached.stamp.source) == (listed.subnets, Source.CACHE)
            again = await app.metagraphs.cached(NetUid(1))
            assert again is not None
            assert again.neurons == metagraph.neurons
            assert await app.subnets.cached_health() == health


async def test_a_node_that_is_killed_and_comes_back_is_found_again(tmp_path):
    async with running_node(subnets=4, neurons=16) as node:
        port = node.port
        async with open_application(launch(tmp_path, parse_network(node.url)), Settings()) as app:
            states, heads = app.network.states(), app.network.heads()
            await first(states, lambda state: state.phase is Phase.ONLINE)
            node.process.kill()
            await node.process.wait()
            down = await first(states, lambda state: state.phase is Phase.OFFLINE)
            assert down.error is not None
            assert down.error.kind is ErrorKind.OFFLINE
            async with running_node(subnets=4, neurons=16, port=port):
                app.network.retry_now()
                await first(states, lambda state: state.phase is Phase.ONLINE)
                await first(heads, lambda head: True)
                assert (await app.subnets.refresh()).subnets


async def test_the_practice_network_is_started_used_and_gone_after_closing(tmp_path):
    settings = Settings(practice_block_time=0.25)
    async with open_application(launch(tmp_path, PRACTICE), settings) as app:
        await first(app.network.heads(), lambda head: True)
        assert len((await app.subnets.refresh()).subnets) > 100
        node = app.network._practice._process
        assert node is not None
    assert node.returncode is not None


async def test_commands_name_a_node_and_a_folder_that_btcli_can_reach(tmp_path):
    settings = Settings(practice_block_time=0.25)
    async with open_application(launch(tmp_path, PRACTICE), settings) as app:
        await first(app.network.heads(), lambda head: True)
        intent = TransferTao(address("//Bob"), TaoRao(1))
        review = await app.transfers.review(intent, address("//Alice"), wallet="mine")
        assert f"--network {app.network.state.endpoint} " in review.command
        folder = ["--wallet", "mine", "--wallet-path", str(tmp_path)]
        assert shlex.split(review.command)[-4:] == folder
        entry = await app.activity.note_message(KeyRef("mine"), address("//Alice"), "me", b"s")
        assert shlex.split(entry.contents.command)[-4:] == folder


def test_btclis_own_folder_needs_no_naming(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert launch(tmp_path / ".bittensor" / "wallets").elsewhere is None
    assert launch(tmp_path).elsewhere == tmp_path


async def test_a_lock_ends_every_process_that_a_password_went_to(tmp_path):
    put_wallet(tmp_path)
    async with open_application(launch(tmp_path), Settings()) as app:
        await app.locks.unlock(KeyRef("main"), Secret(PASSWORD))
        await app.strength.rate(Secret(PASSWORD))
        workers = (app.locks._agent._process, app.strength._judge)
        assert all(worker.is_running for worker in workers)
        await app.locks.lock()
        assert not any(worker.is_running for worker in workers)


async def test_leaving_ends_the_process_of_an_unlocked_key(tmp_path):
    put_wallet(tmp_path)
    async with open_application(launch(tmp_path), Settings()) as app:
        await app.locks.unlock(KeyRef("main"), Secret(PASSWORD))
        agent = app.locks._agent
        assert agent._process.is_running
    assert not agent._process.is_running
    assert agent.unlocked == ()


@pytest.mark.parametrize("ref", [KeyRef("main"), KeyRef("main", "miner")])
async def test_a_key_damaged_while_the_app_was_away_is_no_wrong_password(tmp_path, ref):
    path = put_wallet(tmp_path) / "coldkey"
    if ref.hotkey:
        path = put_hotkey(tmp_path)
        path.write_bytes(vault(plaintext(OTHER_WORDS)))
    async with open_application(launch(tmp_path), Settings()) as app:
        await app.wallets.refresh()
        await app.locks.unlock(ref, Secret(PASSWORD))
        await until(lambda: app.keyfiles.remembered(ref) != "")
    sound = path.read_bytes().rstrip()  # hex digits in hex: another last one is as sound
    path.write_bytes(sound[:-2] + (b"31" if sound.endswith(b"30") else b"30"))
    async with open_application(launch(tmp_path), Settings()) as app:
        await app.wallets.refresh()
        await until(lambda: app.keyfiles.remembered(ref) != "")
        with pytest.raises(AppError) as caught:
            await app.locks.unlock(ref, Secret(PASSWORD))
    assert caught.value.kind is ErrorKind.DAMAGED
    assert caught.value.facts["reason"] == KeyReason.CHANGED


async def test_switching_in_the_middle_of_a_load_ends_it_and_reads_the_new_network(tmp_path):
    async with (
        running_node(subnets=3, neurons=8) as one,
        running_node(subnets=5, neurons=8, seed=9) as other,
        open_application(launch(tmp_path, parse_network(one.url)), Settings()) as app,
    ):
        assert len((await app.subnets.refresh()).subnets) == 3
        loads = [asyncio.ensure_future(app.metagraphs.read(NetUid(1))) for _ in range(20)]
        await asyncio.sleep(0)
        await app.network.switch(parse_network(other.url))
        for result in await asyncio.gather(*loads, return_exceptions=True):
            assert not isinstance(result, BaseException) or isinstance(result, AppError)
        assert await app.network.reader() is not None
        assert await app.metagraphs.cached(NetUid(1)) is None
        assert len((await app.subnets.refresh()).subnets) == 5


async def test_quitting_in_the_middle_of_a_load_and_a_sweep_leaves_nothing(tmp_path):
    before = asyncio.all_tasks()
    async with running_node(subnets=4, neurons=16) as node:
        network = parse_network(node.url)
        async with open_application(launch(tmp_path, network), Settings()) as app:
            await app.network.reader()
            loading = asyncio.ensure_future(app.subnets.price_history(86_400.0, 50))
            health = app.subnets.health()
            await anext(health)
            loading.cancel()
            await health.aclose()
        await asyncio.gather(loading, return_exceptions=True)
    await until(lambda: asyncio.all_tasks() <= before, "every task ending")


async def test_a_generator_dropped_half_way_is_closed_on_a_loop_without_hooks(tmp_path):
    closed = asyncio.Event()

    async def numbers():
        try:
            while True:
                yield 1
        finally:
            await asyncio.sleep(0)
            closed.set()

    hooks = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(None, None)
    try:
        async with open_application(launch(tmp_path), Settings()):
            async for _ in numbers():
                break
            gc.collect()
            async with asyncio.timeout(5):
                await closed.wait()
        assert sys.get_asyncgen_hooks() == (None, None)
    finally:
        sys.set_asyncgen_hooks(*hooks)


async def test_a_damaged_database_is_said_and_the_app_opens(tmp_path):
    (tmp_path / "taonaut.db").write_bytes(b"rubbish " * 600)
    async with open_application(launch(tmp_path, LOCAL), Settings()) as app:
        assert any("damaged" in notice for notice in app.notices)


async def test_a_wallet_that_another_program_makes_is_seen_and_the_key_worker_ends_with_the_app(
    tmp_path,
):
    asked = Launch(tmp_path / "data", tmp_path / "wallets")
    async with open_application(asked, Settings()) as app:
        listings = app.wallets.listings()
        assert (await first(listings, lambda listing: True)).wallets == ()
        put_wallet(asked.wallet_path, "rent")
        (wallet,) = (await first(listings, lambda listing: bool(listing.wallets))).wallets
        assert wallet.name.text == "rent"
        assert app.wallets.chosen == KeyRef("rent")
        vault = app.wallets._vault
        assert vault.is_running
    assert not vault.is_running


async def test_a_wallet_asked_for_that_is_not_there_is_told(tmp_path):
    asked = Launch(tmp_path / "data", tmp_path / "wallets", wallet_name="rent")
    async with open_application(asked, Settings()) as app:
        assert any("wallet rent" in notice for notice in app.notices)
    put_wallet(asked.wallet_path, "rent")
    async with open_application(asked, Settings()) as app:
        assert app.notices == ()


def test_damaged_settings_are_said_with_the_launch(tmp_path):
    (tmp_path / "settings.json").write_text("{")
    told, settings = read_settings(launch(tmp_path))
    assert settings == Settings()
    assert any("damaged" in notice for notice in told.notices)


async def test_saved_preferences_are_there_at_the_next_start(tmp_path):
    async with open_application(launch(tmp_path), Settings()) as app:
        await app.preferences.save(Settings(network="test"))
    assert read_settings(launch(tmp_path))[1].network == "test"
    assert SettingsFile(tmp_path / "settings.json").load()[0].network == "test"


def test_opening_imports_neither_the_sdk_nor_other_heavy_things(tmp_path):
    source = """
import asyncio, sys
from pathlib import Path
from core.application import open_application, read_settings
from core.domain.settings import Launch
async def main():
    folder = Path(sys.argv[1])
    launch, settings = read_settings(Launch(folder, folder))
    async with open_application(launch, settings):
        heavy = {"bittensor", "bittensor_core", "numpy", "aiohttp", "keyring", "websockets"}
        print(sorted(heavy & set(sys.modules)))
asyncio.run(main())
"""
    ran = subprocess.run(
        [sys.executable, "-c", source, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ran.stdout.strip() == "[]"
