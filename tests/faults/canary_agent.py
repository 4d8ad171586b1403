"""A key process that encrypts in milliseconds: keys are written as vaults."""

from __future__ import annotations

import sys

from core.keys import primitives
from core.keys.agent_process import main
from tests.fakes.keyfiles import vault

primitives.encrypt = vault

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
