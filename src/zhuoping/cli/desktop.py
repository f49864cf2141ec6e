# SPDX-License-Identifier: Apache-2.0
"""Opening things where a person sees them."""

import os
import subprocess
import sys
from collections.abc import Mapping


def open_on_desktop(what: str) -> None:
    """Open a file or an address in the program that the desktop has for it; nothing happens where there is no desktop.

    The program is not waited for, and has no part in our input and output.
    """
    opener = desktop_opener(sys.platform, os.environ)
    if opener is None:
        return
    try:
        subprocess.Popen(
            [*opener, what],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        # Where it is stands on the screen: that has to do.
        return


def desktop_opener(platform: str, environment: Mapping[str, str]) -> list[str] | None:
    """The command that opens a file on this desktop; None without one, and in a build service."""
    if environment.get("CI"):
        return None
    if platform == "darwin":
        return ["open"]
    if platform == "win32":
        return ["explorer"]
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return ["xdg-open"]
    return None
