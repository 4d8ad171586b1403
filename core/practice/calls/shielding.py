"""MevShield's call: the ciphertext is only announced, the author opens it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.practice.calls.context import Context
from core.practice.calls.octets import octets
from core.practice.codec import blake2_256, compact


def submit_encrypted(ctx: Context, signer: str, args: Mapping[str, Any]) -> None:
    """Emits ``EncryptedSubmitted``; the id hashes the signer and the ciphertext."""
    ciphertext = octets(args["ciphertext"])
    who = ctx.state.codec.encode(
        ctx.state.codec.item("SubtensorModule", "Owner").value_type, signer
    )
    digest = blake2_256(who + compact(len(ciphertext)) + ciphertext)
    ctx.deposit("MevShield", "EncryptedSubmitted", {"id": f"0x{digest.hex()}", "who": signer})


CALLS = {("MevShield", "submit_encrypted"): submit_encrypted}
