# SPDX-License-Identifier: Apache-2.0
"""An adopted edition for tests with a database, by the action that adopts it."""

from decimal import Decimal
from functools import cache
from importlib import resources

import pytest

from tests.cast import NOW, SCHEME
from tests.remembering import remembered
from zhuoping.actions import scheme

# What the edition of 2025 leaves to the body.
PARAMETERS = {
    "certificate.number_pattern": "SC-{year}-{serial:05}-{cycle}",
    "person_days.base": Decimal(3),
    "person_days.per_product_family": Decimal("0.5"),
    "person_days.most_reduction_share": Decimal("0.3"),
}


@cache
def content(name="2025.yaml"):
    """The bytes of a shipped edition's file, or of its English words (`2025.en.yaml`)."""
    return (resources.files("zhuoping.schemes") / SCHEME / name).read_bytes()


@remembered
def adopt(by, at=NOW, **parameters):
    """Adopt the edition of 2025 as an administrator; `parameters` change the body's values."""
    return scheme.adopt(
        by=by,
        at=at,
        content=content(),
        overlay_en=content("2025.en.yaml"),
        body_parameters=PARAMETERS | parameters,
    )


@pytest.fixture
def edition(cast):
    """The edition of 2025, adopted by Tan."""
    return adopt(cast.tan)
