# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a ledger: the first broken link of its chain, and every checkpoint that does not hold.

Reads each record once and remembers the head only, however long the ledger is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from zhuoping.core.ledger.checkpoints import Checkpoint, Verify, checkpoint_message
from zhuoping.core.ledger.entries import Head, Link, start
from zhuoping.core.ledger.lines import Record, Unreadable
from zhuoping.core.problems import Problem, at, problem

# A file full of false checkpoints shall not fill the memory.
MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. `problems` is empty where the chain is whole and a key that is trusted has signed some of it.

    `head` is the last entry that was read, `checkpoints` counts those that hold and stand before the first broken
    link, and `signed` is the sequence of the last of them: of what comes later nothing is proved.
    """

    head: Head
    checkpoints: int
    signed: int
    problems: tuple[Problem, ...]


def verify(
    records: Iterable[Record], ledger: str, keys: Mapping[str, Verify], kept: Iterable[Checkpoint] = ()
) -> Verification:
    """Walk through a ledger from its first entry; `ledger` is its name, `keys` those that the reader trusts, by key id.

    Records come from a file (`lines.read_records`), or from entries (`link_of`).
    `kept` are checkpoints that the reader got earlier and kept elsewhere. They find what the file cannot show by
    itself: a tail cut off together with its checkpoints.
    """
    walk = _Walk(start(ledger), keys, kept)
    for record in records:
        if isinstance(record, Link):
            walk.link(record)
        elif isinstance(record, Checkpoint):
            walk.checkpoint(record)
        else:
            walk.unreadable(record)
    return walk.end()


def ending_at(found: Verification, head: Head) -> Verification:
    """What was found of entries in a database, whose head is kept in a row of its own: whether they end there."""
    if found.head == head:
        return found
    last = found.head.sequence
    differs = problem("head", "ledger-head-differs", sequence=head.sequence, last=last)
    return replace(found, problems=(*found.problems, differs))


class _Walk:
    """The state of one walk. After the first broken link the chain is taken as it is written, for its checkpoints."""

    def __init__(self, head: Head, keys: Mapping[str, Verify], kept: Iterable[Checkpoint]) -> None:
        self.head: Head | Link = head
        self.keys = keys
        self.checkpoints = self.signed = 0
        self.problems: list[Problem] = []
        self.broken = self.lost = False
        self.kept: dict[int, list[Checkpoint]] = {}
        for each in kept:
            if self._is_signed(each):
                self.kept.setdefault(each.sequence, []).append(each)

    def link(self, link: Link) -> None:
        """The next entry: whether it is as written, and follows the one before."""
        if not self.broken and (fault := _fault(link, self.head)):
            self._break(fault)
        self.head, self.lost = link, False
        if self.kept:
            for each in self.kept.pop(link.sequence, ()):
                self._compare(each)

    def checkpoint(self, checkpoint: Checkpoint) -> None:
        """The next checkpoint: whether it is signed, stands where it belongs, and signs this chain."""
        if not self._is_signed(checkpoint) or self.lost:
            return
        last = self.head.sequence
        if checkpoint.sequence > last:
            self._beyond(checkpoint)
        elif checkpoint.sequence < last:
            self._say(checkpoint, "ledger-checkpoint-misplaced", last=last)
        else:
            self._compare(checkpoint)

    def unreadable(self, record: Unreadable) -> None:
        """A line that holds no record: where the chain stands after it cannot be told before the next entry."""
        if not self.broken:
            said = {"line": record.line, "last": self.head.sequence}
            self._break(problem(f"line {record.line}", "ledger-line-unreadable", **said))
        self.lost = True

    def end(self) -> Verification:
        """What was found, now that the last record was read."""
        for sequence, kept in sorted(self.kept.items()):
            # One below was passed over by a gap, which is a broken link already.
            if sequence > self.head.sequence:
                self._beyond(kept[0])
        if not self.problems and not self.checkpoints:
            self.problems.append(problem("", "ledger-unsigned"))
        head = Head(self.head.sequence, self.head.digest)
        return Verification(head, self.checkpoints, self.signed, tuple(self.problems))

    def _break(self, fault: Problem) -> None:
        self.broken = True
        # What is wrong first is told first; checkpoints kept elsewhere may have been refused before.
        self.problems.insert(0, fault)

    def _is_signed(self, checkpoint: Checkpoint) -> bool:
        """Whether a trusted key has signed this; says so where it has not."""
        verify_by = self.keys.get(checkpoint.key_id)
        if verify_by is None:
            self._say(checkpoint, "ledger-key-unknown", key=checkpoint.key_id)
        elif not verify_by(checkpoint_message(checkpoint), bytes.fromhex(checkpoint.signature)):
            self._say(checkpoint, "ledger-signature-wrong", key=checkpoint.key_id)
        else:
            return True
        return False

    def _compare(self, checkpoint: Checkpoint) -> None:
        """A signed checkpoint of the entry just read."""
        if checkpoint.digest != self.head.digest:
            self._say(checkpoint, "ledger-checkpoint-differs", at=checkpoint.at)
        elif not self.broken:
            self.checkpoints += 1
            self.signed = checkpoint.sequence

    def _beyond(self, checkpoint: Checkpoint) -> None:
        self._say(checkpoint, "ledger-entries-cut", last=self.head.sequence, at=checkpoint.at)

    def _say(self, checkpoint: Checkpoint, code: str, **values: object) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            path = at("checkpoint", str(checkpoint.sequence))
            self.problems.append(problem(path, code, sequence=checkpoint.sequence, **values))


def _fault(link: Link, head: Head | Link) -> Problem | None:
    """What is wrong with an entry that should follow `head`, or nothing."""
    due = head.sequence + 1
    if link == (due, head.digest, link.digest, True, True):
        return None
    path = at("entry", str(due))
    if not link.body_holds:
        return problem(path, "ledger-body-changed", sequence=due)
    if not link.header_holds:
        return problem(path, "ledger-header-changed", sequence=due)
    if link.sequence > due:
        return problem(path, "ledger-entry-missing", sequence=due, given=link.sequence)
    if link.sequence < due:
        return problem(path, "ledger-entry-misplaced", sequence=due, given=link.sequence)
    return problem(path, "ledger-link-broken", sequence=due, last=head.sequence)
