"""The three ways to begin, as cards."""

from __future__ import annotations

from gui.theme.theme import Theme
from gui.widgets.invitation import Invitation


def invitations(theme: Theme) -> tuple[Invitation, Invitation, Invitation]:
    """Practise, use a wallet, create one. The second is told later what was found."""
    return (
        Invitation(
            theme,
            "flask",
            "Practise first",
            "Learn every step, risk nothing.",
            ("A network on this computer", "100 practice TAO to spend", "129 invented subnets"),
            "Start practising",
        ),
        Invitation(
            theme,
            "wallet",
            "I have a wallet",
            " ",
            (
                "Opened in place, never copied",
                "Or import words, a seed or JSON",
                "Works with btcli",
            ),
            "Use my wallets",
        ),
        Invitation(
            theme,
            "key",
            "Create a wallet",
            "A new coldkey on this computer.",
            (
                "Twelve words, checked first",
                "A password that is never stored",
                "Never overwrites a wallet",
            ),
            "Create a wallet",
        ),
    )
