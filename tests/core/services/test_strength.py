"""What guessers know of this app is told to the judge of passwords."""

from __future__ import annotations

from core.domain.keys import Secret
from core.domain.strength import Strength
from core.services.strength import StrengthService


class Judge:
    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    async def rate(self, password, familiar=()) -> Strength:
        self.asked.append((password.reveal_text(), tuple(familiar)))
        return Strength(2, "Add a word.")


async def test_the_apps_own_words_and_the_given_names_are_familiar():
    judge = Judge()
    found = await StrengthService(judge).rate(Secret.of_text("taonaut1"), ("my-cold",))
    (text, familiar) = judge.asked[0]
    assert (text, found) == ("taonaut1", Strength(2, "Add a word."))
    assert {"taonaut", "bittensor", "my-cold"} <= set(familiar)
