# SPDX-License-Identifier: Apache-2.0
"""Django's `flush` of a database whose ledger refuses to be emptied: its triggers are off for as long as that takes."""

from importlib import import_module

from django.core.management.commands import flush
from django.db import connections

guards = import_module("zhuoping.records.migrations.0002_ledger_append_only")


class Command(flush.Command):
    def handle(self, **options):
        connection = connections[options["database"]]
        with connection.schema_editor() as editor:
            guards.unguard(None, editor)
        super().handle(**options)
        with connection.schema_editor() as editor:
            guards.guard(None, editor)
