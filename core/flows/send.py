"""Sending TAO, as far as it is typed: what the form says, and whether it can be reviewed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.domain.addresses import AddressFault, address_fault, tidied
from core.domain.ids import Ss58
from core.domain.intents import AllBut, TransferTao
from core.domain.money import AmountFault, TaoRao, amount_fault, parse_tao
from core.domain.transactions import Standing


@dataclass(frozen=True, slots=True)
class SendForm:
    """What is typed. ``signer`` sends; ``reserve`` in rao stays where all else goes.

    ``wallet`` is the name of the signer's folder.
    """

    signer: Ss58
    reserve: TaoRao
    wallet: str
    address: str = ""
    amount: str = ""
    sends_all: bool = False
    keep_alive: bool = True

    def with_address(self, text: str) -> SendForm:
        return replace(self, address=tidied(text))

    @property
    def address_fault(self) -> AddressFault | None:
        return address_fault(self.address)

    @property
    def dest(self) -> Ss58 | None:
        """A good address of somebody else, None otherwise."""
        good = self.address_fault is None and not self.goes_to_itself
        return Ss58(self.address) if good else None

    @property
    def goes_to_itself(self) -> bool:
        return self.address == self.signer

    @property
    def amount_fault(self) -> AmountFault | None:
        return None if self.sends_all else amount_fault(self.amount)

    @property
    def exact(self) -> TaoRao | None:
        """The typed amount, None where there is none to read."""
        readable = not self.sends_all and self.amount_fault is None
        return parse_tao(self.amount) if readable else None

    @property
    def intent(self) -> TransferTao | None:
        """What would be reviewed, None as long as something is missing or wrong."""
        dest = self.dest
        amount = AllBut(self.reserve) if self.sends_all else self.exact
        if dest is None or amount is None or amount == 0:
            return None
        return TransferTao(dest, amount, self.keep_alive)

    @property
    def probe(self) -> TransferTao:
        """Something to review for its fee and standing while nothing better is typed.

        It is blocked, because it goes to the sender, and so can never be signed.
        """
        return TransferTao(self.signer, AllBut(self.reserve), self.keep_alive)

    def most(self, standing: Standing, fee: TaoRao) -> TaoRao:
        """What can be sent so that fee and reserve stay, in rao."""
        usable = standing.usable(keep_alive=self.keep_alive)
        return TaoRao(max(usable - fee - self.reserve, 0))

    def is_too_much(self, standing: Standing, fee: TaoRao) -> bool:
        return self.exact is not None and self.exact > self.most(standing, fee)
