# SPDX-License-Identifier: Apache-2.0
"""The product's own settings for tests: a throw-away database and store, fast passwords, mail kept in memory."""

import os
import tempfile

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
_PLACE = tempfile.mkdtemp(prefix=f"zhuoping-test-{_WORKER}-")
os.environ.update(
    ZHUOPING_DEMO="true",
    ZHUOPING_DATA=_PLACE,
    ZHUOPING_SECRET_KEY="tests-only",
    ZHUOPING_HOSTS="testserver,localhost,127.0.0.1",
    ZHUOPING_ORIGIN="http://testserver",
)

from zhuoping.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Tables of others as they stand, without the steps that led to them; our own migrations run, for their triggers. Those
# that point to a person have to come after ours, so they run too: PostgreSQL takes no reference to a missing table.
MIGRATION_MODULES = dict.fromkeys(("contenttypes", "auth", "sessions", "axes"))

# The ledger's triggers refuse what empties the tables after a test that commits; this app's `flush` knows that.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.flushing"]  # noqa: F405
