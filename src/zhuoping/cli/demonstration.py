# SPDX-License-Identifier: Apache-2.0
"""`zhuoping demo`: the web product with invented people and engagements at every stage, in a folder of its own."""

import http.client
import socket
import sys
import threading
import time
from pathlib import Path

import typer

from zhuoping.cli import desktop, printing
from zhuoping.cli.demo_data import second_factors
from zhuoping.cli.demo_data.accounts import CLIENT_USERS, PASSWORD, STAFF
from zhuoping.cli.demo_folder import DemoFolder, default_folder
from zhuoping.cli.server import supervisor
from zhuoping.core.lifecycle import Stage
from zhuoping.core.wording import terminal
from zhuoping.core.wording.labels import Word, said

ADDRESS = "127.0.0.1"
THREADS = 4
_USAGE = 2


def demo(folder: Path | None, port: int, language: str, *, fresh: bool, show: bool) -> None:
    """Run the demo until it is asked to stop; its data stay in the folder for the next time."""
    with printing.answering(language):
        place = DemoFolder(folder or default_folder(), port)
        if fresh:
            place.clear()
        if _is_taken(port):
            print(terminal.text("port_taken", language, port=str(port)), file=sys.stderr)
            raise typer.Exit(printing.EXIT_REFUSED)
        _prepare(place, language)
        show_people(language)
        _show_place(place, language)
    if show and sys.stdout.isatty():
        threading.Thread(target=_open_when_there, args=(port,), daemon=True).start()
    supervisor.Supervisor(supervisor.Listening(ADDRESS, port, 1, THREADS), place.environment()).run()


def add(folder: Path | None, stage: str, language: str) -> None:
    """Add one engagement at a stage to the demo's data, and say its number."""
    known = [each.value for each in Stage]
    if stage not in known:
        print(terminal.text("stage_unknown", language, stage=stage, known=", ".join(known)), file=sys.stderr)
        raise typer.Exit(_USAGE)
    with printing.answering(language):
        place = DemoFolder(folder or default_folder(), 8000)
        _prepare(place, language)
        number = place.run("add", stage)
    label = said(Word(f"Stage.{stage}"), language)
    print(terminal.text("stage_added", language, number=number, stage=label))


def _prepare(place: DemoFolder, language: str) -> None:
    if not place.is_filled and not place.is_cached:
        print(terminal.text("demo_building", language), flush=True)
    place.prepare()


def show_people(language: str) -> None:
    """Whom one can sign in as, with the codes of the moment for those who need a second factor."""
    out = printing.console()
    table = printing.table(*(terminal.text(key, language) for key in ("role", "name", "mail", "code")))
    now = time.time()
    for each in (*STAFF, *CLIENT_USERS.values()):
        secret = second_factors.SECRETS.get(each.key)
        code = second_factors.code(secret, now) if secret else ""
        table.add_row(said(Word(f"Role.{each.role}"), language), each.name, each.email, code)
    out.print(table)
    out.print(terminal.text("demo_password", language, password=PASSWORD))


def _show_place(place: DemoFolder, language: str) -> None:
    out = printing.console()
    out.print(terminal.text("demo_codes", language), soft_wrap=True)
    for each in STAFF:
        if secret := second_factors.SECRETS.get(each.key):
            out.print(f"  {each.email}  {secret}")
    out.print(terminal.text("demo_folder", language, folder=str(place.path)), soft_wrap=True)
    out.print(terminal.text("demo_invented", language), style="yellow")
    out.print(f"{place.origin}/", style="bold")


def _is_taken(port: int) -> bool:
    with socket.socket() as trial:
        if sys.platform != "win32":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((ADDRESS, port))
        except OSError:
            return True
    return False


def _open_when_there(port: int) -> None:
    """Open the browser as soon as the server answers."""
    for _ in range(120):
        try:
            connection = http.client.HTTPConnection(ADDRESS, port, timeout=2)
            connection.request("GET", "/health/", headers={"Host": "localhost"})
            connection.getresponse().read()
        except OSError:
            time.sleep(0.25)
            continue
        desktop.open_on_desktop(f"http://localhost:{port}/")
        return
