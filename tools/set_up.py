# SPDX-License-Identifier: Apache-2.0
"""Set-up on first use, then the program. A second start compares two stamps and hands over at once."""

import os
from pathlib import Path

from tools import environment

DEVELOPMENT_WORDS = ("test", "check")
WORDS_WITH_PAGES = (*DEVELOPMENT_WORDS, "demo", "serve", "migrate")


def start(arguments: list[str]) -> int:
    """Set up what the word needs and hand over to the program; returns only when that is not possible."""
    name = lock_for(arguments)
    folder = environment.folder()
    if not environment.is_ready(folder, name):
        from tools import (
            install,
        )  # Deferred: installing needs modules that would slow down every later start.

        try:
            install.prepare(folder, name)
        except install.CannotSetUp as refusal:
            install.say(str(refusal))
            return 1
        except KeyboardInterrupt:
            install.say("已中断，再次运行即可继续。 / Interrupted; run it again to go on.")
            return 130
    if arguments and arguments[0] in WORDS_WITH_PAGES:
        code = build_pages(folder)
        if code != 0:
            return code
    return hand_over(folder, arguments)


def lock_for(arguments: list[str]) -> str:
    """The lock that a word needs: tests and checks need more than the program itself."""
    return "dev" if arguments and arguments[0] in DEVELOPMENT_WORDS else "runtime"


def build_pages(folder: Path) -> int:
    """Build scripts, styles and translations where they are not those of the sources; the exit code of that."""
    from tools import assets  # Deferred: most words show no pages.

    if assets.are_built():
        return 0
    import subprocess  # Deferred, as above.

    # In the environment, where the packages are that it needs.
    command = [str(environment.python_of(folder)), "-m", "tools.assets"]
    return subprocess.call(command, cwd=environment.ROOT)


def hand_over(folder: Path, arguments: list[str]) -> int:
    """Become the program; `-P` keeps files of the user's folder from being taken for modules."""
    command = [str(environment.python_of(folder)), "-P", "-m", "zhuoping", *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    # Windows has no real exec: the caller would go on before the program ends.
    import subprocess  # Deferred, as above.

    return subprocess.call(command)
