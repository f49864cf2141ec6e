# SPDX-License-Identifier: Apache-2.0
"""Refusals that only stored things can cause: somebody was faster. Rules that say no are core's `Refused`."""

from collections.abc import Mapping

from zhuoping.core.problems import Refused, problem


class Changed(Refused):
    """Somebody else changed the thing meanwhile: nothing was written. HTTP 409.

    `current` holds what stands now and `given` what was sent, both as plain values by field: a person chooses.
    """

    def __init__(
        self, path: str, version: int, current: Mapping[str, object], given: Mapping[str, object]
    ) -> None:
        self.version = version
        self.current = dict(current)
        self.given = dict(given)
        super().__init__([problem(path, "changed-meanwhile", version=version)])


def expect_version(
    path: str, expected: int, stands: int, current: Mapping[str, object], given: Mapping[str, object]
) -> None:
    """Raise Changed unless `expected` is the version that stands."""
    if expected != stands:
        raise Changed(path, stands, current, given)
