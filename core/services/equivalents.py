"""The same as an intent by btcli and by the SDK, and what those do otherwise."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.domain.intents import AddStake, Intent, RegisterHotkey, TransferTao
from core.domain.money import tao_text
from core.domain.networks import Network, NetworkKind

_ANEW: Final = "It builds the call anew when it runs and signs without a metadata digest."
_KEEPS: Final = "It keeps the sender's account alive, which this transfer need not."
_SHIELDS: Final = "It sends it encrypted."
_NAMELESS: Final = (
    "It leaves the choice of the wallet to btcli: the folder's name or place has characters that"
    " no line shows."
)
_ANY_PRICE: Final = "btcli has no limit for what registering costs: it would pay any price."


@dataclass(frozen=True, slots=True)
class Equivalent:
    """``difference`` says in whole sentences what ``command`` does not do the same way."""

    command: str
    difference: str
    snippet: str


def equivalent_of(
    intent: Intent, network: Network, wallet: str, elsewhere: Path | None = None
) -> Equivalent:
    """``wallet`` is the name of the wallet's folder, as it is on the disk.

    ``elsewhere`` is the folder of all wallets where btcli would not look by itself.
    """
    match intent:
        case TransferTao():
            parts, difference, body = _transfer(intent)
        case AddStake():
            parts, difference, body = _stake(intent)
        case RegisterHotkey():
            parts, difference, body = _registration(intent)
    named = wallet_options(wallet, elsewhere)
    if wallet and not named:
        difference = f"{difference} {_NAMELESS}"
    command = shlex.join(("btcli", "--network", _endpoint(network), *parts, *named))
    return Equivalent(command, difference, _snippet(network, body))


_Parts = tuple[tuple[str, ...], str, str]


def _transfer(intent: TransferTao) -> _Parts:
    parts = ("wallet", "transfer", "--dest", intent.dest, "--amount", tao_text(intent.exact))
    body = (
        "    intent = bt.intents.Transfer(\n"
        f'        dest_ss58="{intent.dest}",\n'
        f"        amount_tao=bt.Balance.from_rao({intent.exact}),\n"
        f"        keep_alive={intent.keep_alive},\n"
        "    )\n"
        "    plan = await client.plan(intent, wallet)\n"
    )
    return parts, _ANEW if intent.keep_alive else f"{_KEEPS} {_ANEW}", body


def _stake(intent: AddStake) -> _Parts:
    parts = (
        *("tx", "add-stake-limit", "--hotkey", intent.hotkey, "--netuid", str(intent.netuid)),
        *("--amount-tao", tao_text(intent.exact), "--limit-price-rao", str(intent.ceiling)),
    )
    body = (
        "    intent = bt.intents.AddStakeLimit(\n"
        f'        hotkey_ss58="{intent.hotkey}",\n'
        f"        netuid={intent.netuid},\n"
        f"        amount_tao=bt.Balance.from_rao({intent.exact}),\n"
        f"        limit_price_rao={intent.ceiling},\n"
        "    )\n"
        "    plan = await client.plan(intent, wallet)\n"
    )
    shield = (*parts, "--mev-shield" if intent.shielded else "--no-mev-shield")
    return shield, _ANEW, body


def _registration(intent: RegisterHotkey) -> _Parts:
    parts = ("subnets", "register", "--netuid", str(intent.netuid), "--hotkey", intent.hotkey)
    body = (
        "    call = bt.calls.SubtensorModule.register_limit(\n"
        f"        netuid={intent.netuid},\n"
        f'        hotkey="{intent.hotkey}",\n'
        f"        limit_price={intent.ceiling},\n"
        "    )\n"
        f"    await client.submit_call(call, wallet, shielded={intent.shielded})\n"
    )
    return parts, f"{_ANY_PRICE} {'' if intent.shielded else _SHIELDS + ' '}{_ANEW}", body


def wallet_options(wallet: str, elsewhere: Path | None = None) -> tuple[str, ...]:
    """Tell btcli which wallet: nothing of a name or folder that a terminal would show otherwise."""
    folder = () if elsewhere is None else (str(elsewhere),)
    if not wallet or not all(text.isprintable() for text in (wallet, *folder)):
        return ()
    named = (f"--wallet={wallet}",) if wallet.startswith("-") else ("--wallet", wallet)
    return (*named, "--wallet-path", *folder) if folder else named


def _snippet(network: Network, body: str) -> str:
    return (
        f'import bittensor as bt\n\nasync with bt.Client("{_endpoint(network)}") as client:\n{body}'
    )


def _endpoint(network: Network) -> str:
    """What btcli and the SDK call the network: a name of theirs, or its address."""
    own = network.kind in (NetworkKind.FINNEY, NetworkKind.TEST, NetworkKind.LOCAL)
    return network.name if own or not network.endpoints else network.endpoints[0]
