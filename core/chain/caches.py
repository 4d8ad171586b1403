"""Where the SDK may keep its files: private folders of ours, one per network and endpoint.

The SDK's metadata cache believes whichever node filled it, and it is shared
with btcli: a folder per endpoint keeps a lying node from poisoning what is
later decoded from an honest one.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

from core.domain.ids import BlockHash
from core.domain.networks import Network, NetworkKind

_RUNTIMES = "BITTENSOR_RUNTIME_CACHE_DIR"
_FILES = {
    "BTCLI_TOKEN_SYMBOLS_CACHE": "token-symbols.json",
    "BTCLI_SUBNET_NAMES_CACHE": "subnet-names.json",
    "BTCLI_CONFIG": "config.yml",
    "BTCLI_PROXIES_PATH": "proxies.json",
    "BTCLI_ADDRESSES_PATH": "addresses.json",
    "BTCLI_MULTISIGS_PATH": "multisigs.json",
    "BTCLI_MULTISIG_CACHE": "multisig-cache.json",
}


def cache_folder(root: Path, network: Network, endpoint: str) -> Path:
    """The folder of one endpoint. The practice node's port changes and does not count."""
    if network.kind is NetworkKind.PRACTICE:
        return root / "practice"
    tag = blake2b(endpoint.encode(), digest_size=8).hexdigest()
    return root / f"{network.kind.value}-{tag}"


def point_sdk_at(folder: Path) -> None:
    """Move every cache and settings file of the SDK into ``folder``, readable by us alone.

    The SDK reads these variables at each use, so this must precede its import
    and again every connect. Child processes inherit them.
    """
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    for private in (folder.parent, folder, runtime):
        private.chmod(0o700)
    os.environ[_RUNTIMES] = str(runtime)
    for variable, name in _FILES.items():
        os.environ[variable] = str(folder / name)


def forget_metadata(genesis: BlockHash) -> None:
    """Delete what the SDK keeps of a chain's metadata in the folder it was pointed at last."""
    chain = genesis.removeprefix("0x")[:16]  # as the SDK names its files
    for kept in Path(os.environ[_RUNTIMES]).glob("md*-*-*.bin"):
        if kept.name.split("-")[1] == chain:
            kept.unlink(missing_ok=True)
