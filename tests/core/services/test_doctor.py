"""The examination as a whole, over scripted probes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.chain.endpoint_probe import EndpointFacts
from core.domain.diagnosis import QtFacts, Verdict
from core.domain.ids import BlockHash, BlockNumber
from core.domain.networks import FINNEY, FINNEY_GENESIS, PRACTICE, Network
from core.domain.settings import Launch
from core.domain.wallets import KeyringState
from core.errors import AppError, ErrorKind
from core.services.doctor import Probes, examine, sdk_version
from core.storage.keyring_probe import KeyringFacts

NOW = 1_800_000_000.0
QT = QtFacts("6.11.3", "xcb")


class Endpoints:
    """Answers by address; whatever is not listed is offline."""

    def __init__(self, *reachable: str) -> None:
        self.reachable = reachable
        self.asked: list[str] = []

    async def __call__(self, endpoint: str) -> EndpointFacts:
        self.asked.append(endpoint)
        if endpoint not in self.reachable:
            raise AppError(ErrorKind.OFFLINE, "refused", {"endpoint": endpoint})
        return EndpointFacts(
            endpoint, BlockHash(FINNEY_GENESIS), BlockNumber(1), 5.0, chain_time=NOW - 3
        )


async def _ready() -> KeyringFacts:
    return KeyringFacts(KeyringState.READY, "SecretService")


@pytest.fixture
def launch(tmp_path):
    return Launch(tmp_path / "data", tmp_path / "wallets", network=FINNEY)


async def _practice() -> EndpointFacts:
    return EndpointFacts("ws://127.0.0.1:9", BlockHash("0x" + "11" * 32), BlockNumber(2), 1.0, NOW)


def _probes(endpoints: Endpoints) -> Probes:
    return Probes(
        keyring=_ready,
        endpoint=endpoints,
        practice=_practice,
        sdk=lambda: "11.3.0",
        clock=lambda: NOW,
        python=(3, 12, 1),
    )


async def test_a_healthy_installation_has_only_good_findings(launch):
    report = await examine(launch, QT, _probes(Endpoints(FINNEY.endpoints[0])))
    assert {finding.verdict for finding in report.findings} == {Verdict.OK}
    assert [finding.topic for finding in report.findings] == [
        "Python",
        "Qt",
        "SDK",
        "Keyring",
        "Data folder",
        "Wallets",
        "Network finney",
        "Clock",
    ]
    assert not report.failed


async def test_the_second_endpoint_is_asked_when_the_first_is_silent(launch):
    endpoints = Endpoints(FINNEY.endpoints[1])
    report = await examine(launch, QT, _probes(endpoints))
    assert not report.failed
    assert endpoints.asked == list(FINNEY.endpoints)


async def test_no_endpoint_is_a_failure_that_names_the_first(launch):
    report = await examine(launch, QT, _probes(Endpoints()))
    (failure,) = [finding for finding in report.findings if finding.verdict is Verdict.FAIL]
    assert failure.topic == "Network finney"
    assert FINNEY.endpoints[0] in failure.fact
    assert report.failed


@pytest.mark.parametrize("network", [None, PRACTICE])
async def test_the_practice_node_is_tried_out_where_nothing_else_is_chosen(tmp_path, network):
    endpoints = Endpoints()
    launch = Launch(tmp_path, tmp_path / "wallets", network=network)
    report = await examine(launch, QT, _probes(endpoints))
    (finding,) = [finding for finding in report.findings if finding.topic == "Network practice"]
    assert (finding.verdict, endpoints.asked) == (Verdict.OK, [])
    assert "ws://127.0.0.1:9" in finding.fact


async def test_the_practice_node_of_the_app_is_visited_where_it_runs(tmp_path):
    running = "ws://127.0.0.1:40123"
    endpoints = Endpoints(running)
    launch = Launch(tmp_path, tmp_path, network=replace(PRACTICE, endpoints=(running,)))
    await examine(launch, QT, _probes(endpoints))
    assert endpoints.asked == [running]


async def test_a_practice_node_that_does_not_start_fails(tmp_path):
    async def refuse() -> EndpointFacts:
        raise AppError(ErrorKind.PRACTICE, "it ended with code 1", {"log": "node.log"})

    probes = replace(_probes(Endpoints()), practice=refuse)
    report = await examine(Launch(tmp_path, tmp_path), QT, probes)
    assert report.failed
    assert any("taonaut practice" in finding.remedy for finding in report.findings)


async def test_a_network_without_endpoints_is_told_not_raised(tmp_path):
    empty = Network(FINNEY.kind, "odd", ())
    report = await examine(Launch(tmp_path, tmp_path, network=empty), QT, _probes(Endpoints()))
    assert any(finding.topic == "Network odd" for finding in report.findings)


async def test_the_paths_of_the_launch_are_the_ones_examined(tmp_path, launch):
    launch.wallet_path.mkdir(mode=0o700)
    (launch.wallet_path / "cold").mkdir(mode=0o755)
    report = await examine(launch, QT, _probes(Endpoints(*FINNEY.endpoints)))
    wallets = [finding for finding in report.findings if finding.topic == "Wallets"]
    assert str(Path("wallets") / "cold") in wallets[0].fact


def test_the_installed_sdk_tells_its_version_without_being_imported():
    assert (sdk_version() or "").startswith("11.")
