"""What is well, risky or broken, and the remedy that is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.chain.endpoint_probe import EndpointFacts
from core.domain.diagnosis import QtFacts, Verdict
from core.domain.ids import BlockHash, BlockNumber
from core.domain.networks import FINNEY, FINNEY_GENESIS, LOCAL, TEST
from core.domain.wallets import KeyringState
from core.errors import AppError, ErrorKind
from core.services import doctor_rules as rules
from core.storage.folder_probe import FolderFacts, WalletSurvey
from core.storage.keyring_probe import KeyringFacts

NOW = 1_800_000_000.0
PYTHON = (3, 12, 1)


def _endpoint(genesis: str = FINNEY_GENESIS, chain_time: float | None = NOW) -> EndpointFacts:
    return EndpointFacts("wss://node", BlockHash(genesis), BlockNumber(7), 12.4, chain_time)


def _folder(**changed: object) -> FolderFacts:
    facts = {
        "path": Path("/data"),
        "exists": True,
        "writable": True,
        "private": True,
        "is_link": False,
        "free_bytes": 10**12,
    }
    return FolderFacts(**{**facts, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("version", "verdict"),
    [
        ((3, 10, 9), Verdict.FAIL),
        ((3, 11, 0), Verdict.OK),
        ((3, 13, 2), Verdict.OK),
        ((3, 14, 0), Verdict.FAIL),
    ],
)
def test_only_tested_pythons_are_fit(version, verdict):
    assert rules.judge_python(version).verdict is verdict


def test_a_qt_that_does_not_load_fails():
    finding = rules.judge_qt(QtFacts("", "", "libEGL.so.1: cannot open"), PYTHON)
    assert finding.verdict is Verdict.FAIL
    assert "libEGL" in finding.fact


def test_a_qt_without_a_window_is_a_limit_only():
    finding = rules.judge_qt(QtFacts("6.11.3", "", "could not connect to display"), PYTHON)
    assert finding.verdict is Verdict.WARN
    assert "xvfb-run" in finding.remedy


def test_a_qt_with_a_platform_is_well():
    finding = rules.judge_qt(QtFacts("6.11.3", "wayland"), PYTHON)
    assert finding.verdict is Verdict.OK
    assert "wayland" in finding.fact


def test_the_pairing_of_qt_and_python_that_crashes_is_known():
    assert rules.judge_qt(QtFacts("6.12.0", "xcb"), (3, 11, 7)).verdict is Verdict.FAIL
    assert rules.judge_qt(QtFacts("6.12.0", "xcb"), (3, 12, 1)).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("version", "verdict"),
    [
        ("11.3.0", Verdict.OK),
        ("11.10.2", Verdict.OK),
        ("11.2.9", Verdict.FAIL),
        ("12.0.0", Verdict.FAIL),
        ("12.0rc1", Verdict.FAIL),
        ("nonsense", Verdict.FAIL),
        (None, Verdict.FAIL),
    ],
)
def test_the_sdk_is_of_the_line_we_know(version, verdict):
    assert rules.judge_sdk(version).verdict is verdict


@pytest.mark.parametrize("state", list(KeyringState))
def test_every_keyring_failure_warns_with_its_own_words(state):
    finding = rules.judge_keyring(KeyringFacts(state, "SecretService", "detail"))
    if state is KeyringState.READY:
        assert (finding.verdict, finding.remedy) == (Verdict.OK, "")
    else:
        assert finding.verdict is Verdict.WARN
        assert finding.remedy
    others = [rules.judge_keyring(KeyringFacts(s)) for s in KeyringState if s is not state]
    assert finding.remedy not in [other.remedy for other in others]


@pytest.mark.parametrize(
    ("changed", "verdict", "word"),
    [
        ({}, Verdict.OK, "/data"),
        ({"exists": False}, Verdict.OK, "first start"),
        ({"writable": False}, Verdict.FAIL, "cannot be written"),
        ({"private": False}, Verdict.WARN, "other users"),
        ({"free_bytes": 5_000_000}, Verdict.WARN, "5 MB"),
        ({"is_link": True}, Verdict.WARN, "link"),
    ],
)
def test_the_data_folder(changed, verdict, word):
    finding = rules.judge_data_folder(_folder(**changed))
    assert finding.verdict is verdict
    assert word in finding.fact


def test_the_remedy_for_an_open_folder_can_be_pasted():
    finding = rules.judge_data_folder(_folder(private=False, path=Path("/my data")))
    assert finding.remedy == "Run: chmod 700 '/my data'"


def test_wallets_without_oddities_are_counted():
    (finding,) = rules.judge_wallets(WalletSurvey(Path("/w"), exists=True, wallets=3))
    assert (finding.verdict, finding.fact) == (Verdict.OK, "3 in /w")


def test_no_wallets_yet_is_well():
    (finding,) = rules.judge_wallets(WalletSurvey(Path("/w"), exists=False))
    assert finding.verdict is Verdict.OK


def test_each_oddity_of_wallets_is_a_warning_of_its_own():
    odd = (Path("/w/a"),)
    survey = WalletSurvey(
        Path("/w"), exists=True, loose=odd, links=odd, strange=odd, unreadable=odd
    )
    findings = rules.judge_wallets(survey)
    assert len(findings) == 4
    assert {finding.verdict for finding in findings} == {Verdict.WARN}
    assert all(finding.remedy for finding in findings)


def test_many_odd_paths_are_summed_up_and_escaped():
    paths = tuple(Path(f"/w/{name}") for name in ("a\x1b[31m", "b", "c", "d", "e"))
    (finding,) = rules.judge_wallets(WalletSurvey(Path("/w"), exists=True, loose=paths))
    assert "and 2 more" in finding.fact
    assert "\x1b" not in finding.fact


def test_the_pinned_chain_is_well():
    finding = rules.judge_endpoint(FINNEY, _endpoint())
    assert finding.verdict is Verdict.OK
    assert "block 7" in finding.fact


def test_another_chain_under_a_pinned_name_fails():
    finding = rules.judge_endpoint(TEST, _endpoint(FINNEY_GENESIS))
    assert finding.verdict is Verdict.FAIL
    assert FINNEY_GENESIS in finding.fact


def test_a_network_without_a_pin_takes_any_chain():
    assert rules.judge_endpoint(LOCAL, _endpoint("0x" + "00" * 32)).verdict is Verdict.OK


def test_a_silent_network_fails_with_its_endpoint_and_a_way_out():
    error = AppError(ErrorKind.OFFLINE, "refused\x1b[31m", {"endpoint": "ws://x"})
    finding = rules.judge_silence(LOCAL, error)
    assert finding.verdict is Verdict.FAIL
    assert "ws://x" in finding.fact
    assert "\x1b" not in finding.fact
    assert "--network practice" in finding.remedy


def test_something_else_at_the_address_has_other_advice():
    error = AppError(ErrorKind.NODE_FAULT, "no JSON", {"endpoint": "ws://x"})
    assert "Something else" in rules.judge_silence(LOCAL, error).remedy


@pytest.mark.parametrize(
    ("chain_time", "verdict"),
    [
        (NOW, Verdict.OK),
        (NOW - 40, Verdict.OK),
        (NOW - 600, Verdict.WARN),
        (NOW + 600, Verdict.WARN),
        (None, Verdict.OK),
    ],
)
def test_the_clock_is_compared_with_the_newest_block(chain_time, verdict):
    assert rules.judge_clock(NOW, _endpoint(chain_time=chain_time)).verdict is verdict


def test_a_clock_before_this_program_existed_fails_without_any_chain():
    assert rules.judge_clock(0.0, None).verdict is Verdict.FAIL
    assert rules.judge_clock(NOW, None).verdict is Verdict.OK
