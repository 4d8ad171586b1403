"""The node as a process: how it starts, what it refuses and how it ends."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from core.practice import __main__ as program
from tests.fakes.practice import ROOT, RunningNode, command, running_node


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "core.practice", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        stdin=subprocess.DEVNULL,
    )


async def _head(node: RunningNode) -> int:
    return int((await node.call("chain_getHeader"))["number"], 16)


async def _block(node: RunningNode, number: int) -> str:
    """The hash of a block once it is there."""
    async with node.client() as client:
        subscription = await client.call("chain_subscribeNewHeads")
        while int((await client.next_news(subscription))["number"], 16) < number:
            pass
        return str(await client.call("chain_getBlockHash", number))


async def test_a_node_announces_itself_and_makes_blocks() -> None:
    async with running_node() as node:
        assert node.url == f"ws://127.0.0.1:{node.port}"
        head = await _head(node)
        assert await _block(node, head + 2)


def test_the_first_line_is_the_endpoint_of_the_port_that_was_asked_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with subprocess.Popen(
        command(port=port), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"ready ws://127.0.0.1:{port}\n"
        process.terminate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_node_cleanly(number: signal.Signals) -> None:
    async with running_node() as node:
        async with node.client() as client:
            await client.call("chain_subscribeNewHeads")
            node.process.send_signal(number)
            _, errors = await node.process.communicate()
        assert (node.process.returncode, errors) == (0, b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_node_cleanly_before_it_is_ready(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unprepared(*_: object) -> None:
        raise AssertionError("the signal found nobody prepared")

    def building(_options: object) -> None:
        signal.raise_signal(number)

    monkeypatch.setattr(program, "_open", building)
    kept = {each: signal.signal(each, unprepared) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        with pytest.raises(SystemExit) as caught:
            program.main([])
        assert caught.value.code == 0
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler)


async def test_a_node_ends_with_the_one_who_started_it() -> None:
    async with running_node(follow_parent=True) as node:
        assert node.process.stdin is not None
        node.process.stdin.close()
        _, errors = await node.process.communicate()
        assert (node.process.returncode, errors) == (0, b"")


async def test_without_being_told_to_a_node_does_not_watch_its_input() -> None:
    async with running_node() as node:
        assert node.process.stdin is not None
        node.process.stdin.close()
        assert await _block(node, await _head(node) + 2)
        assert node.process.returncode is None


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--port", "70000"], "--port"),
        (["--port", "-1"], "--port"),
        (["--block-time", "0"], "--block-time"),
        (["--block-time", "nan"], "--block-time"),
        (["--block-time", "soon"], "--block-time"),
        (["--subnets", "1"], "--subnets"),
        (["--neurons", "²"], "--neurons"),
        (["--neurons", "999999999999999999999999"], "--neurons"),
        (["--seed", "x"], "--seed"),
        (["--moons", "3"], "--moons"),
        (["extra"], "extra"),
    ],
)
def test_a_bad_value_is_one_clear_line_and_code_2(arguments: list[str], named: str) -> None:
    ended = _run(*arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert len(ended.stderr.splitlines()) == 1
    assert named in ended.stderr


def test_a_data_directory_that_is_a_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = _run("--subnets", "2", "--neurons", "2", "--data-dir", str(tmp_path / "file"))
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1


async def test_a_taken_port_is_one_clear_line_and_code_2() -> None:
    async with running_node() as node:
        ended = await asyncio.to_thread(_run, *command(port=node.port)[3:])
    assert ended.returncode == 2
    assert f"cannot listen on port {node.port}" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


async def test_a_killed_node_goes_on_where_it_was(tmp_path: Path) -> None:
    async with running_node(data_dir=tmp_path, block_time=0.05) as node:
        seen = await _head(node) + 5
        block_hash = await _block(node, seen)
        node.process.kill()
        await node.process.wait()
    async with running_node(data_dir=tmp_path, block_time=0.05) as node:
        assert await _head(node) >= seen
        assert await node.call("chain_getBlockHash", seen) == block_hash


async def test_a_kept_network_needs_no_options(tmp_path: Path) -> None:
    async with running_node(data_dir=tmp_path, seed=9):
        pass
    bare = {"subnets": None, "neurons": None, "block_time": None}
    async with running_node(data_dir=tmp_path, **bare) as node:
        info = await node.call("practice_info")
    assert (info["seed"], info["subnets"], info["blockTimeMs"]) == (9, 4, 200)


async def test_another_plan_than_the_kept_one_is_refused(tmp_path: Path) -> None:
    async with running_node(data_dir=tmp_path):
        pass
    ended = await asyncio.to_thread(_run, *command(data_dir=tmp_path, subnets=5)[3:])
    assert ended.returncode == 2
    assert "another --subnets" in ended.stderr


async def test_a_fresh_start_forgets_the_kept_network(tmp_path: Path) -> None:
    async with running_node(data_dir=tmp_path, seed=9) as node:
        await _block(node, await _head(node) + 2)
    async with running_node(data_dir=tmp_path, seed=8, fresh=True) as node:
        assert (await node.call("practice_info"))["seed"] == 8


@pytest.mark.parametrize("fresh", [False, True])
async def test_a_directory_in_use_is_refused(tmp_path: Path, *, fresh: bool) -> None:
    async with running_node(data_dir=tmp_path) as node:
        ended = await asyncio.to_thread(_run, *command(data_dir=tmp_path, fresh=fresh)[3:])
        assert ended.returncode == 2
        assert "another practice node is using this data directory" in ended.stderr
        assert await node.call("system_name")
