# SPDX-License-Identifier: Apache-2.0
"""An engagement in the field, for tests: the plan of tests/plans confirmed, and fieldwork opened by its leader Lin."""

from datetime import UTC, datetime

from tests.plans import confirmed
from zhuoping.actions import evidence as files
from zhuoping.actions.fieldwork import evidence, findings, opening
from zhuoping.core.fieldwork.findings import Field
from zhuoping.records.models import Finding

# The morning of the plan's first day.
IN_FIELD = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)


def in_field(cast, edition, *, double_scoring=False, **more):
    """An engagement in the field; Lin leads, Sun goes along (`team` as in tests/plans)."""
    engagement = confirmed(cast, edition, **more)
    opening.open_fieldwork(by=cast.lin, at=IN_FIELD, number=engagement.number, double_scoring=double_scoring)
    engagement.refresh_from_db()
    return engagement


def seen(engagement, ref):
    """The version of a finding as a page would send it."""
    row = Finding.objects.filter(engagement=engagement, ref=ref).first()
    return row.version if row else 0


def write(engagement, by, ref, field, value, **more):
    """One field of a finding, as its page would save it."""
    return findings.save_field(
        by=by,
        at=IN_FIELD,
        number=engagement.number,
        ref=ref,
        field=Field(field),
        value=value,
        **{"seen": seen(engagement, ref), **more},
    )


def attached(engagement, by, subject, handed):
    """One file (`actions.evidence.Handed`) tied to a subject."""
    received = [files.receive(handed, at=IN_FIELD)]
    return evidence.attach(
        by=by, at=IN_FIELD, number=engagement.number, subjects=[subject], received=received
    )[0]
