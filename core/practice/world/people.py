"""Accounts that reach beyond one subnet: development keys, validators, their nominators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import bittensor_core

from core.practice import addresses
from core.practice.codec import Value
from core.practice.economy.traders import TRADERS, trader
from core.practice.world.ledger import Account, Ledger, account
from core.practice.world.names import load
from core.practice.world.plan import RAO, WorldPlan

_keys: Any = bittensor_core  # its binary module ships no types

DEVELOPERS: Final = ("//Alice", "//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie")
DEVELOPER_BALANCE: Final = 1_000_000 * RAO
MAX_TAKE: Final = 11_796
NOMINATORS: Final = 160
TRADER_PURSE: Final = 1_500 * RAO


@dataclass(frozen=True, slots=True)
class Validator:
    """A validator that runs one hotkey on many subnets. ``take`` is in 1/65 535."""

    name: str
    hotkey: Account
    coldkey: Account
    take: int


@dataclass(frozen=True, slots=True)
class Developer:
    """A well-known key pair with practice money and a hotkey of its own."""

    uri: str
    coldkey: Account
    hotkey: Account


@dataclass(frozen=True, slots=True)
class People:
    validators: tuple[Validator, ...]
    nominators: tuple[Account, ...]
    developers: tuple[Developer, ...]


def people(plan: WorldPlan) -> People:
    rng = plan.random("people")
    names = load().validators
    return People(
        validators=tuple(
            Validator(
                name=name,
                hotkey=account(rng.randbytes(32)),
                coldkey=account(rng.randbytes(32)),
                take=rng.choice((0, 3_276, 5_898, 6_553, 9_830, MAX_TAKE, MAX_TAKE)),
            )
            for name in names
        ),
        nominators=tuple(account(rng.randbytes(32)) for _ in range(NOMINATORS)),
        developers=tuple(
            Developer(uri, _derived(uri), _derived(f"{uri}//hot")) for uri in DEVELOPERS
        ),
    )


def settle(ledger: Ledger, plan: WorldPlan, crowd: People) -> None:
    """Write what is theirs apart from stake: ownership, take, identity, balance."""
    rng = plan.random("balances")
    for validator in crowd.validators:
        ledger.own(validator.coldkey, validator.hotkey)
        ledger.balances[validator.coldkey] = rng.randrange(20 * RAO, 900 * RAO)
        ledger.bucket("Delegates").write(validator.hotkey, validator.take.to_bytes(2, "little"))
        ledger.put(
            "SubtensorModule",
            "IdentitiesV2",
            ss58(validator.coldkey),
            value=_identity(validator.name),
        )
    for nominator in crowd.nominators:
        ledger.balances[nominator] = rng.randrange(RAO, 400 * RAO)
    for index in range(TRADERS):
        ledger.balances[from_ss58(trader(plan.seed, index))] = TRADER_PURSE
    for developer in crowd.developers:
        ledger.own(developer.coldkey, developer.hotkey)
        ledger.balances[developer.coldkey] = DEVELOPER_BALANCE


def ss58(who: Account) -> str:
    return addresses.ss58(who[16:])


def from_ss58(address: str) -> Account:
    return account(addresses.public_key(address))


def _derived(uri: str) -> Account:
    return account(bytes(_keys.Keypair.create_from_uri(uri).public_key))


def slug(name: str) -> str:
    """A name as it appears in addresses."""
    words = "".join(letter if letter.isalnum() else " " for letter in name.lower()).split()
    return "-".join(words)


def _identity(name: str) -> Value:
    site = slug(name)
    fields = {
        "name": name,
        "url": f"https://{site}.example",
        "github_repo": "",
        "image": "",
        "discord": "",
        "description": f"{name} validates on the practice network.",
        "additional": "",
    }
    return {key: "0x" + text.encode().hex() for key, text in fields.items()}
