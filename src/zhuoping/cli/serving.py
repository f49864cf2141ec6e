# SPDX-License-Identifier: Apache-2.0
"""The words that run an installation: `serve`, `worker`, `migrate`, `administrator`."""

import functools
import getpass
import os
import sys

import typer

from zhuoping.cli import printing
from zhuoping.cli.server import child, supervisor


def serve(address: str, port: int, processes: int, threads: int) -> None:
    """Serve until asked to stop; refuses to start when the settings or the database are not in order."""
    given = supervisor.environment()
    listening = supervisor.Listening(address, port, processes, threads)
    say = functools.partial(print, f"http://{address}:{port}/", flush=True)
    if not supervisor.Supervisor(listening, given).run(say):
        raise typer.Exit(printing.EXIT_REFUSED)


def work() -> None:
    """Do jobs in this process, for an installation that runs its worker elsewhere."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", child.SETTINGS)
    if child.check() != 0:
        raise typer.Exit(printing.EXIT_REFUSED)
    raise typer.Exit(child.main(["worker", "alone"]))


def try_again() -> None:
    """Make the jobs that were given up due again; how many there were is printed."""
    _set_up()
    from django.utils import timezone

    from zhuoping.actions import jobs

    print(jobs.try_given_up_again(at=timezone.now()))


def migrate() -> None:
    """Bring the database to this version; again is no change."""
    _set_up()
    from django.conf import settings
    from django.core.management import call_command

    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=1)
    call_command("createcachetable", verbosity=0)


def administrator(email: str, name: str, language: str) -> None:
    """Appoint the first administrator; the password comes from the terminal or from standard input, never an option."""
    _set_up()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import timezone, translation

    from zhuoping.actions import people

    password = _password(language)
    with translation.override("en" if language == "en" else "zh-hans"), printing.answering(language):
        try:
            validate_password(password)
        except ValidationError as fault:
            print("\n".join(fault.messages), file=sys.stderr)
            raise typer.Exit(printing.EXIT_REFUSED) from None
        people.appoint_first_administrator(at=timezone.now(), email=email, name=name, password=password)
    print({"zh": f"已任命管理员 {email}。", "en": f"{email} is administrator."}[language])


def _set_up() -> None:
    """Load Django with the product's settings; what is wrong with them is printed, and ends the program."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", child.SETTINGS)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
        raise typer.Exit(printing.EXIT_REFUSED) from None


def _password(language: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass({"zh": "密码：", "en": "Password: "}[language])
