# SPDX-License-Identifier: Apache-2.0
"""Names of tests: Chinese sentences stay sentences (pyproject.toml says so), what cannot be shown does not.

And which tests the coverage of core is measured by.
"""

LONGEST_NAME = 60
# What shows a rule of core lies here. The other tests run core too, but a line that only they reach is not tested:
# so they do not count, and run a third faster without being watched.
COUNTED = ("tests/core/", "tests/schemes/", "src/")


def pytest_collection_modifyitems(items):
    """Leave out of the measurement whatever shows no rule of core."""
    for item in items:
        if not item.nodeid.startswith(COUNTED):
            item.add_marker("no_cover")


def pytest_make_parametrize_id(val, argname):
    """The name that a parameter gives its test; None leaves it to pytest."""
    if not isinstance(val, bytes | str) or (isinstance(val, str) and val.isprintable()):
        return None
    # Long bytes, such as a whole file, may differ from run to run: then the argument's name must do.
    escaped = ascii(val)
    return escaped if len(escaped) <= LONGEST_NAME else argname
