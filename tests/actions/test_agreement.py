# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
from io import BytesIO

import pytest

from tests import files
from tests.cast import NOW, TODAY
from tests.engagements import submitted
from tests.reviewing import accepted, issue, issued, sign
from zhuoping.actions import agreement, application
from zhuoping.actions.errors import Changed
from zhuoping.actions.evidence import Handed
from zhuoping.core.agreement import ClauseKey, template
from zhuoping.core.problems import Refused
from zhuoping.records import evidence_store
from zhuoping.records.agreement_values import agreement_in_force, terms_for, terms_of
from zhuoping.records.models import Agreement, Client, Evidence, LedgerEntry, Notice


def codes(refused):
    return [f"{each.path}: {each.code}" for each in refused.value.problems]


def last_body():
    return json.loads(LedgerEntry.objects.order_by("-sequence").first().body)


def told(code):
    return [each.person for each in Notice.objects.filter(code=code).order_by("pk")]


def test_agreement_is_issued_as_a_document_that_its_digest_names(cast, edition):
    engagement = accepted(cast, edition)

    row = issue(cast, engagement)

    assert (row.number, row.version, engagement.stage) == ("HT-2026-000001", 1, "accepted")
    assert row.document.name == "售后服务认证合同 HT-2026-000001.pdf"
    assert not row.document.internal
    with evidence_store.open_file(row.document.file_id) as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == row.document.file_id
    assert content.startswith(b"%PDF-")
    body = last_body()
    assert (body["digest"], body["replaces"]) == (row.document.file_id, None)
    assert body["terms"]["client"] == "甲泵业有限公司"
    assert told("agreement-issued") == [cast.alice]


def test_terms_are_read_back_as_they_were_issued(cast, edition):
    row = issue(cast, accepted(cast, edition))

    terms = terms_of(Agreement.objects.get(pk=row.pk))

    assert (terms.client, terms.uscc, terms.edition) == ("甲泵业有限公司", cast.client_a.uscc, "2025")
    assert (terms.modes, terms.design_responsibility) == (("E+H+I",), True)
    assert terms.clauses == template("zh")
    assert terms.plain() == row.terms


def test_body_replaces_a_clause(cast, edition):
    engagement = accepted(cast, edition)

    row = issue(cast, engagement, clauses={**template("zh"), ClauseKey.FEES: "费用为人民币三万元。"})

    assert terms_of(row).clauses[ClauseKey.FEES] == "费用为人民币三万元。"


def test_agreement_in_english_names_the_enterprise_in_english(cast, edition):
    engagement = accepted(cast, edition)

    row = issue(cast, engagement, language="en", clauses=template("en"))

    assert terms_of(row).client == "Client A Co., Ltd."
    assert row.document.name == "Certification agreement HT-2026-000001.pdf"


def test_empty_clause_and_missing_name_of_the_body_are_refused(cast, edition, settings):
    engagement = accepted(cast, edition)
    settings.BODY_NAME = ""

    with pytest.raises(Refused) as refused:
        issue(cast, engagement, clauses={**template("zh"), ClauseKey.ACCESS: " \u200b"})

    assert codes(refused) == ["body: body-name-missing", "clauses.access: clause-missing"]
    assert not Agreement.objects.exists()


def test_agreement_before_acceptance_is_refused(cast, edition):
    engagement = submitted(cast, edition)

    with pytest.raises(Refused) as refused:
        issue(cast, engagement)

    assert codes(refused) == ["stage: not-this-stage"]


@pytest.mark.parametrize("first", ["ma", "alice"])
def test_second_signature_concludes_whoever_was_first(cast, edition, first):
    engagement = issued(cast, edition)
    second = {"ma": "alice", "alice": "ma"}[first]

    sign(cast, engagement, getattr(cast, first))
    between = engagement.stage
    row = sign(cast, engagement, getattr(cast, second))

    assert (between, engagement.stage) == ("accepted", "agreed")
    assert (row.body_signed_by, row.client_signed_by, row.client_signatory) == (cast.ma, cast.alice, "王总")
    actions = list(LedgerEntry.objects.order_by("-sequence").values_list("action", flat=True)[:3])
    assert actions == ["agreement.concluded", "agreement.signed", "agreement.signed"]
    assert told("agreement-concluded") == [cast.ma, cast.alice]


def test_signature_is_on_record_with_who_for_whom_and_what(cast, edition):
    engagement = issued(cast, edition)
    copy = Handed(BytesIO(files.pdf()), "签字页.pdf")

    row = sign(cast, engagement, cast.alice, signed_copy=copy)

    assert last_body() == {
        "agreement": "HT-2026-000001",
        "version": 1,
        "digest": row.document.file_id,
        "party": "client",
        "signatory": "王总",
        "may_bind": True,
        "signed_copy": row.signed_copy.file_id,
    }
    assert row.signed_copy.uploaded_by == cast.alice
    assert told("agreement-signed") == [cast.ma]


def test_client_signs_by_a_named_person_who_may_bind_it(cast, edition):
    engagement = issued(cast, edition)

    with pytest.raises(Refused) as refused:
        sign(cast, engagement, cast.alice, signatory=" ", may_bind=False)

    assert codes(refused) == ["signatory: signatory-missing", "may_bind: may-bind-missing"]
    assert agreement_in_force(engagement).client_signed_at is None


def test_refused_signature_keeps_no_copy(cast, edition):
    engagement = issued(cast, edition)
    before = Evidence.objects.count()

    with pytest.raises(Refused):
        sign(cast, engagement, cast.alice, may_bind=False, signed_copy=Handed(BytesIO(files.pdf()), "a.pdf"))

    assert Evidence.objects.count() == before


def test_side_that_has_signed_does_not_sign_again(cast, edition):
    engagement = issued(cast, edition)
    sign(cast, engagement)

    with pytest.raises(Refused) as refused:
        sign(cast, engagement)

    assert codes(refused) == ["agreement: agreement-signed-already"]


def test_signing_without_an_agreement_is_refused(cast, edition):
    engagement = accepted(cast, edition)

    with pytest.raises(Refused) as refused:
        sign(cast, engagement, cast.alice)

    assert codes(refused) == ["agreement: agreement-not-issued"]


@pytest.mark.parametrize(
    ("who", "code"),
    [("bob", "not-allowed-relation"), ("lin", "not-allowed-role"), ("tan", "not-allowed-role")],
)
def test_signature_of_somebody_else_is_refused(cast, edition, who, code):
    engagement = issued(cast, edition)

    with pytest.raises(Refused) as refused:
        sign(cast, engagement, getattr(cast, who))

    assert codes(refused) == [f"by: {code}"]


def test_new_version_takes_the_place_of_the_former_with_no_signature(cast, edition):
    engagement = issued(cast, edition)
    former = sign(cast, engagement, cast.alice)

    row = issue(cast, engagement, clauses={**template("zh"), ClauseKey.FEES: "费用另行约定。"})

    former.refresh_from_db()
    assert (row.number, row.version, row.client_signed_at) == ("HT-2026-000001-2", 2, None)
    assert former.withdrawn_at == NOW
    assert last_body()["replaces"] == "HT-2026-000001"
    assert agreement_in_force(engagement) == row


def test_signature_under_what_was_replaced_meanwhile_is_refused(cast, edition):
    engagement = issued(cast, edition)
    read = agreement_in_force(engagement).document.file_id
    issue(cast, engagement, clauses={**template("zh"), ClauseKey.FEES: "费用另行约定。"})

    with pytest.raises(Changed) as refused:
        sign(cast, engagement, cast.alice, digest=read)

    assert codes(refused) == ["agreement: changed-meanwhile"]
    assert agreement_in_force(engagement).client_signed_at is None


def test_withdrawn_version_is_signed_by_nobody(cast, edition):
    engagement = issued(cast, edition)
    digest = agreement_in_force(engagement).document.file_id

    row = agreement.withdraw(by=cast.ma, at=NOW, number=engagement.number, digest=digest, reason="范围有误")
    with pytest.raises(Refused) as refused:
        sign(cast, engagement, cast.alice, digest=digest)

    assert row.withdrawn_at == NOW
    assert codes(refused) == ["agreement: agreement-not-issued"]
    assert told("agreement-withdrawn") == [cast.alice]
    engagement.refresh_from_db()
    assert issue(cast, engagement).version == 2


def test_withdrawal_needs_a_reason(cast, edition):
    engagement = issued(cast, edition)
    digest = agreement_in_force(engagement).document.file_id

    with pytest.raises(Refused) as refused:
        agreement.withdraw(by=cast.ma, at=NOW, number=engagement.number, digest=digest, reason=" ")

    assert codes(refused) == ["reason: reason-missing"]


def test_concluded_agreement_is_not_replaced(cast, edition):
    engagement = issued(cast, edition)
    sign(cast, engagement)
    sign(cast, engagement, cast.alice)

    with pytest.raises(Refused) as refused:
        issue(cast, engagement)

    assert codes(refused) == ["stage: not-this-stage"]


def test_agreement_whose_terms_changed_while_it_was_typeset_is_not_issued(cast, edition):
    engagement = accepted(cast, edition)
    given = {"by": cast.ma, "at": NOW, "number": engagement.number, "version": engagement.version}
    prepared = agreement.prepare(on=TODAY, clauses=template("zh"), language="zh", **given)
    Client.objects.filter(pk=cast.client_a.pk).update(name="甲泵业集团有限公司")

    with pytest.raises(Changed) as refused:
        agreement.issue_prepared(prepared=prepared, **given)

    assert (refused.value.current, refused.value.given) == (
        {"client": "甲泵业集团有限公司"},
        {"client": "甲泵业有限公司"},
    )
    assert not Agreement.objects.exists()


def test_agreement_on_other_particulars_than_the_person_saw_is_refused_with_both(cast, edition):
    engagement = accepted(cast, edition)
    seen = terms_for(engagement, "卓评认证", "", "zh", {}).particulars() | {"scope": "别的范围"}

    with pytest.raises(Changed) as refused:
        issue(cast, engagement, seen=seen)

    assert refused.value.given["scope"] == "别的范围"
    assert refused.value.current["scope"] == "供水泵组的安装、维修、保养和技术支持"
    assert set(refused.value.current) <= {"scope", "body", "approval"}


def test_two_officers_issuing_at_once_make_one_version(cast, edition):
    engagement = accepted(cast, edition)
    version = engagement.version
    issue(cast, engagement)

    with pytest.raises(Changed):
        issue(cast, engagement, version=version)

    assert Agreement.objects.count() == 1


def test_signature_after_the_end_is_refused(cast, edition):
    engagement = issued(cast, edition)
    application.discontinue(by=cast.alice, at=NOW, number=engagement.number, reason="不再申请")

    with pytest.raises(Refused) as refused:
        sign(cast, engagement)

    assert codes(refused) == ["stage: stage-over"]


def test_signed_copy_of_an_unknown_engagement_is_refused(cast):
    with pytest.raises(Refused) as refused:
        agreement.sign(
            by=cast.alice,
            at=NOW,
            number="ZP-2026-999999",
            digest="",
            signed_copy=Handed(BytesIO(files.pdf()), "a.pdf"),
        )

    assert codes(refused) == ["engagement: engagement-unknown"]
