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

# Static files are looked for when they are asked for, not all of them again with every test's first request.
WHITENOISE_AUTOREFRESH = True

# The ledger's triggers refuse what empties the tables after a test that commits; this app's `flush` knows that.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.flushing"]  # noqa: F405

# A file, though a throw-away one: in memory SQLite has one connection for all threads, and a server that tests open
# pages of could not answer two requests at once.
if DATABASES["default"]["ENGINE"].endswith("sqlite"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": f"{_PLACE}/test.sqlite3"}  # noqa: F405
