# SPDX-License-Identifier: Apache-2.0
"""What the acts of a set-up wrote, kept by each process of tests and written again where it is asked for once more.

Dozens of acts bring an engagement to its stage, and half of all tests begin with one. So `@remembered` lets them act
once; from then on the same statements run again, in their order and past the same triggers, without what the program
thought before it made them. That is only right from the very same tables: where a test has written anything by itself
in between, rolled anything back or commits, the acts run as ever.
"""

import pickle
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from types import FunctionType
from typing import Any

from django.core.files.storage import storages
from django.db import connection
from django.db.models import Model

from zhuoping.records.models import EvidenceFile, LedgerEntry, Person

_WRITES = ("INSERT", "UPDATE", "DELETE")
# Whatever else there may be leaves tables that nobody knows.
_READS = ("SELECT", "SAVEPOINT", "RELEASE")
_KEPT = {}
_REWINDING = """SELECT string_agg(format('setval(%L, %s, %s)', sequencename, coalesce(last_value, 1),
    CASE WHEN last_value IS NULL THEN 'false' ELSE 'true' END), ', ')
    FROM pg_sequences WHERE schemaname = current_schema()"""


@dataclass
class _Watch:
    """Sees every statement; `state` says how the tables came to be as they are, None when nobody knows."""

    state: Any = None
    test: Any = None
    wrote: list = field(default_factory=list)
    rewinding: str = ""

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(_READS):
            self.state = None
            self.wrote.append((sql, params, many))
        return execute(sql, params, many, context)

    def knows(self):
        """Whether the tables are known, in the test that runs now."""
        blocks = connection.atomic_blocks
        return bool(blocks) and blocks[0] is self.test and self.state is not None

    def begin(self):
        """A test begins: known are tables in which nobody is and nothing happened, if it will be rolled back."""
        if not connection.in_atomic_block or Person.objects.exists() or LedgerEntry.objects.exists():
            return
        if self not in connection.execute_wrappers:
            connection.execute_wrappers.append(self)
        self._rewind()
        self.state, self.test = (), connection.atomic_blocks[0]
        self.wrote.clear()

    def _rewind(self):
        """PostgreSQL never takes back a number that it gave; SQLite keeps those of tests that commit."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                # Then it counts on from the rows that are there.
                cursor.execute("DELETE FROM sqlite_sequence")
                return
            if not self.rewinding:
                cursor.execute(_REWINDING)
                self.rewinding = f"SELECT {cursor.fetchone()[0]}"
            cursor.execute(self.rewinding)


_WATCH = _Watch()


@dataclass(frozen=True)
class _Kept:
    """What a set-up wrote and answered, and the files that it left in the store."""

    statements: list
    answer: bytes
    files: tuple

    def is_whole(self):
        """Whether the store has still, or here too, what the rows point to."""
        return all(storages["evidence"].exists(f"{each[:2]}/{each[2:4]}/{each}") for each in self.files)

    def write(self):
        with connection.cursor() as cursor:
            for sql, params, many in self.statements:
                (cursor.executemany if many else cursor.execute)(sql, params)
        return pickle.loads(self.answer)  # noqa: S301 - our own.


def remembered(build):
    """A set-up that acts once and is written again from then on."""

    @wraps(build)
    def built(*given, **more):
        asked = _asked(given), _asked(more.items())
        if not _WATCH.knows() or None in asked:
            return build(*given, **more)
        state = (_WATCH.state, build.__module__, build.__qualname__, asked)
        kept = _KEPT.get(state)
        if kept is not None and kept.is_whole():
            answer = kept.write()
        else:
            before = len(_WATCH.wrote)
            answer = build(*given, **more)
            statements = _WATCH.wrote[before:]
            if not all(sql.startswith(_WRITES) for sql, _, _ in statements):
                return answer
            files = tuple(EvidenceFile.objects.values_list("digest", flat=True))
            _KEPT[state] = _Kept(statements, pickle.dumps(answer), files)
        _WATCH.state = state
        return answer

    return built


def from_the_start(build):
    """As `remembered`, for the set-up that is the first of a test."""
    inner = remembered(build)

    @wraps(build)
    def built(*given, **more):
        _WATCH.begin()
        return inner(*given, **more)

    return built


def _asked(given):
    """What was asked for, to tell it from anything else; None where that cannot be said."""
    said = tuple(_said(each) for each in given)
    return None if None in said else said


def _said(value):
    if isinstance(value, Model):
        return (type(value).__name__, value.pk)
    if isinstance(value, FunctionType) and value.__closure__ is None:
        return (value.__module__, value.__qualname__)
    if isinstance(value, tuple | list):
        return _asked(value)
    if value is None or isinstance(value, str | int | date):
        return (type(value).__name__, repr(value))
    # A value of core, or the cast, which is the same in all known tables.
    return repr(value) if hasattr(value, "__dataclass_fields__") else None
