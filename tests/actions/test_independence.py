# SPDX-License-Identifier: Apache-2.0
"""Who is tied to a client acts for the body on nothing of it, and officers hear of what changes about a team."""

from datetime import date
from decimal import Decimal

import pytest

from tests import plans, reviewing
from tests.cast import NOW, SCHEME, TODAY, USCC_A, USCC_B
from tests.engagements import submitted
from tests.plans import edit_of, missing, refusal, told
from zhuoping.actions import application, competence, people, planning
from zhuoping.core.authority import Role
from zhuoping.core.scheme import CertificationType
from zhuoping.core.team import TieKind
from zhuoping.records.models import Client, ClientTie, Engagement, FactRow, Qualification, RoleHolding

pytestmark = pytest.mark.django_db
TIED = ["by: officer-tied-still"]


def tied(person, uscc=USCC_A, until_on=None):
    return ClientTie.objects.create(
        person=person,
        uscc=uscc,
        kind=TieKind.CONSULTED,
        from_on=date(2020, 1, 1),
        until_on=until_on,
        recorded_at=NOW,
    )


def test_recertification_is_refused_while_no_certificate_is_on_record(cast, edition):
    found = refusal(
        application.open_application,
        by=cast.alice,
        at=NOW,
        client=cast.client_a,
        edition=edition,
        type_=CertificationType.RECERTIFICATION,
    )

    assert found == ["type: recertification-without-certificate"]
    assert not Engagement.objects.exists()


def test_tied_officer_reviews_no_application_nor_issues_or_signs_its_agreement(cast, edition):
    engagement = submitted(cast, edition)
    tie = tied(cast.ma)
    assert refusal(reviewing.record, cast, engagement) == TIED
    tie.delete()
    reviewing.record(cast, engagement)
    tie = tied(cast.ma)
    assert refusal(reviewing.issue, cast, engagement) == TIED
    tie.delete()
    reviewing.issue(cast, engagement)
    tied(cast.ma)

    assert refusal(reviewing.sign, cast, engagement) == TIED


def test_tied_officer_releases_approves_and_withdraws_no_plan(cast, edition):
    engagement = plans.drafted(cast, edition)
    plans.counted(cast, engagement, "3")
    RoleHolding.objects.create(person=cast.he, role=Role.CASE_OFFICER, since_at=NOW)
    tie = tied(cast.he)
    approved = refusal(
        planning.approve_days,
        by=cast.he,
        at=NOW,
        number=engagement.number,
        version=edit_of(engagement),
        reason="近",
    )
    plans.counted(cast, engagement)
    tie.delete()
    tie = tied(cast.ma, until_on=date(2024, 11, 24))
    released = refusal(plans.released, cast, engagement)
    tie.delete()
    plans.released(cast, engagement)
    tied(cast.ma)
    withdrawn = refusal(planning.withdraw, by=cast.ma, at=NOW, number=engagement.number, reason="换人")

    assert (approved, released, withdrawn) == (TIED, ["by: officer-tied"], TIED)


def test_officer_tied_to_another_client_releases(cast, edition):
    engagement = plans.drafted(cast, edition)
    tied(cast.ma, uscc=USCC_B)

    assert plans.released(cast, engagement).released_by == cast.ma


def _role(cast):
    people.end_role(by=cast.tan, at=NOW, person=cast.lin, role=Role.AUDITOR)


def _account(cast):
    people.deactivate(by=cast.tan, at=NOW, person=cast.lin, reason="离职")


def _qualification(cast):
    row = Qualification.objects.get(person=cast.lin, scheme=SCHEME)
    competence.end_qualification(by=cast.tan, at=NOW, qualification=row, reason="撤销")


def _other_body(cast):
    competence.declare_other_body(by=cast.lin, at=NOW, person=cast.lin, other_body="别家认证")
    competence.declare_other_body(by=cast.lin, at=NOW, person=cast.lin, other_body="")


def _tie(cast, uscc=USCC_A):
    competence.record_tie(
        by=cast.lin,
        at=NOW,
        person=cast.lin,
        uscc=uscc,
        kind=TieKind.EMPLOYED,
        from_on=date(2020, 1, 1),
        until_on=None,
    )


@pytest.mark.parametrize("change", [_role, _account, _qualification, _other_body, _tie])
def test_officer_is_told_once_of_what_changes_about_a_member_of_a_standing_plan(cast, edition, change):
    plans.planned(cast, edition)
    before = told(cast.ma)

    change(cast)

    assert told(cast.ma) == [*before, "team-member-changed"]


def test_officer_is_not_told_of_a_draft_nor_of_a_tie_elsewhere(cast, edition):
    engagement = plans.drafted(cast, edition)
    _other_body(cast)
    plans.released(cast, engagement)
    _tie(cast, USCC_B)

    assert "team-member-changed" not in told(cast.ma)


def test_outlet_deleted_after_acceptance_is_named_and_nothing_is_drawn_or_released(cast, edition):
    engagement = reviewing.agreed(cast, edition)
    plans.drafted(cast, edition, engagement)
    row = FactRow.objects.filter(sheet__client=cast.client_a, sheet__key="outlets").first()
    values = row.values
    row.delete()
    drawn = refusal(plans.sampled, cast, engagement, again_reason="名单变了")
    released = refusal(plans.released, cast, engagement)
    FactRow.objects.create(sheet=row.sheet, position=99, values={**values, "closed_on": "2026-11-24"})

    assert drawn == ["sample: plan-outlets-dropped"]
    assert released == ["sample: plan-outlets-dropped", "sample: plan-outlets-changed"]
    assert missing(engagement, TODAY) == ["plan-outlets-changed"]


def test_fewer_families_than_the_client_lists_are_refused(cast, edition):
    engagement = plans.agreed(cast, edition)
    Client.objects.filter(pk=cast.client_a.pk).update(product_families=["泵", "阀"])

    assert refusal(plans.counted, cast, engagement, planned_days=Decimal(4))[0] == "families: families-fewer"
