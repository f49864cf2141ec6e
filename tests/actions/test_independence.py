# SPDX-License-Identifier: Apache-2.0
"""Who is tied to a client acts for the body on nothing of it, and officers hear of what changes about a team."""

from datetime import date, time
from decimal import Decimal

import pytest

from tests import plans, reviewing
from tests.cast import NOW, SCHEME, TODAY, USCC_A, USCC_B
from tests.engagements import handed_in, submitted
from tests.plans import edit_of, missing, refusal, told
from zhuoping.actions import (
    agreement,
    application,
    application_review,
    competence,
    facts,
    people,
    planning,
    prior_certificate,
)
from zhuoping.core.agenda import AgendaItem, ItemKind
from zhuoping.core.authority import Role
from zhuoping.core.scheme import CertificationType
from zhuoping.core.team import TieKind
from zhuoping.records.look_ups import latest_look_up
from zhuoping.records.models import (
    Client,
    ClientTie,
    Engagement,
    FactRow,
    LedgerEntry,
    Plan,
    Qualification,
    RoleHolding,
)
from zhuoping.records.plan_values import outlets_since_acceptance, place_names

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


def _item(found):
    return AgendaItem(ItemKind.WORK, plans.FIRST, time(9), time(11), (found.pk,), "central", ("I",))


# Every act of the body on an engagement whose plan is being made.
ACTS = {
    "basics": plans.begun,
    "days": plans.counted,
    "sample": lambda cast, found: plans.sampled(cast, found, again_reason="x"),
    "sample changed": lambda cast, found: planning.change_sample(
        by=cast.ma, at=NOW, number=found.number, version=edit_of(found), remove=(), add=(), reason="x"
    ),
    "team": plans.manned,
    "agenda": plans.scheduled,
    "item": lambda cast, found: planning.save_item(
        by=cast.ma,
        at=NOW,
        on=TODAY,
        number=found.number,
        version=edit_of(found),
        index=None,
        item=_item(cast.lin),
    ),
    "item removed": lambda cast, found: planning.remove_item(
        by=cast.ma, at=NOW, number=found.number, version=edit_of(found), index=0
    ),
    "approval": lambda cast, found: planning.approve_days(
        by=cast.ma, at=NOW, number=found.number, version=edit_of(found), reason="x"
    ),
    "release": plans.released,
    "look-up": lambda cast, found: prior_certificate.look_up(
        by=cast.ma,
        at=NOW,
        number=found.number,
        on=TODAY,
        found=latest_look_up(found),
        proof=reviewing.proof(),
    ),
    "evidence": lambda cast, found: handed_in(cast.ma, cast.client_a, engagement=found),
    "end": lambda cast, found: application.discontinue(by=cast.ma, at=NOW, number=found.number, reason="x"),
}


def test_tied_officer_does_nothing_on_an_engagement_whose_plan_is_being_made(cast, edition):
    engagement = plans.drafted(cast, edition)
    before = LedgerEntry.objects.count()
    tied(cast.ma)

    found = {name: refusal(act, cast, engagement) for name, act in ACTS.items()}

    assert found == dict.fromkeys(ACTS, TIED)
    assert LedgerEntry.objects.count() == before


def test_tied_officer_takes_no_agreement_back(cast, edition):
    engagement = reviewing.issued(cast, edition)
    digest = engagement.agreements.get().document.file_id
    tied(cast.ma)

    found = refusal(
        agreement.withdraw, by=cast.ma, at=NOW, number=engagement.number, digest=digest, reason="x"
    )

    assert found == TIED


def test_tied_officer_hands_over_and_nobody_hands_anything_to_them(cast, edition):
    engagement = plans.agreed(cast, edition)
    RoleHolding.objects.create(person=cast.he, role=Role.CASE_OFFICER, since_at=NOW)
    tied(cast.ma)
    given = {"at": NOW, "number": engagement.number}

    application_review.assign_officer(by=cast.ma, officer=cast.he, **given)
    back = refusal(application_review.assign_officer, by=cast.he, officer=cast.ma, **given)

    engagement.refresh_from_db()
    assert engagement.officer == cast.he
    assert back == ["officer: officer-tied-still"]


def test_client_ends_an_engagement_whatever_ties_its_officer(cast, edition):
    engagement = plans.agreed(cast, edition)
    tied(cast.ma)

    application.discontinue(by=cast.alice, at=NOW, number=engagement.number, reason="不再申请")

    engagement.refresh_from_db()
    assert engagement.stage == "discontinued"


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


def test_outlet_that_is_renamed_after_acceptance_is_shown_and_the_plan_goes_out_under_its_new_name(
    cast, edition
):
    engagement = reviewing.agreed(cast, edition)
    plans.drafted(cast, edition, engagement)
    row = FactRow.objects.filter(sheet__client=cast.client_a, sheet__key="outlets").first()
    facts.change_row(
        by=cast.alice,
        at=NOW,
        client=cast.client_a,
        key="outlets",
        row=row.pk,
        version=row.version,
        values={**row.values, "name": "厦门集美服务站"},
    )

    changes = outlets_since_acceptance(engagement)
    lacking = missing(engagement, TODAY)
    plan = plans.released(cast, engagement)

    assert [(before.name, now.name) for before, now in changes.renamed] == [("厦门网点", "厦门集美服务站")]
    assert changes.dropped == ()
    assert lacking == []
    assert place_names(plan)[f"wd-{row.pk:04}"] == "厦门集美服务站"
    assert place_names(Plan.objects.get()) == place_names(plan)


def test_outlet_that_is_renamed_by_an_import_is_the_same_by_its_address(cast, edition):
    engagement = reviewing.agreed(cast, edition)
    rows = FactRow.objects.filter(sheet__client=cast.client_a, sheet__key="outlets")
    first = rows.first()
    FactRow.objects.filter(pk=first.pk).update(values={**first.values, "address": "集美路 1 号"})
    plans.drafted(cast, edition, engagement)
    renamed = {**first.values, "name": "厦门集美服务站", "address": "集美路 1 号"}
    values = [renamed, *(each.values for each in rows.exclude(pk=first.pk))]
    sheet = first.sheet
    sheet.refresh_from_db()
    facts.replace_rows(
        by=cast.alice, at=NOW, client=cast.client_a, key="outlets", version=sheet.version, rows=values
    )

    changes = outlets_since_acceptance(engagement)

    assert [now.name for _, now in changes.renamed] == ["厦门集美服务站"]
    assert missing(engagement, TODAY) == []
    assert set(rows.values_list("pk", "version")) >= {(first.pk, first.version + 1)}


def test_row_that_is_made_another_outlet_drops_the_one_that_was_accepted(cast, edition):
    engagement = reviewing.agreed(cast, edition)
    plans.drafted(cast, edition, engagement)
    row = FactRow.objects.filter(sheet__client=cast.client_a, sheet__key="outlets").first()
    FactRow.objects.filter(pk=row.pk).update(values={**row.values, "name": "漳州网点", "region": "350600"})

    assert [each.name for each in outlets_since_acceptance(engagement).dropped] == ["厦门网点"]
    assert missing(engagement, TODAY) == ["plan-outlets-dropped", "plan-outlets-changed"]


def test_fewer_families_than_the_client_lists_are_refused(cast, edition):
    engagement = plans.agreed(cast, edition)
    Client.objects.filter(pk=cast.client_a.pk).update(product_families=["泵", "阀"])

    assert refusal(plans.counted, cast, engagement, planned_days=Decimal(4))[0] == "families: families-fewer"
