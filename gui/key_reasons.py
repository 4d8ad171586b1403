"""The words for every reason why something about a key did not work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.domain.keys import KeyReason
from gui.wording import Action, Words

_OTHER_NAME: Final = "Choose another name."
_KEEP: Final = "Nothing was overwritten."
_FROM_WORDS: Final = "Make the key anew from its words, or take the file from a backup."

KEY_WORDS: Final[Mapping[KeyReason, Words]] = {
    KeyReason.NAME_INVALID: Words(
        "That name cannot be used.",
        "“{name}” has characters that not every system can keep.",
        "It has characters that not every system can keep.",
        "Use letters, digits, - and _, at most 48 of them.",
    ),
    KeyReason.NAME_RESERVED: Words(
        "That name cannot be used.",
        "“{name}” means something else to the system or to btcli.",
        "It means something else to the system or to btcli.",
        _OTHER_NAME,
    ),
    KeyReason.NAME_TAKEN: Words(
        "That name is taken.",
        "There is “{name}” already, perhaps with other capitals.",
        "There is one of that name already, perhaps with other capitals.",
        _OTHER_NAME,
    ),
    KeyReason.NAME_FOREIGN: Words(
        "Read only.",
        "“{name}” is a name that Taonaut would not give, so it does not write there.",
        "It has a name that Taonaut would not give, so it does not write there.",
        "Rename the folder or the file first.",
    ),
    KeyReason.KEY_EXISTS: Words(
        "There is a key already.",
        "“{name}” exists, and Taonaut never writes over a key.",
        "That key exists, and Taonaut never writes over a key.",
        _OTHER_NAME,
    ),
    KeyReason.OTHER_KEY: Words(
        "Another key is there.",
        "The public file {name} in that folder names another key.",
        "The public file in that folder names another key.",
        "Choose another name, or put the file away first.",
    ),
    KeyReason.PAIR_DIFFERS: Words(
        "The two files differ.",
        "The private and the public file of {name} are of different keys.",
        "The private and the public file are of different keys.",
        "Nothing was unlocked. Find out which of them belongs there.",
    ),
    KeyReason.CHANGED: Words(
        "The file changed.",
        "Another program changed {name} meanwhile.",
        "Another program changed the keyfile since it was last seen.",
        "Look at the wallet again, then try once more. Nothing was overwritten.",
    ),
    KeyReason.UNSOUND: Words(
        "Damaged keyfile.",
        "{name} is cut short or garbled: no password opens it.",
        "The keyfile is cut short or garbled: no password opens it.",
        _FROM_WORDS,
    ),
    KeyReason.SYMLINK: Words(
        "That is a link.",
        "{name} points to another file, and Taonaut does not follow it.",
        "It points to another file, and Taonaut does not follow it.",
        "Put the file itself there.",
    ),
    KeyReason.NOT_A_FILE: Words(
        "That is no keyfile.",
        "{name} is a folder, a pipe or a device.",
        "In the keyfile's place is a folder, a pipe or a device.",
        "Move it away and put the keyfile there.",
    ),
    KeyReason.TOO_LARGE: Words(
        "That is no keyfile.",
        "{name} is far too large for one.",
        "The file is far too large for one.",
        "Move it away and put the keyfile there.",
    ),
    KeyReason.DISK_FULL: Words(
        "The disk is full.",
        "There is no room to write {name}.",
        "There is no room to write the file.",
        f"Free some space and try again. {_KEEP}",
    ),
    KeyReason.NO_PERMISSION: Words(
        "Not allowed.",
        "The system does not let Taonaut write or read {name}.",
        "The system does not let Taonaut write or read there.",
        "Look at whose folder it is.",
        Action.ADVANCED,
    ),
    KeyReason.NO_MEMORY: Words(
        "Not enough memory.",
        "Deriving a key takes 512 MB, and the system did not give them.",
        "Deriving a key takes 512 MB, and the system did not give them.",
        "Close other programs and try again.",
    ),
    KeyReason.EMPTY_PASSWORD: Words(
        "A password is missing.",
        "The key is encrypted, or is to be.",
        "The key is encrypted, or is to be.",
        "Enter its password.",
    ),
    KeyReason.MNEMONIC: Words(
        "Those are no recovery words.",
        "A word is not in the list, or the last ones do not fit the others.",
        "A word is not in the list, or the last ones do not fit the others.",
        "Compare them with what is written down.",
    ),
    KeyReason.SEED: Words(
        "That is no seed.",
        "A seed is 64 digits from 0 to f, and not all of them zero.",
        "A seed is 64 digits from 0 to f, and not all of them zero.",
        "Look whether all of it was copied.",
    ),
    KeyReason.PRIVATE_KEY: Words(
        "That is no private key.",
        "A private key is 64 or 128 digits from 0 to f, and not all of them zero.",
        "A private key is 64 or 128 digits from 0 to f, and not all of them zero.",
        "Look whether all of it was copied.",
    ),
    KeyReason.POLKADOT_JS: Words(
        "That is no polkadot-js export.",
        "It is not JSON of the kind that the extension writes, or not all of it.",
        "It is not JSON of the kind that the extension writes, or not all of it.",
        "Export the account there once more.",
    ),
    KeyReason.ADDRESS: Words(
        "That is no address.",
        "A Bittensor address begins with 5 and has 48 letters and digits.",
        "A Bittensor address begins with 5 and has 48 letters and digits.",
        "Look whether all of it was copied.",
    ),
    KeyReason.WATCH_ONLY: Words(
        "Watched only.",
        "There is no private key of {name} on this computer.",
        "There is no private key of it on this computer.",
        "Import its words to sign with it.",
    ),
    KeyReason.ALREADY_ENCRYPTED: Words(
        "It is encrypted already.",
        "{name} has a password.",
        "The key has a password.",
        "Change the password instead.",
    ),
    KeyReason.NO_DRAFT: Words(
        "The words are gone.",
        "A key that is being made is forgotten after 15 minutes, and when the keys lock.",
        "A key that is being made is forgotten after 15 minutes, and when the keys lock.",
        "Begin anew, with new words. Nothing was written.",
    ),
    KeyReason.AGENT_ENDED: Words(
        "The key agent ended.",
        "The process that holds the keys ended unexpectedly, and every key is locked.",
        "The process that holds the keys ended unexpectedly, and every key is locked.",
        "Unlock again. If it happens twice, the doctor may know why.",
        Action.ADVANCED,
    ),
    KeyReason.NO_PUBLIC: Words(
        "The address is not known.",
        "{name} has no public file, so nobody can tell its address without its password.",
        "It has no public file, so nobody can tell its address without its password.",
        "Restore the public file first.",
    ),
    KeyReason.PLAINTEXT: Words(
        "It is not encrypted.",
        "A copy of {name} would be readable to everyone who finds it.",
        "A copy of it would be readable to everyone who finds it.",
        "Encrypt it with a password first.",
    ),
    KeyReason.AMONG_WALLETS: Words(
        "Not into the wallet folder.",
        "A copy there could be taken for a key.",
        "A copy there could be taken for a key.",
        "Choose a folder elsewhere.",
    ),
    KeyReason.MESSAGE_EMPTY: Words(
        "Nothing to sign.",
        "The message is empty.",
        "The message is empty.",
        "Enter the text to sign.",
    ),
    KeyReason.MESSAGE_LONG: Words(
        "The message is too long.",
        "More than 64 KiB are not signed at once.",
        "More than 64 KiB are not signed at once.",
        "Sign its checksum instead.",
    ),
    KeyReason.MESSAGE_CONTROL: Words(
        "That is not signed as a message.",
        "It has bytes that a transaction has and a text has not.",
        "It has bytes that a transaction has and a text has not.",
        "Whoever asks for it may want a transaction signed.",
    ),
    KeyReason.MESSAGE_HASH: Words(
        "That is not signed as a message.",
        "32 bytes can be the hash of a transaction, and would sign it.",
        "32 bytes can be the hash of a transaction, and would sign it.",
        "Whoever asks for it may want a transaction signed. Add some words of your own.",
    ),
}

# A file that changed and does not open could be either; which, nobody can say.
CHANGED_AND_CLOSED: Final = Words(
    "The file changed, and does not open.",
    "Another program changed {name} since it was last seen.",
    "Another program changed the keyfile since it was last seen.",
    "The password may be a new one, or the file is damaged.",
)
