from __future__ import annotations

import asyncio
import threading

import keyring
import pytest
from keyring.backends import SecretService
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError

from core.domain.wallets import KeyringState
from core.storage.keyring_access import (
    KeyringThread,
    UnusableKeyringError,
    open_backend,
    told_apart,
)
from tests.fakes.keyrings import REAL, backend_of


@pytest.fixture
def use(monkeypatch):
    def choose(backend: object) -> object:
        monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
        return backend

    return choose


def chain_of(*modules: str) -> object:
    chain = backend_of("keyring.backends.chainer")
    chain.backends = [backend_of(module) for module in modules]
    return chain


# -- which backends are used


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (REAL, "Secret Service"),
        ("keyring.backends.kwallet", "KWallet"),
        ("keyring.backends.libsecret", "libsecret"),
        ("keyring.backends.macOS", "macOS Keychain"),
        ("keyring.backends.Windows", "Windows Credential Manager"),
    ],
)
def test_a_real_backend_is_used_and_named(use, module, name):
    backend = use(backend_of(module))
    assert open_backend() == (backend, name)


@pytest.mark.parametrize(
    "modules",
    [
        ["keyrings.alt.file"],
        ["keyrings.cryptfile.cryptfile"],
        ["keyring.backends.SecretServiceLike"],
        ["keyrings.alt.file", "keyring.backends.null"],
    ],
)
def test_every_other_backend_is_refused_by_name(use, modules):
    for chosen in (chain_of(*modules), *([backend_of(modules[0])] if len(modules) == 1 else [])):
        use(chosen)
        with pytest.raises(UnusableKeyringError) as caught:
            open_backend()
        assert (caught.value.state, caught.value.backend) == (KeyringState.REFUSED, modules[0])


@pytest.mark.parametrize("order", [1, -1])
def test_in_a_chain_the_real_backend_is_addressed_itself(use, order):
    """The chain would go on to the file in plaintext."""
    chain = chain_of(*["keyrings.alt.file", REAL][::order])
    use(chain)
    backend, _ = open_backend()
    assert type(backend).__module__ == REAL


def test_a_keyring_that_was_turned_off_stays_off(use, monkeypatch):
    monkeypatch.setattr(SecretService.Keyring, "viable", True)
    use(backend_of("keyring.backends.null"))
    with pytest.raises(UnusableKeyringError) as caught:
        open_backend()
    assert caught.value.state is KeyringState.NO_SERVICE


def test_without_a_backend_there_is_no_service_until_one_is_started(use, monkeypatch):
    use(backend_of("keyring.backends.fail"))
    monkeypatch.setattr(SecretService.Keyring, "viable", False)
    with pytest.raises(UnusableKeyringError) as caught:
        open_backend()
    assert caught.value.state is KeyringState.NO_SERVICE
    monkeypatch.setattr(SecretService.Keyring, "viable", True)
    backend, name = open_backend()
    assert (type(backend), name) == (SecretService.Keyring, "Secret Service")


# -- how it fails


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (NoKeyringError("no bus"), KeyringState.NO_SERVICE),
        (KeyringLocked("locked"), KeyringState.LOCKED),
        (InitError("no collection"), KeyringState.UNFINISHED),
        (KeyringError("odd"), KeyringState.FAULTY),
        (OSError("broken pipe"), KeyringState.FAULTY),
        (ZeroDivisionError("what a backend may raise"), KeyringState.FAULTY),
    ],
)
def test_each_failure_has_its_state(failure, state):
    with pytest.raises(UnusableKeyringError) as caught, told_apart(backend_of(REAL), "KWallet"):
        raise failure
    assert (caught.value.state, caught.value.backend) == (state, "KWallet")
    assert type(failure).__name__ in caught.value.detail
    assert str(failure) in caught.value.detail


@pytest.mark.parametrize("failure", [InitError("gone"), OSError("connection reset")])
def test_a_backend_whose_service_has_ended_has_no_service(monkeypatch, failure):
    backend = backend_of(REAL)
    monkeypatch.setattr(type(backend), "viable", False)
    with pytest.raises(UnusableKeyringError) as caught, told_apart(backend, "Secret Service"):
        raise failure
    assert caught.value.state is KeyringState.NO_SERVICE


# -- its thread


async def test_a_call_runs_in_a_daemon_thread_and_its_answer_is_the_answer():
    thread = await KeyringThread().run(threading.current_thread)
    assert thread is not threading.current_thread()
    assert thread.daemon


async def test_what_a_call_raises_is_raised():
    def work() -> None:
        raise UnusableKeyringError(KeyringState.LOCKED)

    with pytest.raises(UnusableKeyringError) as caught:
        await KeyringThread().run(work)
    assert caught.value.state is KeyringState.LOCKED


async def test_one_call_runs_at_a_time():
    running, most = 0, 0

    def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        threading.Event().wait(0.001)
        running -= 1

    thread = KeyringThread()
    await asyncio.gather(*(thread.run(work) for _ in range(20)))
    assert most == 1


async def test_a_silent_call_is_given_up_and_the_next_runs_after_it_alone():
    released, order = threading.Event(), []

    def hang() -> None:
        released.wait()
        order.append("hung")

    thread = KeyringThread(0.05)
    try:
        for work in (hang, lambda: order.append("too early")):
            with pytest.raises(UnusableKeyringError) as caught:
                await thread.run(work)
            assert caught.value.state is KeyringState.SILENT
        assert order == []
    finally:
        released.set()
    async with asyncio.timeout(10):
        while order != ["hung"]:
            await asyncio.sleep(0.001)
    await KeyringThread.run(thread, lambda: order.append("later"))
    assert order == ["hung", "later"]


async def test_a_call_that_nobody_waits_for_any_more_may_fail_quietly(caplog):
    begun, released = threading.Event(), threading.Event()

    def fail() -> None:
        begun.set()
        released.wait()
        raise OSError("too late")

    thread = KeyringThread()
    waiting = asyncio.ensure_future(thread.run(fail))
    await asyncio.to_thread(begun.wait)
    waiting.cancel()
    released.set()
    assert await thread.run(lambda: "next") == "next"
    assert caplog.records == []


def test_a_call_that_outlives_its_loop_ends_quietly():
    released, threads = threading.Event(), []

    def hang() -> None:
        threads.append(threading.current_thread())
        released.wait()

    async def give_up() -> None:
        with pytest.raises(UnusableKeyringError):
            await KeyringThread(0.02).run(hang)

    asyncio.run(give_up())
    released.set()
    threads[0].join(10)
    assert not threads[0].is_alive()
