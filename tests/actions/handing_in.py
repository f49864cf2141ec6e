# SPDX-License-Identifier: Apache-2.0
"""Handing in files as somebody of the cast, and looking at what is there afterwards."""

import hashlib
import io

import pytest

from tests.adopting import content
from tests.cast import NOW, TODAY
from tests.files import pdf
from zhuoping.actions import evidence
from zhuoping.config import reading
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import CertificationType
from zhuoping.records.models import (
    AdoptedEdition,
    Engagement,
    Evidence,
    EvidenceFile,
    LedgerEntry,
    Plan,
    PlanMember,
)

MEGABYTE = 1024 * 1024
PDF = pdf()
DIGEST = hashlib.sha256(PDF).hexdigest()


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """A store of this test's own."""
    settings.STORAGES = settings.STORAGES | {"evidence": reading.evidence("", tmp_path)}
    return tmp_path / "evidence"


@pytest.fixture
def engagement(cast):
    """An engagement of client A that goes on, with Lin on its team."""
    return make_engagement(cast, cast.client_a, "RZ-2026-0001")


def make_engagement(cast, client, number, stage="submitted"):
    edition, _ = AdoptedEdition.objects.get_or_create(
        scheme="test",
        edition="1",
        defaults={
            "title": "Test",
            "content": content(),
            "digest": "0" * 64,
            "in_force_on": TODAY,
            "adopted_at": NOW,
            "adopted_by": cast.tan,
        },
    )
    made = Engagement.objects.create(
        number=number,
        client=client,
        edition=edition,
        type=CertificationType.INITIAL,
        stage=stage,
        stage_since=NOW,
        opened_at=NOW,
        opened_by=cast.alice,
    )
    plan = Plan.objects.create(
        engagement=made, version=1, number=f"{number}-P1", made_at=NOW, made_by=cast.ma
    )
    PlanMember.objects.create(plan=plan, person=cast.lin, role="leader")
    return made


def add(cast, content=PDF, name="承诺.pdf", **given):
    """Alice hands in a file of her enterprise."""
    values = {
        "by": cast.alice,
        "at": NOW,
        "client": cast.client_a,
        "content": io.BytesIO(content) if isinstance(content, bytes) else content,
        "name": name,
    }
    return evidence.add(**values | given)


def refused(cast, *args, **given):
    """The codes of a refusal, after which nothing is there."""
    before = counted()
    with pytest.raises(Refused) as caught:
        add(cast, *args, **given)
    assert counted() == before
    return [(each.path, each.code) for each in caught.value.problems]


def counted():
    return Evidence.objects.count(), EvidenceFile.objects.count(), LedgerEntry.objects.count()


def files_in(store):
    return [path for path in store.rglob("*") if path.is_file()]


class Counting(io.BytesIO):
    """Content that counts what was taken of it."""

    given = 0

    def read(self, size=-1):
        part = super().read(size)
        self.given += len(part)
        return part
