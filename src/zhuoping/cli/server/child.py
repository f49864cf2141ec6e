# SPDX-License-Identifier: Apache-2.0
"""A child of the supervisor: `python -m zhuoping.cli.server.child web|worker …`.

A child's standard input is a pipe that the supervisor holds. When that ends, however the supervisor died, the child
stops as if it had been asked to: nobody is left behind who still holds the port.

The web server loads the program once, sees whether it may start, and then forks the processes that answer: they share
what was loaded, and a new one is there at once.
"""

import gc
import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import cast

SETTINGS = "zhuoping.config.settings"
APPLICATION = "zhuoping.config.wsgi:application"
EXIT_NOT_READY = 1
READY = "ready"
# How long a request that is being answered may still take when the server is asked to stop.
GRACE = 20
MOST_CONNECTIONS = 1024
# Milliseconds: whoever sends nothing is cut off.
HEADERS_WITHIN = 10_000


def check() -> int:
    """Whether the server may start: settings in order, database there, no migration pending. Each fault is printed."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error

    try:
        import django

        django.setup()
        pending = pending_migrations()
    except ImproperlyConfigured as fault:
        return _say(str(fault))
    except Error as fault:
        return _say(f"数据库不可用：{fault} / the database cannot be used: {fault}")
    if pending:
        return _say(
            f"数据库结构不是当前版本（{len(pending)} 项待更新）：请先运行 zhuoping migrate。"
            f" / the database is not of this version ({len(pending)} migrations pending): run zhuoping migrate first."
        )
    return 0


def pending_migrations() -> list[str]:
    """The migrations that this version has and the database does not; the cache's table counts as one."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    pending = [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
    table = settings.CACHES["default"]["LOCATION"]
    if table not in connection.introspection.table_names():
        pending.append(table)
    return pending


def web(address: str, port: str, processes: str, threads: str) -> int:
    """Answer requests until asked to stop; says READY on standard output when the port may be asked."""
    if (fault := check()) != 0:
        return fault
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    _share_what_is_loaded()
    print(READY, flush=True)
    _stop_with_parent()
    Server(
        "zhuoping",  # Only a name: the loader below gives the application.
        address=address,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(processes),
        blocking_threads=int(threads),
        # It bounds open connections, idle ones too: browsers keep some, and nobody shall be shut out by them.
        backpressure=MOST_CONNECTIONS,
        # Its detection of HTTP/2 would switch the time limit for headers off.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN),
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
    ).serve(target_loader=application, wrap_loader=False)
    return 0


def _share_what_is_loaded() -> None:
    """Load the application here, so that the processes which answer are forked with it (Windows cannot fork)."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return
    from django.db import connections
    from django.urls import get_resolver

    _load()
    get_resolver().url_patterns  # noqa: B018 - the pages are loaded by the first who asks for an address.
    connections.close_all()  # A connection belongs to the process that opened it.
    multiprocessing.set_start_method("fork")
    # What is loaded stays: the collector shall not write to its pages, or they are shared no longer.
    gc.collect()
    gc.freeze()


def application() -> Callable[..., object]:
    """The application, loaded in the process that answers; it too stops when its parent is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        _stop_after(parent.join)
    return _load()


def _load() -> Callable[..., object]:
    module, name = APPLICATION.split(":")
    return cast("Callable[..., object]", getattr(importlib.import_module(module), name))


def worker(*alone: str) -> int:
    """Do jobs until asked to stop; the job in hand is finished first. `alone`: without a supervisor."""
    import django

    django.setup()
    from zhuoping.cli.worker import loop

    stop = threading.Event()
    heed(stop)
    if not alone:
        _stop_with_parent()
    loop.run(stop)
    return 0


def heed(stop: threading.Event) -> None:
    """Set `stop` when this process is asked to end."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)


def _stop_with_parent() -> None:
    """Ask this process to stop when its standard input ends."""

    def ended() -> None:
        # Not through sys.stdin: a thread that waits inside it would break the end of the interpreter.
        while os.read(0, 1):
            pass

    _stop_after(ended)


def _stop_after(ended: Callable[[], object]) -> None:
    def wait() -> None:
        ended()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def _say(text: str) -> int:
    print(text, file=sys.stderr)
    return EXIT_NOT_READY


def main(arguments: list[str]) -> int:
    """Do what the supervisor started this process for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    what, *rest = arguments
    return web(*rest) if what == "web" else worker(*rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
