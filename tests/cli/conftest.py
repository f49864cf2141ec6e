# SPDX-License-Identifier: Apache-2.0
"""The command line is asked in an environment that says nothing about colours, languages or widths."""

import signal

import pytest

SAYING = (
    "CI",
    "COLUMNS",
    "FORCE_COLOR",
    "NO_COLOR",
    "TTY_COMPATIBLE",
    "ZHUOPING_LANGUAGE",
    "ZHUOPING_OVERLAY",
)


@pytest.fixture(scope="session", autouse=True)
def quiet_environment():
    with pytest.MonkeyPatch.context() as patch:
        for name in SAYING:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def attentive():
    """A run in the background (`&`, nohup) ignores interruptions, and would hand that on to whom it starts."""
    for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
