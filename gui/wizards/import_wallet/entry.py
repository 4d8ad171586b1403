"""Where a secret is entered: what every such step has in common, and the short ones."""

from __future__ import annotations

from PySide6.QtCore import Signal

from core.domain.addresses import address_fault, tidied
from core.domain.keys import CryptoType, FromPrivateKey, FromSeed, KeySource, Secret
from core.errors import AppError
from core.flows.digits import PRIVATE_KEY_DIGITS, SEED_DIGITS, bare_digits
from core.flows.import_wallet import ImportKind
from gui.address_words import ADDRESS_FAULTS
from gui.digit_words import digit_fault, digits_told
from gui.messages import explain
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.choices import SegmentedControl
from gui.widgets.fields import InputField
from gui.widgets.guarded import GuardedSight
from gui.widgets.password_field import PasswordField
from gui.widgets.wizard_parts import Aside, LabelledField, StepPanel

SCHEMES = (CryptoType.SR25519, CryptoType.ED25519)


class EntryPanel(StepPanel):
    """``changed`` whenever ``is_filled`` may have; ``take`` gives what was entered, once."""

    changed = Signal()

    @property
    def is_filled(self) -> bool:
        raise NotImplementedError

    @property
    def is_begun(self) -> bool:
        """Whether something was entered that would be a pity to lose."""
        return self.is_filled

    def take(self) -> KeySource | None:
        """The secret, and the fields empty; None where something is to be corrected first."""
        raise NotImplementedError

    def refuse(self, error: AppError) -> None:
        """Say beside the field why it was refused."""
        raise NotImplementedError

    def wipe(self) -> None:
        raise NotImplementedError


class SchemeField(LabelledField):
    """sr25519, or ed25519 for those who have such a key."""

    def __init__(self) -> None:
        self._control = SegmentedControl("Signature scheme", ["sr25519", "ed25519"])
        note = "sr25519 unless you know better. The other one gives another address."
        super().__init__("Signature scheme", self._control, note, fills=False)
        self.crypto_type = CryptoType.SR25519
        self._control.chosen.connect(self._on_chosen)
        self.reset()

    def reset(self) -> None:
        self._control.choose(0)
        self._on_chosen(0)

    def _on_chosen(self, number: int) -> None:
        self.crypto_type = SCHEMES[number]


class HexPanel(EntryPanel):
    """A seed or a private key, in hexadecimal digits, hidden while it is entered."""

    def __init__(self, theme: Theme, kind: ImportKind) -> None:
        is_seed = kind is ImportKind.SEED
        title = "Enter the seed" if is_seed else "Enter the private key"
        self._sizes = SEED_DIGITS if is_seed else PRIVATE_KEY_DIGITS
        self._noun = "seed" if is_seed else "private key"
        digits = "64 digits" if is_seed else "64 or 128 digits"
        super().__init__(
            title,
            f"{digits} from 0 to f, with or without 0x.",
            Aside(
                "It is the wallet: whoever has it has its TAO. It is held until the key is "
                "written or you leave this page, and is shown nowhere.",
                (("eye-off", "It shows when you press the eye. Look who looks."),),
            ),
        )
        self._make = FromSeed if is_seed else FromPrivateKey
        self.field = PasswordField(theme, "Seed" if is_seed else "Private key")
        self.first = self.field
        self._label = LabelledField("Seed" if is_seed else "Private key", self.field)
        self._scheme = SchemeField()
        GuardedSight(self.field)
        self.field.textEdited.connect(self._on_edited)
        self.body.addWidget(self._label)
        self.body.addSpacing(tokens.L)
        self.body.addWidget(self._scheme)

    @property
    def is_filled(self) -> bool:
        return not self.field.is_empty

    def take(self) -> KeySource | None:
        """What cannot be a key stays, so that the one digit too many can be found."""
        fault = digit_fault(self.field.text(), self._sizes, self._noun)
        if fault:
            self._label.refuse(fault)
            self.field.setFocus()
            return None
        text = bare_digits(self.field.text())
        self.field.wipe()
        return self._make(Secret.take_text(text), self._scheme.crypto_type)

    def refuse(self, error: AppError) -> None:
        self._label.refuse(explain(error).text)

    def wipe(self) -> None:
        self.field.wipe()
        self.count.setText("")
        self._label.accept()
        self._scheme.reset()

    def _on_edited(self) -> None:
        self._label.accept()
        self.count.setText(digits_told(self.field.text(), self._sizes))
        self.changed.emit()


class AddressPanel(EntryPanel):
    """An address to watch. No secret."""

    def __init__(self) -> None:
        super().__init__(
            "Enter the address",
            "Its balance and hotkeys are shown. Nothing can be signed with it here.",
            Aside(
                "A watch-only wallet follows an address whose key lies elsewhere: on another "
                "computer, on paper, or with somebody else.",
                (("key", "Import its words later, and it becomes a full wallet."),),
            ),
        )
        self.field = InputField("Address")
        self.field.setProperty("measure", "tall")
        self.first = self.field
        self._label = LabelledField("Address", self.field, "Begins with 5. Spaces do not matter.")
        self.field.textEdited.connect(self._on_edited)
        self.body.addWidget(self._label)

    @property
    def is_filled(self) -> bool:
        return bool(self.field.text().strip())

    def take(self) -> KeySource | None:
        return None

    def check(self) -> bool:
        """Whether it is an address; says below the field what is wrong with it."""
        fault = address_fault(tidied(self.field.text()))
        if fault is not None:
            self._label.refuse(ADDRESS_FAULTS[fault])
        return fault is None

    def refuse(self, error: AppError) -> None:
        self._label.refuse(explain(error).text)

    def wipe(self) -> None:
        self.field.setText("")
        self._label.accept()

    def _on_edited(self) -> None:
        self._label.accept()
        self.changed.emit()
