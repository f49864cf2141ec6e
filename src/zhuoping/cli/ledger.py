# SPDX-License-Identifier: Apache-2.0
"""The words about the ledger. Verifying an export needs the file and the body's public key, and no database."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import typer

from zhuoping.cli import folder, printing, sources, streams
from zhuoping.cli.server import child
from zhuoping.core.ledger import Checkpoint, Entry, Verification, Verify, verify
from zhuoping.core.ledger.lines import record_line
from zhuoping.core.problems import Refused, problem
from zhuoping.core.wording import ledger as words
from zhuoping.outputs import ledger_file, signatures

# A key is one line of text between two others.
KEY_LIMIT = 64 * 1024
CHECKPOINTS_LIMIT = 8 * 1024 * 1024


def verify_export(file: Path, keys: Sequence[Path], kept: Sequence[Path], language: str) -> None:
    """Say that an export is whole, and how far it is signed; or list its first broken link and bad checkpoints."""
    with printing.answering(language):
        trusted = dict(_key(path) for path in keys)
        checkpoints = [each for path in kept for each in _checkpoints(path)]
        with sources.blaming(file, sources.no_place(file)), sources.opened(file) as content:
            name, records = ledger_file.read_ledger(content)
            found = verify(records, name, trusted, checkpoints)
            if found.problems:
                raise Refused(found.problems)
        for line in _said(file.name, name, found, language):
            printing.console().print(line, soft_wrap=True)


def export_stored(target: Path | None, language: str, *, force: bool) -> None:
    """Write what the database holds as an export, to a file or to standard output."""
    _open_database()
    from zhuoping.records import ledger

    with printing.answering(language):
        stands = ledger.standing()
        if stands is None or not stands[1].sequence:
            raise Refused([problem("", "ledger-empty")])
        name, head = stands
        counted = _Counted(ledger.records_up_to(head))
        lines = ledger_file.ledger_lines(name, counted)
        if target is None:
            while block := b"".join(islice(lines, ledger.BLOCK)):
                streams.write(block)
            return
        folder.write_file(target, lines, force=force)
        said = words.text(
            "exported", language, name=target.name, entries=head.sequence, checkpoints=counted.checkpoints
        )
        printing.console().print(printing.one_line(said), soft_wrap=True)


def sign_checkpoint(language: str) -> None:
    """Sign where the ledger stands, and print the checkpoint as an export has it: a line to keep elsewhere."""
    _open_database()
    from django.utils import timezone

    from zhuoping.actions import checkpoints

    with printing.answering(language):
        made = checkpoints.sign(by=None, at=timezone.now())
        line = record_line(Checkpoint(made.sequence, made.digest, made.at, made.key_id, made.signature))
        streams.write(line.encode())


def print_public_key(language: str) -> None:
    """Print the public half of the key that signs checkpoints."""
    _open_database()
    from zhuoping.actions import checkpoints

    with printing.answering(language):
        streams.write(checkpoints.public_key().pem)


class _Counted:
    """Records as they pass by, and how many checkpoints were among them."""

    def __init__(self, records: Iterable[Entry | Checkpoint]) -> None:
        self._records = records
        self.checkpoints = 0

    def __iter__(self) -> Iterator[Entry | Checkpoint]:
        for record in self._records:
            self.checkpoints += isinstance(record, Checkpoint)
            yield record


def _open_database() -> None:
    """Load Django; what is wrong with the settings or the database is printed, and ends the program."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", child.SETTINGS)
    if child.check() != 0:
        raise typer.Exit(printing.EXIT_REFUSED)


def _said(file: str, name: str, found: Verification, language: str) -> list[str]:
    entries, signed = found.head.sequence, found.signed
    coverage = "signed" if signed == entries else "not_signed"
    return [
        words.text("whole", language, name=file, entries=entries, checkpoints=found.checkpoints),
        words.text(coverage, language, signed=signed, count=entries - signed),
        words.text("ledger", language, ledger=name),
        words.text("head", language, sequence=entries, digest=found.head.digest),
    ]


def _key(path: Path) -> tuple[str, Verify]:
    with sources.blaming(path, sources.no_place(path)):
        key = signatures.read_public_key(sources.read_bytes(path, KEY_LIMIT))
    return key.key_id, key.verify


def _checkpoints(path: Path) -> Sequence[Checkpoint]:
    with sources.blaming(path, sources.no_place(path)):
        return ledger_file.read_checkpoints(sources.read_bytes(path, CHECKPOINTS_LIMIT))
