"""What a start was asked to do, from the command line and the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.command import Mode, has_display, read_command, scrub_passwords
from core.domain.networks import FINNEY, LOCAL, PRACTICE, TEST, NetworkKind
from core.domain.settings import Appearance
from core.errors import AppError, ErrorKind


def _refused(arguments: list[str], environ: dict[str, str]) -> str:
    with pytest.raises(AppError) as caught:
        read_command(arguments, environ)
    assert caught.value.kind is ErrorKind.BAD_INPUT
    assert "\n" not in caught.value.detail
    return caught.value.detail


def test_a_bare_start_opens_the_app_and_leaves_the_network_open():
    command = read_command([], {})
    assert command.mode is Mode.APP
    assert command.launch.network is None
    assert command.launch.wallet_name == ""
    assert command.launch.wallet_path == Path.home() / ".bittensor" / "wallets"
    assert command.launch.data_dir.name == "taonaut"


@pytest.mark.parametrize("network", [FINNEY, TEST, LOCAL, PRACTICE])
def test_a_known_network_is_chosen_by_name(network):
    assert read_command(["--network", network.name], {}).launch.network == network
    assert read_command([], {"BT_NETWORK": network.name}).launch.network == network


def test_an_address_is_a_network():
    network = read_command(["--network", "ws://127.0.0.1:9955"], {}).launch.network
    assert network is not None
    assert (network.kind, network.endpoints) == (NetworkKind.CUSTOM, ("ws://127.0.0.1:9955",))


def test_the_command_line_wins_over_the_environment(tmp_path):
    environ = {"BT_NETWORK": "finney", "BT_WALLET_PATH": str(tmp_path / "a")}
    command = read_command(["--network", "test", "--wallet-path", str(tmp_path / "b")], environ)
    assert command.launch.network == TEST
    assert command.launch.wallet_path == tmp_path / "b"


def test_an_invalid_variable_does_not_matter_where_the_command_line_speaks():
    command = read_command(["--network", "test"], {"BT_NETWORK": "nonsense"})
    assert command.launch.network == TEST


def test_the_environment_names_wallet_and_hotkey(tmp_path):
    environ = {
        "BT_WALLET_NAME": "cold",
        "BT_WALLET_HOTKEY": "hot",
        "BT_WALLET_PATH": str(tmp_path),
    }
    launch = read_command([], environ).launch
    assert (launch.wallet_name, launch.wallet_hotkey) == ("cold", "hot")
    assert launch.wallet_path == tmp_path


def test_the_older_wallet_variable_counts_where_the_newer_is_not_set():
    assert read_command([], {"BT_WALLET": "old"}).launch.wallet_name == "old"
    both = {"BT_WALLET": "old", "BT_WALLET_NAME": "new"}
    assert read_command([], both).launch.wallet_name == "new"


def test_an_empty_variable_counts_as_unset():
    environ = {"BT_NETWORK": "", "BT_WALLET_NAME": "", "BT_WALLET": "w", "BT_WALLET_PATH": ""}
    launch = read_command([], environ).launch
    assert launch.network is None
    assert launch.wallet_name == "w"
    assert launch.wallet_path == Path.home() / ".bittensor" / "wallets"


def test_a_tilde_is_the_home_folder():
    assert read_command(["--data-dir", "~/x"], {}).launch.data_dir == Path.home() / "x"


def test_a_relative_folder_becomes_absolute():
    assert read_command(["--data-dir", "x"], {}).launch.data_dir == Path.cwd() / "x"


def test_shared_options_may_stand_before_or_after_the_command(tmp_path):
    before = read_command(["--network", "test", "--data-dir", str(tmp_path), "doctor"], {})
    after = read_command(["doctor", "--network", "test", "--data-dir", str(tmp_path)], {})
    assert before == after
    assert before.launch.network == TEST


def test_the_doctor_reports_as_json_on_request():
    assert read_command(["doctor", "--json"], {}).as_json
    assert not read_command(["doctor"], {}).as_json


def test_the_tour_knows_its_folder_and_theme(tmp_path):
    command = read_command(["tour", "--out", str(tmp_path), "--theme", "light"], {})
    assert (command.mode, command.out) == (Mode.TOUR, tmp_path)
    assert command.appearance is Appearance.LIGHT


def test_the_practice_node_reads_its_own_options():
    arguments = ["--port", "9944", "--help", "--network", "x", "-v"]
    command = read_command(["practice", *arguments], {})
    assert command.mode is Mode.PRACTICE
    assert command.practice_arguments == tuple(arguments)


def test_a_folder_named_before_the_command_is_the_practice_nodes_too():
    command = read_command(["--data-dir", "x", "practice", "--fresh"], {})
    assert command.practice_arguments == ("--data-dir", "x", "--fresh")


def test_only_the_app_needs_a_display(tmp_path):
    headless = (["practice"], ["doctor"], ["tour", "--out", str(tmp_path)], ["--version"])
    assert not any(read_command(arguments, {}).needs_display for arguments in headless)
    assert read_command([], {}).needs_display


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--network", "bogus"], "bogus"),
        (["--network", ""], "--network"),
        (["--network", "http://127.0.0.1"], "http"),
        (["--network", "ws://a b"], "ws://"),
        (["--network"], "--network"),
        (["--bogus"], "--bogus"),
        (["--net=test"], "--net"),
        (["fly"], "fly"),
        (["tour"], "--out"),
        (["tour", "--out", "x", "--theme", "pink"], "pink"),
        (["doctor", "--jsn"], "--jsn"),
        (["--data-dir", ""], "--data-dir"),
        (["--wallet-path", "a\0b"], "--wallet-path"),
    ],
)
def test_a_wrong_command_line_is_one_line_that_names_the_fault(arguments, word):
    assert word in _refused(arguments, {})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BT_NETWORK", "mainnet"),
        ("BT_WALLET_NAME", "../coldkey"),
        ("BT_WALLET", ".."),
        ("BT_WALLET_HOTKEY", "a/b"),
        ("BT_WALLET_HOTKEY", "a\x1b[31m"),
        ("BT_WALLET_NAME", "line\nbreak"),
    ],
)
def test_a_wrong_variable_is_one_line_that_names_it(name, value):
    assert name in _refused([], {name: value})


def test_a_file_is_not_a_folder(tmp_path):
    file = tmp_path / "file"
    file.touch()
    assert "is not a folder" in _refused(["--data-dir", str(file)], {})
    assert "BT_WALLET_PATH" in _refused([], {"BT_WALLET_PATH": str(file)})


def test_refused_text_reaches_the_terminal_escaped_and_cut():
    line = _refused(["--network", "\x1b[31mred\n" + "x" * 500], {})
    assert "\x1b" not in line
    assert len(line) < 200
    assert "\x1b" not in _refused(["doctor", "--\x1b[31m"], {})


def test_passwords_leave_the_environment_and_are_told_by_name_only():
    environ = {
        "BT_WALLET_PASSWORD": "canary-1",
        "BT_WALLET_PASSWORD_FILE": "/canary-2",
        "BT_PW__HOME_ME_COLD": "canary-3",
        "BT_NETWORK": "test",
    }
    notices = scrub_passwords(environ)
    assert environ == {"BT_NETWORK": "test"}
    assert len(notices) == 3
    assert all(any(name in notice for notice in notices) for name in ("PASSWORD_FILE", "BT_PW_"))
    assert "canary" not in " ".join(notices)


def test_an_environment_without_passwords_gives_no_notice():
    assert scrub_passwords({"PATH": "/bin"}) == ()


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_linux_has_a_display_when_a_variable_says_so(name):
    assert has_display({name: "x"}, "linux")
    assert not has_display({name: ""}, "linux")
    assert not has_display({}, "linux")


def test_other_systems_always_have_a_display():
    assert has_display({}, "darwin")
    assert has_display({}, "win32")
