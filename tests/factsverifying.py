# SPDX-License-Identifier: Apache-2.0
"""Facts that a client submitted, for tests of what auditors find of them: straight into the submission."""

import json
from dataclasses import asdict

from tests.fieldworking import IN_FIELD
from zhuoping.core.facts import Facts
from zhuoping.core.facts.rows.organisation import Outlet, OutletKind, Ownership
from zhuoping.records.models import Submission


def outlets(count):
    """So many outlets, named in their order."""
    return tuple(
        Outlet(f"网点{index}", OutletKind.DELIVERY_AND_REPAIR, Ownership.SELF_BUILT, region="350200")
        for index in range(1, count + 1)
    )


def submit(cast, engagement, rows, number=1):
    """A submission of these outlets, and of nothing else."""
    content = {"application": {"facts": asdict(Facts(outlets=rows)), "prior_certificate": None}}
    return Submission.objects.create(
        engagement=engagement,
        round=number,
        content=json.dumps(content),
        digest=f"{number}" * 64,
        submitted_at=IN_FIELD,
        submitted_by=cast.alice,
    )


OUTLET = {
    "name": "网点1",
    "kind": "delivery-and-repair",
    "ownership": "self-built",
    "region": "350200",
}
