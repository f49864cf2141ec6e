# SPDX-License-Identifier: Apache-2.0
"""The ledger: what was done, as a chain of entries in which no past entry can change unseen (17065 7.12).

`entries` make and digest entries, `checkpoints` are signed heads of the chain, `lines` are both as text,
`verifying` finds what is wrong. Pure as all of core: times, keys and files are handed in. docs/domain/ledger.md says
what the chain proves and what it does not.
"""

from zhuoping.core.ledger.checkpoints import Checkpoint, Sign, Verify, checkpoint_message, make_checkpoint
from zhuoping.core.ledger.entries import Entry, Head, Link, link_of, make_entry, start, time_text
from zhuoping.core.ledger.lines import Record, Unreadable, in_order
from zhuoping.core.ledger.verifying import Verification, ending_at, verify

__all__ = [
    "Checkpoint",
    "Entry",
    "Head",
    "Link",
    "Record",
    "Sign",
    "Unreadable",
    "Verification",
    "Verify",
    "checkpoint_message",
    "ending_at",
    "in_order",
    "link_of",
    "make_checkpoint",
    "make_entry",
    "start",
    "time_text",
    "verify",
]
