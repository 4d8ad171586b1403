"""Writing over a node that is honest, and over one that lies about one thing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from core.chain import writes as writes_module
from core.chain.connection import SdkConnector
from core.chain.writes import SdkWriter
from core.domain.intents import TransferTao
from core.domain.money import TaoRao
from core.domain.networks import PRACTICE
from core.errors import AppError, ErrorKind
from core.practice.metadata_format import parse, write
from tests.builders import TAO
from tests.fakes.lying_proxy import LyingProxy, lying_proxy
from tests.fakes.practice import RunningNode, running_node
from tests.fakes.scripted_node import SILENCE, RefusalError
from tests.fakes.signers import DevSigner, address

ALICE = address("//Alice")
INTENT = TransferTao(address("//Bob"), TaoRao(TAO))


@pytest.fixture
async def node() -> AsyncIterator[RunningNode]:
    async with running_node() as running:
        yield running


@pytest.fixture
async def proxy(node) -> AsyncIterator[LyingProxy]:
    async with lying_proxy(node.url) as relay:
        yield relay


@asynccontextmanager
async def writer_over(url: str, folder) -> AsyncIterator[SdkWriter]:
    link = await SdkConnector(folder / "sdk").open(PRACTICE, url)
    try:
        yield link.writer()
    finally:
        await link.close()


@pytest.fixture
async def writer(proxy, tmp_path) -> AsyncIterator[SdkWriter]:
    async with writer_over(proxy.url, tmp_path) as made:
        yield made


async def not_signed(writer: SdkWriter, lie) -> AppError:
    """The error of signing after ``lie()``; no signature was made on the way."""
    prepared = await writer.prepare(INTENT, ALICE)
    lie()
    signer = DevSigner()
    with pytest.raises(AppError) as caught:
        await writer.sign(prepared, signer, 0)
    assert signer.payloads == []
    return caught.value


async def test_what_is_prepared_reads_as_what_was_wanted(writer):
    prepared = await writer.prepare(INTENT, ALICE)
    assert prepared.function == "Balances.transfer_keep_alive"
    assert [(field.name, field.value) for field in prepared.fields] == [
        ("dest", INTENT.dest),
        ("value", str(TAO)),
    ]
    assert prepared.spec_version == 461
    assert prepared.genesis == writer.genesis


async def test_a_transfer_that_may_end_the_account_is_another_call(writer):
    prepared = await writer.prepare(TransferTao(INTENT.dest, INTENT.exact, False), ALICE)
    assert prepared.function == "Balances.transfer_allow_death"


async def test_a_signed_transaction_is_found_in_its_block(writer, node):
    signed = await writer.sign(await writer.prepare(INTENT, ALICE), DevSigner(), 0)
    assert signed.dies - signed.born == 64
    await writer.send(signed)
    await node.call("practice_advance", 1)
    head = int((await node.call("chain_getHeader"))["number"], 16)
    found = await writer.find(signed.hash, signed.born, head)
    assert found is not None
    assert found.error == ""
    assert await writer.nonce_at(ALICE, found.block) == 1
    assert await writer.nonce_at(ALICE, found.block - 1) == 0


async def test_a_transfer_that_the_chain_refuses_in_its_block_says_why(writer, node):
    standing = await writer.standing(ALICE)
    most = TaoRao(standing.free - 1)
    signed = await writer.sign(
        await writer.prepare(TransferTao(INTENT.dest, most), ALICE), DevSigner(), 0
    )
    await writer.send(signed)
    await node.call("practice_advance", 1)
    head = int((await node.call("chain_getHeader"))["number"], 16)
    found = await writer.find(signed.hash, signed.born, head)
    assert found is not None
    assert found.error not in ("", "unknown")
    assert found.fee > 0


async def test_hotkeys_are_told_from_other_accounts(writer):
    assert await writer.hotkey_owner(address("//Alice//hot")) == ALICE
    assert await writer.hotkey_owner(ALICE) is None


async def test_another_runtime_since_the_review_makes_it_stale(writer, proxy):
    def bump():
        proxy.alter["state_getRuntimeVersion"] = lambda _, honest: {**honest, "specVersion": 462}

    error = await not_signed(writer, bump)
    assert (error.kind, error.facts["changed"]) == (ErrorKind.STALE, "spec")


async def test_an_upgrade_while_the_signature_is_made_ready_makes_it_stale_too(writer, proxy):
    def bump_after_the_era():
        begun = len(proxy.calls)
        proxy.alter["state_getRuntimeVersion"] = lambda _, honest: {
            **honest,
            "specVersion": 461 + ("chain_getFinalizedHead" in proxy.calls[begun:]),
        }

    error = await not_signed(writer, bump_after_the_era)
    assert (error.kind, error.facts["changed"]) == (ErrorKind.STALE, "spec")


async def test_another_genesis_since_the_review_makes_it_stale(writer, proxy):
    def swap():
        proxy.instead["chain_getBlockHash"] = "0x" + "77" * 32

    error = await not_signed(writer, swap)
    assert (error.kind, error.facts["changed"]) == (ErrorKind.STALE, "genesis")


async def test_what_was_prepared_on_another_chain_is_not_signed(writer, tmp_path):
    prepared = await writer.prepare(INTENT, ALICE)
    async with running_node(seed=99) as other, writer_over(other.url, tmp_path) as elsewhere:
        assert elsewhere.genesis != writer.genesis
        signer = DevSigner()
        with pytest.raises(AppError) as caught:
            await elsewhere.sign(prepared, signer, 0)
        assert caught.value.kind is ErrorKind.STALE
        assert signer.payloads == []


@pytest.mark.parametrize("rao", [0, 10**18, 2**63])
async def test_an_absurd_fee_is_not_shown(writer, proxy, rao):
    def quoted(params: list[Any], honest: str) -> str:
        if params[0] != "TransactionPaymentApi_query_info":
            return honest
        return honest[:-16] + rao.to_bytes(8, "little").hex()

    proxy.alter["state_call"] = quoted
    with pytest.raises(AppError) as caught:
        await writer.prepare(INTENT, ALICE)
    assert caught.value.kind is ErrorKind.NODE_FAULT
    assert caught.value.facts["found"] == str(rao)


@pytest.mark.parametrize("nonce", [-1, 2**40, "0", None])
async def test_an_impossible_nonce_is_refused(writer, proxy, nonce):
    proxy.instead["account_nextIndex"] = nonce
    with pytest.raises(AppError) as caught:
        await writer.next_nonce(ALICE)
    assert caught.value.kind is ErrorKind.NODE_FAULT


async def test_metadata_that_turns_a_transfer_into_another_call_is_refused(proxy, tmp_path):
    """The lie of the SDK's own test bed: the indices of a transfer and of transfer_all swapped."""

    def swapped(params: list[Any], honest: str) -> str:
        if params[0] != "Metadata_metadata_at_version":
            return honest
        raw = bytes.fromhex(honest[2:])
        version, record = parse(raw[raw.index(b"meta") :])
        balances = next(p for p in record["pallets"] if p["name"] == "Balances")
        calls = record["types"][balances["calls"]]["definition"][1]
        names = {call["name"]: call for call in calls}
        names["transfer_keep_alive"]["index"], names["burn"]["index"] = 10, 3
        lie = write(version, record)
        return "0x01" + ((len(lie) << 2 | 2).to_bytes(4, "little") + lie).hex()

    proxy.alter["state_call"] = swapped
    async with writer_over(proxy.url, tmp_path) as writer:
        with pytest.raises(AppError) as caught:
            await writer.prepare(INTENT, ALICE)
    assert caught.value.kind is ErrorKind.NODE_FAULT
    assert caught.value.facts["field"] == "bytes"


async def test_a_key_that_signs_something_else_is_noticed(writer):
    class Crossed(DevSigner):
        def seal(self, payload: bytes) -> bytes:
            return super().seal(payload + b"!")

    prepared = await writer.prepare(INTENT, ALICE)
    with pytest.raises(AppError, match="does not hold"):
        await writer.sign(prepared, Crossed(), 0)


async def test_a_key_without_a_digest_signs_nothing(writer):
    class Careless(DevSigner):
        async def metadata_digest(self, context: Any) -> bytes:
            return b""

    signer = Careless()
    with pytest.raises(AppError):
        await writer.sign(await writer.prepare(INTENT, ALICE), signer, 0)
    assert signer.payloads == []


async def test_a_nonce_that_is_taken_is_refused_with_a_reason(writer, node):
    signed = await writer.sign(await writer.prepare(INTENT, ALICE), DevSigner(), 0)
    await writer.send(signed)
    await node.call("practice_advance", 1)
    late = await writer.sign(await writer.prepare(INTENT, ALICE), DevSigner(), 0)
    with pytest.raises(AppError) as caught:
        await writer.send(late)
    assert caught.value.kind is ErrorKind.REJECTED
    assert caught.value.facts["code"] == "1010"
    assert caught.value.facts["reason"] == "Transaction is outdated"


async def test_a_refusal_in_markup_stays_short_text(writer, proxy):
    signed = await writer.sign(await writer.prepare(INTENT, ALICE), DevSigner(), 0)
    proxy.instead["author_submitExtrinsic"] = RefusalError("no", 1010, "<b>" * 100_000)
    with pytest.raises(AppError) as caught:
        await writer.send(signed)
    assert len(caught.value.facts["reason"]) <= 200


async def test_a_node_that_says_nothing_to_a_transaction_is_left(writer, proxy, monkeypatch):
    signed = await writer.sign(await writer.prepare(INTENT, ALICE), DevSigner(), 0)
    monkeypatch.setattr(writes_module, "ASKING", 0.3)
    proxy.instead["author_submitExtrinsic"] = SILENCE
    with pytest.raises(AppError) as caught:
        await writer.send(signed)
    assert caught.value.kind is ErrorKind.TIMEOUT


async def test_a_node_that_took_another_transaction_is_not_believed(writer, proxy):
    signed = await writer.sign(await writer.prepare(INTENT, ALICE), DevSigner(), 0)
    proxy.instead["author_submitExtrinsic"] = "0x" + "00" * 32
    with pytest.raises(AppError) as caught:
        await writer.send(signed)
    assert caught.value.kind is ErrorKind.NODE_FAULT


async def test_an_ed25519_key_signs_what_the_chain_takes(writer, node):
    signer = DevSigner("//Alice", crypto_type=0)
    await node.call("practice_faucet", signer.ss58_address, 10 * TAO)
    await node.call("practice_advance", 1)
    signed = await writer.sign(await writer.prepare(INTENT, signer.ss58_address), signer, 0)
    await writer.send(signed)
    await node.call("practice_advance", 1)
    head = int((await node.call("chain_getHeader"))["number"], 16)
    found = await writer.find(signed.hash, signed.born, head)
    assert found is not None
    assert found.error == ""


async def test_an_era_that_is_said_to_begin_at_another_block_than_it_does_is_not_signed(
    writer, proxy, node
):
    """Its hash is a true block's: the chain would take it, in blocks where nobody looks for it."""
    final = await node.call("chain_getFinalizedHead")

    def count_less():
        proxy.alter["chain_getHeader"] = lambda _, header: {
            **header,
            "number": hex(int(header["number"], 16) - 64),
        }
        proxy.alter["chain_getBlockHash"] = lambda params, true: true if params == [0] else final

    error = await not_signed(writer, count_less)
    assert (error.kind, error.facts["field"]) == (ErrorKind.NODE_FAULT, "era")
