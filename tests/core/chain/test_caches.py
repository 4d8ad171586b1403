from __future__ import annotations

import os
import stat

import pytest

from core.chain.caches import cache_folder, forget_metadata, point_sdk_at
from core.domain.networks import FINNEY, PRACTICE, parse_network


def test_every_cache_of_the_sdk_goes_into_the_folder(tmp_path):
    folder = tmp_path / "sdk" / "finney-1"
    point_sdk_at(folder)
    moved = [
        "BITTENSOR_RUNTIME_CACHE_DIR",
        "BTCLI_TOKEN_SYMBOLS_CACHE",
        "BTCLI_SUBNET_NAMES_CACHE",
        "BTCLI_CONFIG",
        "BTCLI_PROXIES_PATH",
        "BTCLI_ADDRESSES_PATH",
        "BTCLI_MULTISIGS_PATH",
        "BTCLI_MULTISIG_CACHE",
    ]
    for variable in moved:
        assert os.environ[variable].startswith(str(folder)), variable


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps profiles apart by other means")
def test_the_folders_are_ours_alone_even_where_they_were_open(tmp_path):
    folder = tmp_path / "sdk" / "finney-1"
    folder.mkdir(parents=True, mode=0o777)
    point_sdk_at(folder)
    for private in (folder.parent, folder, folder / "runtime"):
        assert stat.S_IMODE(private.stat().st_mode) == 0o700


def test_two_endpoints_of_one_network_share_no_cache(tmp_path):
    one, other = (cache_folder(tmp_path, FINNEY, endpoint) for endpoint in FINNEY.endpoints)
    assert one != other


def test_a_custom_endpoint_shares_no_cache_with_the_network_it_may_be(tmp_path):
    endpoint = FINNEY.endpoints[0]
    custom = parse_network(endpoint)
    assert cache_folder(tmp_path, FINNEY, endpoint) != cache_folder(tmp_path, custom, endpoint)


def test_the_practice_node_keeps_its_cache_over_changing_ports(tmp_path):
    one = cache_folder(tmp_path, PRACTICE, "ws://127.0.0.1:1")
    assert one == cache_folder(tmp_path, PRACTICE, "ws://127.0.0.1:2")


def test_the_metadata_of_one_chain_is_forgotten_and_of_no_other(tmp_path):
    point_sdk_at(tmp_path)
    kept = tmp_path / "runtime"
    mine, theirs = "ab" * 32, "cd" * 32
    names = [f"md1-{chain[:16]}-{spec}.bin" for chain in (mine, theirs) for spec in (461, 462)]
    for name in names:
        (kept / name).touch()
    forget_metadata("0x" + mine)
    assert sorted(path.name for path in kept.iterdir()) == sorted(names[2:])
