"""Names for the integers and strings that identify things on the chain."""

from __future__ import annotations

from typing import NewType

NetUid = NewType("NetUid", int)
Uid = NewType("Uid", int)
BlockNumber = NewType("BlockNumber", int)
BlockHash = NewType("BlockHash", str)  # 0x and 64 hex digits
Ss58 = NewType("Ss58", str)  # an address with network prefix 42

ROOT = NetUid(0)
