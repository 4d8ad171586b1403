"""What the palette offers: pages, actions and subnets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from core.domain.networks import KNOWN, Network
from core.domain.settings import Appearance
from core.domain.subnets import Subnet
from gui.formats import untrusted
from gui.network_look import look_of
from gui.shell.navigation import DESTINATIONS
from gui.shell.ranking import Entry

GO: Final = "go:"
NETWORK: Final = "network:"
APPEARANCE: Final = "appearance:"
RETRY: Final = "retry"
QUIT: Final = "quit"

_SECTIONS: Final = (
    Entry("Network settings", f"{GO}settings/network", "world", "Settings"),
    Entry("Keyring settings", f"{GO}settings/keyring", "key", "Settings"),
    Entry("Security settings", f"{GO}settings/security", "shield-lock", "Settings"),
    Entry("Appearance", f"{GO}settings/appearance", "sun-moon", "Settings"),
    Entry("Advanced settings", f"{GO}settings/advanced", "tool", "Settings"),
    Entry("Reset the practice network", f"{GO}settings/network/reset", "refresh", "Action"),
    Entry("Run doctor", f"{GO}settings/advanced/doctor", "stethoscope", "Action"),
)
_ICONS: Final = {
    Appearance.SYSTEM: "sun-moon",
    Appearance.LIGHT: "sun",
    Appearance.DARK: "moon",
}


def standing_entries(current: Network | None) -> list[Entry]:
    """Everything that is there before any subnet is known."""
    pages = [
        Entry(d.title, GO + d.route, d.icon, f"Ctrl {number}", weight=20 - number)
        for number, d in enumerate(DESTINATIONS, 1)
    ]
    networks = [
        Entry(f"Switch to {look_of(n).name}", NETWORK + n.name, "network", "Network", weight=5)
        for n in KNOWN
        if n != current
    ]
    looks = [
        Entry(f"{look.value.capitalize()} appearance", APPEARANCE + look.value, icon, "Appearance")
        for look, icon in _ICONS.items()
    ]
    retry = Entry("Retry the connection", RETRY, "refresh", "Action")
    leave = Entry("Quit Taonaut", QUIT, "door-exit", "Ctrl Q")
    return [*pages, *networks, *_SECTIONS, *looks, retry, leave]


def subnet_entries(subnets: Iterable[Subnet]) -> list[Entry]:
    """An entry a subnet, by its cleaned name and its number."""
    return [
        Entry(
            title=untrusted(subnet.name) or f"Subnet {subnet.netuid}",
            key=f"{GO}subnets/{subnet.netuid}/metagraph",
            icon="hexagons",
            hint=f"Subnet {subnet.netuid}",
            number=int(subnet.netuid),
            weight=-1,
        )
        for subnet in subnets
    ]
