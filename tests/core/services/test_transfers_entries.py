"""What is signed is noted before it is sent, and the same is noted once."""

from __future__ import annotations

from contextlib import aclosing

import pytest

from core.domain.intents import TransferTao
from core.domain.money import TaoRao
from core.errors import AppError, ErrorKind
from tests.builders import TAO
from tests.fakes.lying_proxy import lying_proxy
from tests.fakes.practice import running_node
from tests.fakes.scripted_node import RefusalError
from tests.fakes.signers import DevSigner, address
from tests.fakes.transfers import bench

SENT = TransferTao(address("//Bob"), TaoRao(3 * TAO))


async def test_what_an_ed25519_key_signs_again_before_anything_changed_is_sent_again(tmp_path):
    """Its signatures are the same each time, and so is the transaction's hash."""
    signer = DevSigner(crypto_type=0)
    async with running_node(block_time=60.0) as node, lying_proxy(node.url) as proxy:
        await node.call("practice_faucet", signer.ss58_address, 10 * TAO)
        await node.call("practice_advance", 1)
        proxy.instead["author_submitExtrinsic"] = RefusalError("Invalid Transaction", 1010)
        async with bench(tmp_path, proxy.url) as desk:
            hashes: list[str] = []
            for _ in range(2):
                desk.now += 1
                review = await desk.service.review(SENT, signer.ss58_address)
                async with aclosing(desk.service.submit(review, signer)) as receipts:
                    hashes.append((await anext(receipts)).hash)
                    with pytest.raises(AppError) as caught:
                        await anext(receipts)
                assert caught.value.kind is ErrorKind.REJECTED
            (kept,) = await desk.journal.entries(desk.link.writer().genesis)
            assert hashes == [kept.receipt.hash] * 2
            assert proxy.calls.count("author_submitExtrinsic") == 2
