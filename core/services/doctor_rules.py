"""From facts to findings: what is well, what is risky, what is broken, and the remedy."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from core.chain.endpoint_probe import EndpointFacts
from core.domain.diagnosis import Finding, QtFacts, Verdict
from core.domain.networks import Network
from core.domain.wallets import KeyringState
from core.errors import AppError, ErrorKind
from core.storage.folder_probe import FolderFacts, WalletSurvey
from core.storage.keyring_probe import KeyringFacts

OK, WARN, FAIL = Verdict.OK, Verdict.WARN, Verdict.FAIL

FIT_PYTHONS: Final = ((3, 11), (3, 12), (3, 13))
OLDEST_SDK: Final = (11, 3)
NEXT_SDK: Final = (12,)
# PySide6 6.12 on Python 3.11 loses references to True and aborts after a while.
_BROKEN_QT: Final = ((6, 12), (3, 11))

_LITTLE_ROOM: Final = 200_000_000  # bytes
_SHOWN_PATHS: Final = 3

# A block's timestamp is set when it is made, so it is at most a block time old
# at the head; chains pause for a minute at times.
_BLOCK_AHEAD: Final = 10.0  # seconds
_BLOCK_BEHIND: Final = 90.0
_BEFORE_RELEASE: Final = 1_735_689_600.0  # 2025-01-01, before this program existed


def judge_python(found: Sequence[int]) -> Finding:
    """``found`` is ``sys.version_info``, at least its first three parts."""
    text = ".".join(str(part) for part in found[:3])
    if tuple(found[:2]) in FIT_PYTHONS:
        return Finding("Python", OK, text)
    return Finding("Python", FAIL, text, "Install Python 3.11, 3.12 or 3.13.")


def judge_qt(qt: QtFacts, python: Sequence[int]) -> Finding:
    if not qt.version:
        fact = f"Qt does not load: {qt.error}"
        return Finding("Qt", FAIL, fact, "Run: python3 packaging/bootstrap.py setup")
    if (_numbers(qt.version)[:2], tuple(python[:2])) == _BROKEN_QT:
        return Finding(
            "Qt", FAIL, f"{qt.version} crashes on Python 3.11", "Install what uv.lock names."
        )
    if not qt.platform:
        remedy = (
            "A window needs a desktop session or xvfb-run, and under X11 the libxcb packages "
            "that packaging/bootstrap.py setup names. tour, doctor and practice work without."
        )
        return Finding("Qt", WARN, f"{qt.version}, no window: {qt.error}", remedy)
    return Finding("Qt", OK, f"{qt.version}, platform {qt.platform}")


def judge_sdk(version: str | None) -> Finding:
    remedy = "Run: python3 packaging/bootstrap.py setup"
    if version is None:
        return Finding("SDK", FAIL, "bittensor is not installed", remedy)
    if OLDEST_SDK <= _numbers(version)[:2] < NEXT_SDK:
        return Finding("SDK", OK, f"bittensor {version}")
    return Finding("SDK", FAIL, f"bittensor {version} is not 11.3 or a later 11", remedy)


def judge_keyring(facts: KeyringFacts) -> Finding:
    """A missing keyring costs convenience, never keys: nothing here fails."""
    fact, remedy = _KEYRING_WORDS[facts.state]
    told = fact.format(backend=facts.backend or "keyring")
    if facts.detail:
        told = f"{told} ({facts.detail})"
    return Finding("Keyring", OK if facts.state is KeyringState.READY else WARN, told, remedy)


_KEYRING_WORDS: Final = {
    KeyringState.READY: ("{backend} answers", ""),
    KeyringState.NO_SERVICE: (
        "no system keyring",
        "Install and start one (gnome-keyring or kwallet) in a session with a D-Bus.",
    ),
    KeyringState.REFUSED: (
        "{backend} does not protect what it keeps and is not used",
        "Remove it (often the package keyrings.alt) or set up a system keyring.",
    ),
    KeyringState.LOCKED: ("{backend} is locked", "Unlock the login keyring."),
    KeyringState.UNFINISHED: (
        "{backend} has no collection to keep secrets in",
        "Start gnome-keyring-daemon and unlock it, or create a default keyring.",
    ),
    KeyringState.SILENT: (
        "the system keyring is silent",
        "Look for an unlock dialog that waits for you; restart the keyring's service.",
    ),
    KeyringState.FAULTY: ("{backend} answers with an error", "Restart the keyring's service."),
}


def judge_data_folder(facts: FolderFacts) -> Finding:
    topic, where = "Data folder", str(facts.path)
    if not facts.writable:
        return Finding(topic, FAIL, f"{where} cannot be written", "Choose another by --data-dir.")
    if not facts.private:
        fact = f"{where} is open to other users"
        return Finding(topic, WARN, fact, _chmod("700", [facts.path]))
    if facts.free_bytes < _LITTLE_ROOM:
        fact = f"{where} has {facts.free_bytes // 1_000_000} MB left"
        return Finding(topic, WARN, fact, "Make room on that disk.")
    if facts.is_link:
        return Finding(topic, WARN, f"{where} is a link", "Make sure that you trust its target.")
    return Finding(topic, OK, where if facts.exists else f"{where} (made at the first start)")


def judge_wallets(survey: WalletSurvey) -> tuple[Finding, ...]:
    """One finding when all is well, otherwise one for each kind of oddity."""
    if not survey.exists:
        return (Finding("Wallets", OK, f"none yet in {survey.path}"),)
    findings: list[Finding] = []
    if survey.loose:
        fact = f"open to other users: {_some(survey.loose)}"
        remedy = f"Run: chmod -R go-rwx {shlex.quote(str(survey.path))}"
        findings.append(Finding("Wallets", WARN, fact, remedy))
    if survey.links:
        remedy = "Make sure that you made these links; Taonaut writes nothing through them."
        findings.append(Finding("Wallets", WARN, f"links: {_some(survey.links)}", remedy))
    if survey.strange:
        fact = f"neither file nor folder: {_some(survey.strange)}"
        findings.append(Finding("Wallets", WARN, fact, "Remove what does not belong there."))
    if survey.unreadable:
        fact = f"cannot be read: {_some(survey.unreadable)}"
        findings.append(Finding("Wallets", WARN, fact, "Check who owns these files."))
    if not findings:
        findings.append(Finding("Wallets", OK, f"{survey.wallets} in {survey.path}"))
    return tuple(findings)


def judge_endpoint(network: Network, facts: EndpointFacts) -> Finding:
    """Whether the node serves the chain that is pinned for the network."""
    topic = f"Network {_plain(network.name)}"
    if network.genesis is not None and facts.genesis != network.genesis:
        fact = f"{_plain(facts.endpoint)} serves another chain (genesis {facts.genesis})"
        return Finding(topic, FAIL, fact, "Do not use this endpoint; check the network's address.")
    fact = (
        f"{_plain(facts.endpoint)}: block {facts.head}, {facts.latency_ms:.0f} ms, "
        f"genesis {facts.genesis}"
    )
    return Finding(topic, OK, fact)


def judge_silence(network: Network, error: AppError) -> Finding:
    """A network that was not reached."""
    topic = f"Network {_plain(network.name)}"
    fact = f"{_plain(error.facts.get('endpoint', network.name))}: {_plain(error.detail)}"
    return Finding(topic, FAIL, fact, _SILENCE_REMEDIES.get(error.kind, _SILENCE_REMEDY))


_SILENCE_REMEDY: Final = "Check the connection and the address, or practise: --network practice."
_SILENCE_REMEDIES: Final = {
    ErrorKind.NODE_FAULT: "Something else answers at this address: check it.",
    ErrorKind.PRACTICE: "Run 'taonaut practice' to see what it says.",
}


def judge_clock(now: float, facts: EndpointFacts | None) -> Finding:
    """``now`` is this machine's unix time at the moment the facts were read."""
    remedy = "Turn on network time (timedatectl set-ntp true)."
    if now < _BEFORE_RELEASE:
        return Finding("Clock", FAIL, "this machine's clock is years behind", remedy)
    if facts is None or facts.chain_time is None:
        return Finding("Clock", OK, "plausible; no public chain to compare it with")
    age = now - facts.chain_time
    if age < -_BLOCK_AHEAD:
        return Finding("Clock", WARN, f"{-age:.0f} s behind the newest block", remedy)
    if age > _BLOCK_BEHIND:
        fact = f"{age:.0f} s ahead of the newest block, or the node lags"
        return Finding("Clock", WARN, fact, remedy)
    return Finding("Clock", OK, f"agrees with the chain (newest block {max(age, 0.0):.0f} s old)")


def _numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version, enough to compare releases."""
    numbers: list[int] = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return tuple(numbers)


def _some(paths: Sequence[Path]) -> str:
    shown = ", ".join(_plain(str(path)) for path in paths[:_SHOWN_PATHS])
    more = len(paths) - _SHOWN_PATHS
    return f"{shown} and {more} more" if more > 0 else shown


def _chmod(mode: str, paths: Sequence[Path]) -> str:
    return f"Run: chmod {mode} " + " ".join(shlex.quote(str(path)) for path in paths)


def _plain(text: str) -> str:
    """Foreign text for a terminal: nothing unprintable, not endless."""
    return "".join(c if c.isprintable() else "?" for c in text[:200])
