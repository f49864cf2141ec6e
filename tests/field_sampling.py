# SPDX-License-Identifier: Apache-2.0
"""Samples in the field for tests: what the client submitted, written straight into its table, and drawing from it."""

from tests.cast import NOW
from tests.fieldworking import IN_FIELD
from zhuoping.actions.fieldwork import field_samples
from zhuoping.core.ledger.canonical import canonical
from zhuoping.records.models import Submission

SUBJECT = "finding:2.1.b"
SEED = "2026-12-07 09 00"


def staff(count):
    """A roster of so many people, each with a staff number."""
    return [
        {"name": f"员工{number}", "post": "维修", "employment": "own", "staff_number": f"{number:04d}"}
        for number in range(1, count + 1)
    ]


def submitted_facts(engagement, by, **sheets):
    """A submission with these sheets only; how one comes about is tested with applications."""
    content = canonical({"application": {"facts": sheets, "prior_certificate": None}})
    return Submission.objects.create(
        engagement=engagement,
        round=Submission.objects.filter(engagement=engagement).count() + 1,
        content=content,
        digest="0" * 64,
        submitted_at=NOW,
        submitted_by=by,
    )


def draw(engagement, by, *, subject=SUBJECT, sheet="roster", size=3, seed=SEED, **more):
    """A sample, as the page would draw it."""
    given = {"subject": subject, "sheet": sheet, "size": size, "seed": seed}
    return field_samples.draw_field_sample(by=by, at=IN_FIELD, number=engagement.number, **given, **more)


def mark(engagement, by, sample, member, *, conforming=True, **more):
    """One mark, as the page would send it."""
    given = {"sample": sample.pk, "member": member, "conforming": conforming}
    return field_samples.mark_member(by=by, at=IN_FIELD, number=engagement.number, **given, **more)


def mark_all(engagement, by, sample, *answers):
    """Every member of a sample, in its order."""
    for (key, *_), answer in zip(sample.drawn, answers, strict=True):
        mark(engagement, by, sample, key, conforming=answer)
