# SPDX-License-Identifier: Apache-2.0
"""Names of tests: Chinese sentences stay sentences (pyproject.toml says so), what cannot be shown does not.

And how tests that invent their input are run.
"""

from hypothesis import HealthCheck, settings

LONGEST_NAME = 60
# No test is red because the machine was busy.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_make_parametrize_id(val, argname):
    """The name that a parameter gives its test; None leaves it to pytest."""
    if not isinstance(val, bytes | str) or (isinstance(val, str) and val.isprintable()):
        return None
    # Long bytes, such as a whole file, may differ from run to run: then the argument's name must do.
    escaped = ascii(val)
    return escaped if len(escaped) <= LONGEST_NAME else argname
