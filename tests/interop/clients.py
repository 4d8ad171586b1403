"""The foreign command-line tools, each asked in its own words and answering in ours."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.interop.terminal import run_in_terminal

SECONDS = 120
WALLET = "alice"


@dataclass(frozen=True)
class Row:
    """A subnet as a tool lists it; amounts in TAO."""

    netuid: int
    name: str
    tempo: int
    price: Decimal | None


@dataclass(frozen=True)
class Listed:
    """A wallet as a tool lists it; a hotkey that it would have to decrypt has no address."""

    address: str
    scheme: str
    hotkeys: Mapping[str, str | None]


class ToolError(Exception):
    """The tool refused; the text is what it said."""


@dataclass(frozen=True)
class Btcli:
    """A btcli with a home of its own, so that nothing of the machine's is read or written."""

    program: Path
    endpoint: str
    home: Path

    @property
    def wallets(self) -> str:
        return str(self.home / "wallets")

    def run(self, *arguments: str, codes: tuple[int, ...] = (0,), **environ: str) -> Any:
        """Run and read its JSON. Raises ToolError when it ends otherwise than with ``codes``.

        It has no terminal, not even the one that the tests run in.
        """
        answer = subprocess.run(
            [self.program, *arguments],
            env={**self._environ(), **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            start_new_session=True,
        )
        said = answer.stdout.decode() + answer.stderr.decode()
        if answer.returncode not in codes:
            raise ToolError(said)
        # The older tool may say that it is decrypting, in a line before the JSON.
        json_from = answer.stdout.find(b"{") if answer.stdout[:1] not in b"{[" else 0
        try:
            return json.loads(answer.stdout[json_from:], parse_float=Decimal)
        except ValueError as error:
            raise ToolError(said) from error

    def run_in_terminal(self, *arguments: str, password: str) -> None:
        """Type a new password, and the same again. Raises ToolError."""
        command = [self.program, *arguments]
        code, shown = run_in_terminal(command, self._environ(), password, times=2)
        if code != 0:
            raise ToolError(shown)

    def _environ(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "PATH": os.environ["PATH"],
            "COLUMNS": "20000",  # rich breaks its lines inside JSON otherwise
            "NO_COLOR": "1",
            "LANG": "C.UTF-8",
        }


def kept_password(keyfile: Path, password: str) -> dict[str, str]:
    """The variable in which both tools look for a keyfile's password, obscured as they do it."""
    name = "BT_PW_" + str(keyfile).replace("/", "_").replace(".", "_").upper()
    key, plain = name.encode(), password.encode()
    obscured = bytes(byte ^ key[at % len(key)] for at, byte in enumerate(plain))
    return {name: base64.b64encode(obscured).decode()}


def keyfile_of(folder: Path, wallet: str, hotkey: str = "") -> Path:
    return folder / wallet / "hotkeys" / hotkey if hotkey else folder / wallet / "coldkey"


class CurrentBtcli(Btcli):
    """btcli 11, which comes with the SDK."""

    verifies = ("sr25519",)

    def _ask(self, *arguments: str) -> Any:
        return self.run(*arguments, "--network", self.endpoint, "--json")

    def _as_alice(self, *arguments: str) -> Any:
        return self._ask(*arguments, "--wallet", WALLET, "--wallet-path", self.wallets)

    def import_coldkey(self, seed: str) -> None:
        name = ("--wallet", WALLET, "--wallet-path", self.wallets)
        self.run("wallet", "regen-coldkey", "--seed", seed, "--no-password", *name, "--json")

    def subnets(self) -> dict[int, Row]:
        rows = self._ask("subnets", "list")
        return {
            row["netuid"]: Row(row["netuid"], row["name"], row["tempo"], row["price_tao_per_alpha"])
            for row in rows
        }

    def subnet_owner(self, netuid: int) -> str:
        return self._ask("subnets", "show", str(netuid))["owner_coldkey"]

    def hotkeys(self, netuid: int) -> list[str]:
        return self._ask("subnets", "metagraph", str(netuid))["hotkeys"]

    def own_balance(self) -> Decimal:
        return Decimal(self._as_alice("wallet", "balance")["free_tao"])

    def balance(self, address: str) -> Decimal:
        return Decimal(self._ask("wallet", "balance", address)["free_tao"])

    def transfer(self, destination: str, amount: str) -> None:
        to = ("--dest", destination, "--amount", amount, "--yes")
        answer = self._as_alice("wallet", "transfer", *to)
        if not answer["success"]:
            raise ToolError(str(answer))

    # -- wallets of other folders

    def list_wallets(self, folder: Path) -> dict[str, Listed]:
        answer = self.run("wallet", "list", "--wallet-path", str(folder), "--json")
        return {
            found["coldkey"]: Listed(
                found["ss58"],
                found["crypto_type"],
                {hotkey["name"]: hotkey["ss58"] for hotkey in found["hotkeys"]},
            )
            for found in answer["coldkeys"]
        }

    def sign(
        self, folder: Path, wallet: str, message: str, password: str = "", hotkey: str = ""
    ) -> tuple[str, str]:
        """Signature and address."""
        which = ("--wallet-hotkey", hotkey, "--use-hotkey") if hotkey else ()
        environ = kept_password(keyfile_of(folder, wallet, hotkey), password) if password else {}
        answer = self.run(
            *("wallet", "sign", "--message", message, *self._named(folder, wallet), *which),
            **environ,
        )
        return answer["signed_message"], answer["signer_address"]

    def verify(self, message: str, signature: str, address: str) -> bool:
        said = ("--message", message, "--signature", signature, "--ss58", address)
        return self.run("wallet", "verify", *said, "--json", codes=(0, 1))["valid"]

    def create(self, folder: Path, wallet: str, hotkey: str, words: int, password: str) -> None:
        named = self._named(folder, wallet)[:-1]
        how = ("--wallet-hotkey", hotkey, "--n-words", str(words))
        self.run_in_terminal("wallet", "create", *named, *how, password=password)

    def regenerate_coldkey(
        self, folder: Path, wallet: str, words: str, scheme: str, password: str
    ) -> None:
        named = self._named(folder, wallet)[:-1]
        how = ("--mnemonic", words, "--crypto-type", scheme)
        self.run_in_terminal("wallet", "regen-coldkey", *named, *how, password=password)

    def regenerate_hotkey(
        self, folder: Path, wallet: str, hotkey: str, words: str, scheme: str
    ) -> None:
        named = (*self._named(folder, wallet), "--wallet-hotkey", hotkey)
        self.run("wallet", "regen-hotkey", *named, "--mnemonic", words, "--crypto-type", scheme)

    def transfer_from(
        self, folder: Path, wallet: str, password: str, destination: str, amount: str
    ) -> None:
        to = ("--dest", destination, "--amount", amount, "--yes")
        environ = {"BT_WALLET_PASSWORD": password}
        named = (*self._named(folder, wallet), "--network", self.endpoint)
        answer = self.run("wallet", "transfer", *to, *named, **environ)
        if not answer["success"]:
            raise ToolError(str(answer))

    def _named(self, folder: Path, wallet: str) -> tuple[str, ...]:
        return ("--wallet", wallet, "--wallet-path", str(folder), "--json")


class OlderBtcli(Btcli):
    """bittensor-cli 9.23.2, the last of its line."""

    verifies = ("sr25519", "ed25519")

    def _ask(self, *arguments: str) -> Any:
        return self.run(*arguments, "--network", self.endpoint, "--json-output")

    def _as_alice(self, *arguments: str) -> Any:
        return self._ask(*arguments, "--wallet-name", WALLET, "--wallet-path", self.wallets)

    def import_coldkey(self, seed: str) -> None:
        name = ("--wallet-name", WALLET, "--wallet-path", self.wallets, "--hotkey", "default")
        how = ("--no-use-password", "--json-output")
        self.run("wallet", "regen-coldkey", "--seed", seed, *name, *how)

    def subnets(self) -> dict[int, Row]:
        rows = self._ask("subnets", "list")["subnets"].values()
        return {
            row["netuid"]: Row(
                row["netuid"], row["subnet_name"], row["tempo"]["sn_tempo"], row["price"]
            )
            for row in rows
        }

    def _metagraph(self, netuid: int, command: str) -> Any:
        return self._ask("subnets", command, "--netuid", str(netuid), "--no-prompt")

    def subnet_owner(self, netuid: int) -> str:
        return self._metagraph(netuid, "show")["owner"]

    def hotkeys(self, netuid: int) -> list[str]:
        return [row["hotkey"] for row in self._metagraph(netuid, "metagraph")["uids"]]

    def own_balance(self) -> Decimal:
        answer = self._as_alice("wallet", "balance")
        return Decimal(answer["balances"][WALLET]["free"])

    def balance(self, address: str) -> Decimal:
        answer = self._ask("wallet", "balance", "--ss58", address)
        (entry,) = answer["balances"].values()
        return Decimal(entry["free"])

    def transfer(self, destination: str, amount: str) -> None:
        to = ("--dest", destination, "--amount", amount, "--no-prompt")
        answer = self._as_alice("wallet", "transfer", *to)
        if not answer["success"]:
            raise ToolError(str(answer))

    # -- wallets of other folders

    def list_wallets(self, folder: Path) -> dict[str, Listed]:
        answer = self.run("wallet", "list", "--wallet-path", str(folder), "--json-output")
        return {
            found["name"]: Listed(
                found["ss58_address"],
                found["crypto_type"],
                {
                    hotkey["name"]: hotkey["ss58_address"] if hotkey["crypto_type"] else None
                    for hotkey in found["hotkeys"]
                },
            )
            for found in answer["wallets"]
        }

    def sign(
        self, folder: Path, wallet: str, message: str, password: str = "", hotkey: str = ""
    ) -> tuple[str, str]:
        """Signature and address."""
        which = ("--hotkey", hotkey, "--use-hotkey") if hotkey else ("--no-use-hotkey",)
        environ = kept_password(keyfile_of(folder, wallet, hotkey), password) if password else {}
        answer = self.run(
            *("wallet", "sign", "--message", message, *self._named(folder, wallet), *which),
            **environ,
        )
        return answer["signed_message"], answer["signer_address"]

    def verify(self, message: str, signature: str, address: str) -> bool:
        said = ("--message", message, "--signature", signature, "--address", address)
        return self.run("wallet", "verify", *said, "--json-output")["verified"]

    def create(self, folder: Path, wallet: str, hotkey: str, words: int, password: str) -> None:
        named = (*self._named(folder, wallet)[:-1], "--hotkey", hotkey)
        how = ("--n-words", str(words), "--use-password")
        self.run_in_terminal("wallet", "create", *named, *how, password=password)

    def regenerate_coldkey(
        self, folder: Path, wallet: str, words: str, scheme: str, password: str
    ) -> None:
        named = (*self._named(folder, wallet)[:-1], "--hotkey", "default")
        how = ("--mnemonic", words, "--crypto-type", scheme, "--use-password")
        self.run_in_terminal("wallet", "regen-coldkey", *named, *how, password=password)

    def regenerate_hotkey(
        self, folder: Path, wallet: str, hotkey: str, words: str, scheme: str
    ) -> None:
        named = (*self._named(folder, wallet), "--hotkey", hotkey)
        how = ("--mnemonic", words, "--crypto-type", scheme, "--no-use-password")
        self.run("wallet", "regen-hotkey", *named, *how)

    def transfer_from(
        self, folder: Path, wallet: str, password: str, destination: str, amount: str
    ) -> None:
        to = ("--dest", destination, "--amount", amount, "--no-prompt")
        environ = kept_password(keyfile_of(folder, wallet), password)
        named = (*self._named(folder, wallet), "--network", self.endpoint)
        answer = self.run("wallet", "transfer", *to, *named, **environ)
        if not answer["success"]:
            raise ToolError(str(answer))

    def _named(self, folder: Path, wallet: str) -> tuple[str, ...]:
        return ("--wallet-name", wallet, "--wallet-path", str(folder), "--json-output")
