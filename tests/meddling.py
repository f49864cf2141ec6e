# SPDX-License-Identifier: Apache-2.0
"""What somebody can do who rules the database: switch off the ledger's triggers and write what they like."""

from django.db import connection

from zhuoping.core.ledger import Entry, Head
from zhuoping.core.ledger.entries import digest_of, entry_digest
from zhuoping.records.models import LedgerEntry, LedgerHead

TABLES = ("records_ledgerentry", "records_ledgerhead", "records_checkpoint", "records_signingkey")


def run(*statements):
    """Run SQL, past all of the program."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def switch_triggers_off():
    """Only the owner of the tables can; within a test's transaction it is undone with it."""
    if connection.vendor == "postgresql":
        run(*(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in TABLES))
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = [name for (name,) in cursor.fetchall()]
    run(*(f"DROP TRIGGER {name}" for name in names))


def rewrite(first, **changes):
    """Change entry `first` and make all digests anew from there to the end, and the head with them."""
    rows = list(LedgerEntry.objects.filter(sequence__gte=first).order_by("sequence"))
    LedgerEntry.objects.filter(sequence__gte=first).delete()
    previous = rows[0].previous_digest
    for row in rows:
        values = {name: getattr(row, name) for name in Entry._fields}
        if row.sequence == first:
            values |= changes
        entry = Entry(**values)._replace(previous_digest=previous)
        entry = entry._replace(body_digest=digest_of(entry.body.encode()))
        entry = entry._replace(digest=entry_digest(entry))
        LedgerEntry.objects.create(**entry._asdict())
        previous = entry.digest
    put_head(Head(rows[-1].sequence, previous))


def put_head(head):
    """Let the head say something else."""
    LedgerHead.objects.update(sequence=head.sequence, digest=head.digest)
