# SPDX-License-Identifier: Apache-2.0
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.adopting import edition
from tests.cast import NOW, TODAY
from tests.engagements import FORM, filled, handed_in, opened, submitted
from zhuoping.actions import application
from zhuoping.actions.errors import Changed
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.lifecycle import Stage
from zhuoping.core.problems import Refused
from zhuoping.records.models import Engagement, LedgerEntry, Notice, Submission

__all__ = ["edition"]


def codes(refused):
    return [each.code for each in refused.value.problems]


def last_entry():
    return LedgerEntry.objects.order_by("-sequence").first()


def test_application_is_opened_with_a_number_and_the_edition_in_force(cast, edition):
    engagement = opened(cast, edition)

    assert engagement.number == "ZP-2026-000001"
    assert (engagement.stage, engagement.edition, engagement.version) == (Stage.APPLYING, edition, 1)
    assert last_entry().action == "application.opened"
    assert json.loads(last_entry().body)["edition_digest"] == edition.digest


def test_opening_twice_by_a_double_click_opens_one(cast, edition):
    opened(cast, edition)

    with pytest.raises(Refused) as refused:
        opened(cast, edition)

    assert codes(refused) == ["application-open-already"]
    assert Engagement.objects.count() == 1


def test_opening_for_a_strangers_enterprise_is_refused(cast, edition):
    with pytest.raises(Refused) as refused:
        opened(cast, edition, by=cast.bob, client=cast.client_a)

    assert codes(refused) == ["not-allowed-relation"]


def test_incomplete_form_is_kept_and_comes_back(cast, edition):
    engagement = opened(cast, edition)

    application.save(
        by=cast.alice, at=NOW, number=engagement.number, version=1, form=replace(FORM, scope="", places=None)
    )

    row = Engagement.objects.get().application
    assert (row.scope, row.places, row.outlets, row.languages) == ("", None, 3, ["中文"])


def test_two_people_on_one_form_neither_loses_anything(cast, edition):
    engagement = opened(cast, edition)
    application.save(by=cast.alice, at=NOW, number=engagement.number, version=1, form=FORM)

    with pytest.raises(Changed) as refused:
        application.save(
            by=cast.alice, at=NOW, number=engagement.number, version=1, form=replace(FORM, scope="别的范围")
        )

    assert refused.value.current["scope"] == FORM.scope
    assert refused.value.given["scope"] == "别的范围"
    assert Engagement.objects.get().application.scope == FORM.scope


def test_evidence_of_another_client_as_proof_is_refused(cast, edition):
    engagement = opened(cast, edition)
    strange = handed_in(cast.bob, cast.client_b)

    with pytest.raises(Refused) as refused:
        application.save(
            by=cast.alice,
            at=NOW,
            number=engagement.number,
            version=1,
            form=replace(FORM, prior_proof=strange.pk),
        )

    assert codes(refused) == ["evidence-of-another"]


def test_evidence_of_another_client_as_document_is_refused(cast, edition):
    engagement = opened(cast, edition)
    strange = handed_in(cast.bob, cast.client_b)

    with pytest.raises(Refused) as refused:
        application.add_document(
            by=cast.alice,
            at=NOW,
            number=engagement.number,
            kind=DocumentKind.HANDBOOK,
            evidence=strange,
        )

    assert codes(refused) == ["evidence-of-another"]


def test_new_revision_takes_the_place_of_the_old_one_and_both_are_kept(cast, edition):
    engagement = opened(cast, edition)
    old = handed_in(cast.alice, cast.client_a, "手册.pdf", engagement=engagement)
    application.add_document(
        by=cast.alice, at=NOW, number=engagement.number, kind=DocumentKind.HANDBOOK, evidence=old
    )
    new = handed_in(cast.alice, cast.client_a, "手册二.pdf", engagement=engagement, replaces=old)

    application.add_document(
        by=cast.alice, at=NOW, number=engagement.number, kind=DocumentKind.HANDBOOK, evidence=new
    )

    rows = [(each.evidence_id, each.withdrawn_at is None) for each in engagement.documents.order_by("pk")]
    assert rows == [(old.pk, False), (new.pk, True)]


def test_reason_why_a_document_does_not_apply_is_replaced_by_the_document(cast, edition):
    engagement = opened(cast, edition)
    application.leave_document(
        by=cast.alice, at=NOW, number=engagement.number, kind=DocumentKind.PERMITS, reason="不需要"
    )

    application.add_document(
        by=cast.alice,
        at=NOW,
        number=engagement.number,
        kind=DocumentKind.PERMITS,
        evidence=handed_in(cast.alice, cast.client_a),
    )

    standing = engagement.documents.filter(withdrawn_at=None)
    assert [each.evidence_id is not None for each in standing] == [True]


def test_complete_application_is_submitted_word_for_word(cast, edition):
    engagement = submitted(cast, edition)

    submission = Submission.objects.get()
    content = json.loads(submission.content)
    assert engagement.stage == Stage.SUBMITTED
    assert content["application"]["scope"] == FORM.scope
    assert content["enterprise"]["name"] == cast.client_a.name
    assert [row["name"] for row in content["application"]["facts"]["outlets"]] == [
        "厦门网点",
        "福州网点",
        "泉州网点",
    ]
    assert json.loads(last_entry().body) == {"content_digest": submission.digest, "round": 1}
    assert list(Notice.objects.values_list("person_id", "code")) == [(cast.ma.pk, "application-submitted")]


def test_incomplete_application_is_refused_with_everything_that_is_missing(cast, edition):
    engagement = opened(cast, edition)

    with pytest.raises(Refused) as refused:
        application.submit(by=cast.alice, at=NOW, number=engagement.number, version=1, on=TODAY)

    found = set(codes(refused))
    assert {"empty-text", "fact-sheet-needed", "prior-certificate-needed", "declaration-missing"} <= found
    assert Engagement.objects.get().stage == Stage.APPLYING


def test_prior_certificate_that_ends_while_the_form_is_open_is_refused(cast, edition):
    engagement = filled(cast, edition)
    last_day = FORM.prior_valid_until

    with pytest.raises(Refused) as refused:
        application.submit(
            by=cast.alice,
            at=NOW,
            number=engagement.number,
            version=engagement.version,
            on=last_day + timedelta(days=1),
        )

    assert "prior-ended" in codes(refused)


def test_submitting_what_changed_meanwhile_is_refused(cast, edition):
    engagement = filled(cast, edition)

    with pytest.raises(Changed):
        application.submit(
            by=cast.alice, at=NOW, number=engagement.number, version=engagement.version - 1, on=TODAY
        )

    assert not Submission.objects.exists()


def test_submitting_twice_submits_once(cast, edition):
    engagement = submitted(cast, edition)

    with pytest.raises(Refused) as refused:
        application.submit(
            by=cast.alice, at=NOW, number=engagement.number, version=engagement.version, on=TODAY
        )

    assert codes(refused) == ["not-this-stage"]
    assert Submission.objects.count() == 1


def test_changing_what_was_submitted_is_refused(cast, edition):
    engagement = submitted(cast, edition)

    for change in (
        lambda: application.save(
            by=cast.alice, at=NOW, number=engagement.number, version=engagement.version, form=FORM
        ),
        lambda: application.leave_document(
            by=cast.alice, at=NOW, number=engagement.number, kind=DocumentKind.PERMITS, reason="不需要"
        ),
        lambda: application.withdraw_document(
            by=cast.alice, at=NOW, number=engagement.number, document=engagement.documents.first().pk
        ),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert codes(refused) == ["not-this-stage"]


@pytest.mark.parametrize("who", ["bob", "lin", "zhou", "wu", "tan", "ou", "ma"])
def test_application_is_submitted_by_its_own_client_only(cast, edition, who):
    engagement = filled(cast, edition)

    with pytest.raises(Refused) as refused:
        application.submit(
            by=getattr(cast, who), at=NOW, number=engagement.number, version=engagement.version, on=TODAY
        )

    assert codes(refused)[0].startswith("not-allowed-")
    assert Engagement.objects.get().stage == Stage.APPLYING


@pytest.mark.parametrize("who", ["alice", "ma"])
def test_engagement_is_discontinued_by_either_side_with_a_reason(cast, edition, who):
    engagement = submitted(cast, edition)

    application.discontinue(by=getattr(cast, who), at=NOW, number=engagement.number, reason="企业暂缓申请")

    engagement.refresh_from_db()
    assert (engagement.stage, engagement.ended_at_stage) == (Stage.DISCONTINUED, Stage.SUBMITTED)
    assert json.loads(last_entry().body) == {"reason": "企业暂缓申请", "stage": "submitted"}


def test_engagement_is_not_discontinued_without_a_reason(cast, edition):
    engagement = opened(cast, edition)

    with pytest.raises(Refused) as refused:
        application.discontinue(by=cast.alice, at=NOW, number=engagement.number, reason=" ")

    assert codes(refused) == ["reason-missing"]


def test_nothing_is_done_to_an_engagement_that_is_over(cast, edition):
    engagement = opened(cast, edition)
    application.discontinue(by=cast.alice, at=NOW, number=engagement.number, reason="企业暂缓申请")

    with pytest.raises(Refused) as refused:
        application.save(by=cast.alice, at=NOW, number=engagement.number, version=2, form=FORM)

    assert codes(refused) == ["stage-over"]


def test_number_that_does_not_exist_is_refused(cast):
    with pytest.raises(Refused) as refused:
        application.discontinue(by=cast.alice, at=NOW, number="ZP-2026-999999", reason="-")

    assert codes(refused) == ["engagement-unknown"]


def test_form_with_impossible_lengths_is_refused_and_nothing_kept(cast, edition):
    engagement = opened(cast, edition)

    with pytest.raises(Refused) as refused:
        application.save(
            by=cast.alice,
            at=NOW,
            number=engagement.number,
            version=1,
            form=replace(FORM, prior_number="9" * 101, languages=("中文",) * 51),
        )

    assert codes(refused) == ["text-too-long", "too-many-lines"]
    assert Engagement.objects.get().application.scope == ""


def test_edition_that_was_ended_takes_no_application(cast, edition):
    edition.ended_at = NOW
    edition.save()

    with pytest.raises(Refused) as refused:
        opened(cast, edition)

    assert codes(refused) == ["edition-ended"]
