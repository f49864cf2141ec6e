# SPDX-License-Identifier: Apache-2.0
"""Checkpoints: heads of the chain that a key has signed. Whoever keeps one can tell that all before it is unaltered.

Keys and their arithmetic are outside of core: signing and verifying are handed in as functions.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from zhuoping.core.ledger.canonical import Value, canonical
from zhuoping.core.ledger.entries import Head, time_text

_CHECKPOINT = b"zhuoping ledger checkpoint 1\n"

# A message to its signature; a message and a signature to whether it is one.
Sign = Callable[[bytes], bytes]
Verify = Callable[[bytes, bytes], bool]


class Checkpoint(NamedTuple):
    """A signed head: `signature` (Ed25519, hexadecimal) of the key `key_id` over everything else in it."""

    sequence: int
    digest: str
    at: str
    key_id: str
    signature: str


def make_checkpoint(head: Head, *, at: datetime, key_id: str, sign: Sign) -> Checkpoint:
    """The checkpoint of `head`.

    Raises ValueError for the head of an empty ledger, of which there is nothing to say.
    """
    if not head.sequence:
        raise ValueError("an empty ledger has no checkpoint")
    unsigned = Checkpoint(head.sequence, head.digest, time_text(at), key_id, "")
    return unsigned._replace(signature=sign(checkpoint_message(unsigned)).hex())


def checkpoint_message(checkpoint: Checkpoint) -> bytes:
    """What a checkpoint's key signs."""
    said: dict[str, Value] = {
        "at": checkpoint.at,
        "digest": checkpoint.digest,
        "key_id": checkpoint.key_id,
        "sequence": checkpoint.sequence,
    }
    return _CHECKPOINT + canonical(said).encode()
