"""Routes of wallets: built here, taken apart here. Knows nothing of Qt."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, unquote

CREATE_WALLET: Final = "wallets/+create"
IMPORT_WALLET: Final = "wallets/+import"
WATCH_ADDRESS: Final = "wallets/+watch"
SEND: Final = "+send"
CHECK: Final = "+check"
HOTKEYS: Final = "+hotkeys"

# A wallet's name never begins with a plus once it is quoted.
_WIZARDS: Final = {
    "+create": "create-wallet",
    "+import": "import-wallet",
    "+watch": "import-wallet",  # at the step for an address alone
    SEND: "send",
    CHECK: "backup-check",
    HOTKEYS: "create-hotkeys",
}

# The keys of their pages.
WIZARDS: Final = frozenset(_WIZARDS.values())


def wallet_route(name: str, action: str = "") -> str:
    """``wallets/my-cold`` or ``wallets/my-cold/+send``; any folder's name is fit."""
    route = f"wallets/{quote(name, safe='', errors='surrogateescape')}"
    return f"{route}/{action}" if action else route


def wallet_name(route: str) -> str:
    """The wallet of a route, empty where it names none."""
    parts = route.split("/")
    named = len(parts) > 1 and not parts[1].startswith("+")
    return unquote(parts[1], errors="surrogateescape") if named else ""


def wizard_of(route: str) -> str:
    """The key of the wizard a wallet route leads to; empty for the page itself."""
    return _WIZARDS.get(route.rpartition("/")[2], "")
