"""The foreign command-line tools, each asked in its own words and answering in ours."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

SECONDS = 60
WALLET = "alice"


@dataclass(frozen=True)
class Row:
    """A subnet as a tool lists it; amounts in TAO."""

    netuid: int
    name: str
    tempo: int
    price: Decimal | None


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

    def run(self, *arguments: str) -> Any:
        """Run and read its JSON. Raises ToolError when it ends otherwise than with 0."""
        environ = {
            "HOME": str(self.home),
            "PATH": os.environ["PATH"],
            "COLUMNS": "20000",  # rich breaks its lines inside JSON otherwise
            "NO_COLOR": "1",
        }
        answer = subprocess.run(
            [self.program, *arguments],
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        said = answer.stdout.decode() + answer.stderr.decode()
        if answer.returncode != 0:
            raise ToolError(said)
        try:
            return json.loads(answer.stdout, parse_float=Decimal)
        except ValueError as error:
            raise ToolError(said) from error


class CurrentBtcli(Btcli):
    """btcli 11, which comes with the SDK."""

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


class OlderBtcli(Btcli):
    """bittensor-cli 9.23.2, the last of its line."""

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
