# SPDX-License-Identifier: Apache-2.0
"""Triggers: rows of the ledger are never changed or deleted, and only what follows the chain is added.

A migration that alters one of these tables has to make the triggers anew: on SQLite Django copies the table to a new
one, and the triggers of the old one go with it.
"""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ENTRY, HEAD, CHECKPOINT, KEY = (
    f"records_{name}" for name in ("ledgerentry", "ledgerhead", "checkpoint", "signingkey")
)

# What a new row has to meet, in SQL that both databases read. The head is still that of the entry before when an entry
# comes in, and moves after it within the same transaction: a second writer finds its sequence taken.
RULES = {
    (ENTRY, "INSERT"): """EXISTS (SELECT 1 FROM records_ledgerhead
        WHERE sequence + 1 = NEW.sequence AND digest = NEW.previous_digest)""",
    (HEAD, "INSERT"): """NEW.id = 1 AND NEW.sequence = 0 AND NOT EXISTS (SELECT 1 FROM records_ledgerhead)""",
    (HEAD, "UPDATE"): """NEW.id = OLD.id AND NEW.ledger = OLD.ledger AND NEW.sequence = OLD.sequence + 1
        AND EXISTS (SELECT 1 FROM records_ledgerentry
            WHERE sequence = NEW.sequence AND digest = NEW.digest AND previous_digest = OLD.digest)""",
    (CHECKPOINT, "INSERT"): """EXISTS (SELECT 1 FROM records_ledgerentry
            WHERE sequence = NEW.sequence AND digest = NEW.digest)
        AND EXISTS (SELECT 1 FROM records_signingkey WHERE key_id = NEW.key_id)
        AND NOT EXISTS (SELECT 1 FROM records_checkpoint WHERE sequence >= NEW.sequence)""",
    # Said of the new row too, because SQLite's INSERT OR REPLACE deletes a row without asking the triggers.
    (KEY, "INSERT"): """NOT EXISTS (SELECT 1 FROM records_signingkey WHERE key_id = NEW.key_id)""",
}
NEVER = [
    (ENTRY, "UPDATE"),
    (ENTRY, "DELETE"),
    (HEAD, "DELETE"),
    (CHECKPOINT, "UPDATE"),
    (CHECKPOINT, "DELETE"),
    (KEY, "UPDATE"),
    (KEY, "DELETE"),
]
NOT_CHANGED = "the ledger only grows: no row is changed or deleted"
NOT_NEXT = "the ledger only grows: this row does not follow the last one"


def _name(table: str, event: str) -> str:
    return f"{table}_{event.lower()}"


def _sqlite() -> Iterator[str]:
    for (table, event), rule in RULES.items():
        # Of an expression that is NULL, WHEN NOT would let the row pass.
        yield f"""CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table}
            WHEN ({rule}) IS NOT TRUE BEGIN SELECT RAISE(ABORT, '{NOT_NEXT}'); END"""
    for table, event in NEVER:
        yield f"""CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table}
            BEGIN SELECT RAISE(ABORT, '{NOT_CHANGED}'); END"""


def _postgresql() -> Iterator[str]:
    # The search path is fixed, for no table of the same name elsewhere to be asked instead.
    yield f"""CREATE FUNCTION records_ledger_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT
        AS $$ BEGIN RAISE EXCEPTION '{NOT_CHANGED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    for (table, event), rule in RULES.items():
        name = _name(table, event)
        yield f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
                IF ({rule}) IS NOT TRUE THEN
                    RAISE EXCEPTION '{NOT_NEXT}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$"""
        yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    for table, event in NEVER:
        yield f"""CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table}
            FOR EACH ROW EXECUTE FUNCTION records_ledger_refuse()"""
    for table in (ENTRY, HEAD, CHECKPOINT, KEY):
        yield f"""CREATE TRIGGER {_name(table, "TRUNCATE")} BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION records_ledger_refuse()"""


def guard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for statement in statements():
        schema_editor.execute(statement, params=None)


def unguard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers, for a database that goes back to before them."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table, event in [*RULES, *NEVER]:
        on = f" ON {table}" if is_postgresql else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{on}", params=None)
    if is_postgresql:
        for table in (ENTRY, HEAD, CHECKPOINT, KEY):
            schema_editor.execute(f"DROP TRIGGER {_name(table, 'TRUNCATE')} ON {table}", params=None)
        for table, event in RULES:
            schema_editor.execute(f"DROP FUNCTION {_name(table, event)}()", params=None)
        schema_editor.execute("DROP FUNCTION records_ledger_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_first_tables")]

    operations = [migrations.RunPython(guard, unguard)]
