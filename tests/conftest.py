# SPDX-License-Identifier: Apache-2.0
"""Names of tests: Chinese sentences stay sentences (pyproject.toml says so), what cannot be shown does not.

And how tests that invent their input are run.
"""

import gc

from hypothesis import HealthCheck, settings

LONGEST_NAME = 60
# No test is red because the machine was busy. Half of Hypothesis's own examples each time, made anew each time;
# `--hypothesis-profile thorough` looks longer.
settings.register_profile(
    "house", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("house"), max_examples=1000)
settings.load_profile("house")


def pytest_make_parametrize_id(val, argname):
    """The name that a parameter gives its test; None leaves it to pytest."""
    if not isinstance(val, bytes | str) or (isinstance(val, str) and val.isprintable()):
        return None
    # Long bytes, such as a whole file, may differ from run to run: then the argument's name must do.
    escaped = ascii(val)
    return escaped if len(escaped) <= LONGEST_NAME else argname


def pytest_collection_finish():
    """What was loaded stays loaded: the collector need not look through all of it again and again."""
    gc.freeze()
