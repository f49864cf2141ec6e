# SPDX-License-Identifier: Apache-2.0
"""The prior certificate is looked up again, and a plan is released on what was found last."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest

from tests import files, plans, reviewing
from tests.cast import NOW, TODAY
from tests.engagements import submitted
from tests.plans import missing, refusal, said
from zhuoping.actions import prior_certificate
from zhuoping.actions.evidence import Handed
from zhuoping.core.case import CertificateStatus
from zhuoping.core.lifecycle import Stage
from zhuoping.records.look_ups import latest_look_up, look_ups_of
from zhuoping.records.models import CertificateLookUp, Engagement, Evidence, LedgerEntry

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=8)
SOME_DAYS = timedelta(days=8)


def looked_up(cast, engagement, *, by=None, days=8, note="", proof=None, **changes):
    """Look it up as Ma, some days after acceptance."""
    on = TODAY + timedelta(days=days)
    found = replace(latest_look_up(engagement), **{"checked_on": on} | changes)
    return prior_certificate.look_up(
        by=by or cast.ma,
        at=NOW + timedelta(days=days),
        number=engagement.number,
        on=on,
        found=found,
        proof=proof or reviewing.proof(),
        note=note,
    )


@pytest.fixture
def accepted(cast, edition):
    return reviewing.accepted(cast, edition)


def test_look_up_of_the_review_counts_until_there_is_another(cast, accepted):
    (first,) = look_ups_of(accepted)

    row = looked_up(cast, accepted)
    second, again = look_ups_of(accepted)

    assert (first.found.checked_on, first.by, first.proof.internal) == (TODAY, cast.ma, True)
    assert again == first
    assert (second.found, second.proof, second.by) == (
        replace(first.found, checked_on=LATER),
        row.proof,
        cast.ma,
    )
    assert latest_look_up(accepted) == second.found


def test_look_up_is_on_record_and_its_proof_is_the_body_s_own(cast, accepted):
    before = accepted.version

    row = looked_up(cast, accepted, status=CertificateStatus.SUSPENDED, note=" 发证机构公告：监督逾期 ")

    accepted.refresh_from_db()
    assert (row.proof.internal, row.proof.engagement, row.proof.dated_on) == (True, accepted, TODAY)
    assert accepted.version == before + 1
    assert accepted.stage == Stage.ACCEPTED
    assert said() == {
        "number": "SC27922-0001",
        "issuer": "样例认证中心",
        "level": "五星",
        "valid_until": "2028-06-30",
        "status": "suspended",
        "checked_on": "2026-12-02",
        "note": "发证机构公告：监督逾期",
        "proof": row.proof.pk,
        "digest": row.proof.file_id,
    }


def test_form_that_is_sent_twice_is_one_look_up(cast, accepted):
    first = looked_up(cast, accepted, status=CertificateStatus.SUSPENDED, note="公告")
    entries = LedgerEntry.objects.count()

    again = looked_up(cast, accepted, status=CertificateStatus.SUSPENDED, note="公告")
    other = looked_up(cast, accepted, proof=Handed(BytesIO(files.pdf()), "另一份.pdf"))

    assert again == first
    assert other != first
    assert (CertificateLookUp.objects.count(), Evidence.objects.filter(internal=True).count()) == (2, 3)
    assert LedgerEntry.objects.count() == entries + 2


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"number": ""}, ["number: empty-text", "note: look-up-note-missing"]),
        ({"valid_until": date(2030, 1, 1)}, ["note: look-up-note-missing"]),
        ({"checked_on": TODAY - timedelta(days=1)}, ["checked_on: look-up-before-last"]),
        ({"checked_on": LATER + timedelta(days=1)}, ["checked_on: date-ahead"]),
        ({"proof": Handed(BytesIO(b""), "空.pdf")}, ["proof: evidence-empty"]),
        ({"proof": Handed(BytesIO(b"MZ"), "查询.exe")}, ["proof: evidence-kind-unknown"]),
    ],
)
def test_look_up_that_cannot_stand_leaves_nothing(cast, accepted, given, found):
    entries = LedgerEntry.objects.count()

    assert refusal(looked_up, cast, accepted, **given) == found
    assert not CertificateLookUp.objects.exists()
    assert LedgerEntry.objects.count() == entries


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("alice", "not-allowed-role"),
        ("bob", "not-allowed-role"),
        ("lin", "not-allowed-role"),
        ("tan", "not-allowed-role"),
    ],
)
def test_nobody_but_a_case_officer_looks_up_for_the_body(cast, accepted, who, found):
    assert refusal(looked_up, cast, accepted, by=getattr(cast, who)) == [f"by: {found}"]


@pytest.mark.parametrize(
    ("stage", "code"),
    [
        (Stage.SUBMITTED, "not-this-stage"),
        (Stage.SUPPLEMENTING, "not-this-stage"),
        (Stage.DISCONTINUED, "stage-over"),
    ],
)
def test_look_up_at_another_stage_is_refused(cast, accepted, stage, code):
    Engagement.objects.filter(pk=accepted.pk).update(stage=stage)

    assert refusal(looked_up, cast, accepted) == [f"stage: {code}"]


def test_engagement_that_is_not_there_is_refused(cast, accepted):
    accepted.number = "ZP-2026-999999"

    assert refusal(looked_up, cast, accepted) == ["engagement: engagement-unknown"]


def test_application_under_review_has_no_look_up_yet(cast, edition):
    engagement = submitted(cast, edition)

    assert look_ups_of(engagement) == ()
    assert latest_look_up(engagement) is None


def test_certificate_that_lapsed_since_acceptance_keeps_the_plan_back_until_it_is_renewed(cast, edition):
    engagement = reviewing.agreed(cast, edition)
    plans.drafted(cast, edition, engagement)
    sound = missing(engagement)
    looked_up(cast, engagement, days=0, status=CertificateStatus.WITHDRAWN, note="发证机构公告撤销")
    withdrawn = refusal(plans.released, cast, engagement)
    looked_up(
        cast,
        engagement,
        days=0,
        status=CertificateStatus.VALID,
        valid_until=plans.FIRST - timedelta(days=1),
        note="恢复",
    )
    ending = refusal(plans.released, cast, engagement)
    looked_up(cast, engagement, days=0, number="SC27922-0002", valid_until=plans.FIRST, note="换证")

    plan = plans.released(cast, engagement)

    assert sound == []
    assert withdrawn == ["prior_certificate.status: release-prior-status"]
    assert ending == ["prior_certificate.valid_until: release-prior-ended"]
    assert plan.state == "released"


def test_plan_that_is_released_later_needs_a_look_up_of_the_last_days(cast, edition):
    engagement = reviewing.agreed(cast, edition)
    plans.drafted(cast, edition, engagement)
    in_time, late = missing(engagement, LATER - timedelta(days=1)), missing(engagement, LATER)
    looked_up(cast, engagement)

    assert (in_time, late, missing(engagement, LATER)) == ([], ["release-look-up-old"], [])
