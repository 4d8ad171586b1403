"""The program that rates passwords: ``python -m core.keys.strength_process``.

It is hardened as the key processes are, but imports no key code and holds no
key. What zxcvbn leaves in its memory goes with it.
"""

from __future__ import annotations

import json
import sys
from typing import Final, cast

from core.domain.strength import LONGEST_RATED, Strength
from core.keys.hardening import claim_pipes, harden
from core.keys.pipes import read_frame, write_frame
from core.keys.protocol import Frame, FrameError, Lent

_EXIT_BROKEN_PIPE: Final = 3
_EXIT_BAD_FRAME: Final = 4


def main() -> int:
    """Serve until the pipe ends. Returns the exit code."""
    frames_in, frames_out = claim_pipes()
    harden()
    try:
        write_frame(frames_out, Frame({"id": 0}))
        while (request := read_frame(frames_in)) is not None:
            found = rated(request.blobs)
            reply = Frame(
                {"id": request.header["id"], "score": found.score, "advice": found.advice}
            )
            write_frame(frames_out, reply)
    except BrokenPipeError:
        return _EXIT_BROKEN_PIPE
    except FrameError:
        return _EXIT_BAD_FRAME
    return 0


def rated(blobs: Lent) -> Strength:
    """What zxcvbn says of the blob ``password``.

    ``familiar`` is a JSON list of words that an attacker would try first. Only
    the first 72 characters count: more can only make it stronger.
    """
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # noqa: PLC0415 - without types; the process answers sooner

    text = blobs["password"].decode(errors="replace")[:LONGEST_RATED]
    words = cast("list[str]", json.loads(blobs["familiar"]))
    found = zxcvbn(text, user_inputs=words)
    feedback = found["feedback"]
    advice = feedback["warning"] or next(iter(feedback["suggestions"]), "")
    return Strength(int(found["score"]), str(advice))


if __name__ == "__main__":
    sys.exit(main())
