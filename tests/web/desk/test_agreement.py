# SPDX-License-Identifier: Apache-2.0
"""The agreement as pages of both doors: issue, read, sign, replace, take back."""

import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import files
from tests.adopting import edition
from tests.engagements import submitted
from tests.reviewing import accepted, agreed, issue, issued, sign
from tests.signing_in import sign_in
from zhuoping.core.agreement import ClauseKey, template
from zhuoping.records.agreement_values import agreement_in_force, terms_for, terms_of
from zhuoping.records.models import Agreement, Application, Client, LedgerEntry, Person

__all__ = ["edition"]


def desk(engagement, step=""):
    return reverse(f"desk-agreement{step}", args=[engagement.number])


def portal(engagement):
    return reverse("portal-agreement", args=[engagement.number])


def words(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def clauses(engagement, language="zh", **changes):
    """The form as the page shows it, with changes."""
    given = {key.value: text for key, text in template(language).items()}
    seen = terms_for(engagement, settings.BODY_NAME, settings.BODY_APPROVAL, language, {}).particulars()
    sent = {"version": engagement.version, "language": language, "seen": json.dumps(seen), **given}
    return sent | changes


def digest(engagement):
    return agreement_in_force(engagement).document.file_id


def test_agreement_is_issued_from_the_template(cast, edition, client):
    engagement = accepted(cast, edition)
    sign_in(client, cast.ma)

    page = words(client.get(desk(engagement, "-issue")))
    answer = client.post(desk(engagement, "-issue"), clauses(engagement))

    assert template("zh")[ClauseKey.FEES].splitlines()[0] in page
    assert (answer.status_code, answer.url) == (303, desk(engagement))
    assert terms_of(Agreement.objects.get()).clauses == template("zh")


def test_agreement_is_issued_in_english(cast, edition, client):
    engagement = accepted(cast, edition)
    sign_in(client, cast.ma)

    page = words(client.get(desk(engagement, "-issue"), {"language": "en"}))
    client.post(desk(engagement, "-issue"), clauses(engagement, "en"))

    assert "Party A engages Party B" in page
    assert Agreement.objects.get().terms["language"] == "en"


def test_language_is_the_client_s_whatever_the_officer_reads(cast, edition, client):
    engagement = accepted(cast, edition)
    sign_in(client, cast.ma)
    client.cookies["django_language"] = "en"
    chinese = words(client.get(desk(engagement, "-issue")))
    Person.objects.filter(pk=cast.alice.pk).update(language="en")
    reads_english = words(client.get(desk(engagement, "-issue")))
    Application.objects.filter(engagement=engagement).update(agreement_language="zh")
    chose_chinese = words(client.get(desk(engagement, "-issue")))
    asked = words(client.get(desk(engagement, "-issue"), {"language": "en"}))

    fees = {language: template(language)[ClauseKey.FEES].splitlines()[0] for language in ("zh", "en")}
    assert fees["zh"] in chinese
    assert "the applicant reads Chinese" in chinese
    assert fees["en"] in reads_english
    assert fees["zh"] in chose_chinese
    assert "Chosen by the client: Chinese" in chose_chinese
    assert fees["en"] in asked


def test_particulars_that_changed_since_they_were_shown_are_shown_and_issued_on_the_second_try(
    cast, edition, client
):
    engagement = accepted(cast, edition)
    sign_in(client, cast.ma)
    sent = clauses(engagement, fees="费用三万元。")
    Client.objects.filter(pk=cast.client_a.pk).update(name="甲泵业集团有限公司")

    page = words(client.post(desk(engagement, "-issue"), sent), 409)
    none_yet = Agreement.objects.exists()
    engagement.client.refresh_from_db()
    again = client.post(desk(engagement, "-issue"), clauses(engagement, fees="费用三万元。"))

    assert "<s>甲泵业有限公司</s><br>甲泵业集团有限公司" in page
    assert "费用三万元。" in page
    assert not none_yet
    assert again.status_code == 303
    assert terms_of(Agreement.objects.get()).client == "甲泵业集团有限公司"


def test_form_after_a_change_carries_what_stands_now(cast, edition, client):
    engagement = accepted(cast, edition)
    sign_in(client, cast.ma)
    sent = clauses(engagement)
    Client.objects.filter(pk=cast.client_a.pk).update(address="厦门市集美区新址 9 号")

    form = client.post(desk(engagement, "-issue"), sent).context["form"]
    kept = {name: form[name].value() for name in form.fields}
    answer = client.post(desk(engagement, "-issue"), kept)

    assert answer.status_code == 303


@pytest.mark.parametrize("seen", ["", "{", "[]", '"x"', "{}"])
def test_form_that_shows_nothing_of_the_particulars_issues_nothing(cast, edition, client, seen):
    engagement = accepted(cast, edition)
    sign_in(client, cast.ma)

    answer = client.post(desk(engagement, "-issue"), clauses(engagement, seen=seen))

    assert answer.status_code in (409, 422)
    assert not Agreement.objects.exists()


def test_lines_that_a_browser_sends_are_the_lines_of_the_template(cast, edition, client):
    engagement = accepted(cast, edition)
    sign_in(client, cast.ma)
    sent = {
        key: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for key, value in clauses(engagement).items()
    }

    client.post(desk(engagement, "-issue"), sent)

    assert terms_of(Agreement.objects.get()).clauses == template("zh")


def test_empty_clause_is_refused_at_its_field_and_nothing_is_lost(cast, edition, client):
    engagement = accepted(cast, edition)
    sign_in(client, cast.ma)

    page = words(
        client.post(desk(engagement, "-issue"), clauses(engagement, access="", fees="费用三万元。")), 422
    )

    assert 'href="#id_access"' in page
    assert "费用三万元。</textarea>" in page
    assert not Agreement.objects.exists()


def test_new_version_starts_from_the_one_in_force(cast, edition, client):
    engagement = accepted(cast, edition)
    issue(cast, engagement, clauses={**template("zh"), ClauseKey.FEES: "费用三万元。"})
    sign_in(client, cast.ma)

    page = words(client.get(desk(engagement, "-issue")))

    assert ("费用三万元。" in page, "HT-2026-000001 及其签署失效" in page) == (True, True)


@pytest.mark.parametrize("step", ["-issue", "-withdraw"])
def test_page_without_its_stage_leads_back(cast, edition, client, step):
    engagement = submitted(cast, edition)
    sign_in(client, cast.ma)

    answer = client.get(desk(engagement, step))

    assert (answer.status_code, answer.url) == (302, desk(engagement))
    assert "还没有合同" in words(client.get(desk(engagement)))


def test_body_signs_what_it_has_read(cast, edition, client):
    engagement = issued(cast, edition)
    sign_in(client, cast.ma)

    answer = client.post(desk(engagement, "-sign"), {"digest": digest(engagement)})
    page = words(client.get(desk(engagement)))

    assert answer.status_code == 303
    assert agreement_in_force(engagement).body_signed_by == cast.ma
    assert ("马受理 签署" in page, "代表机构签署本版" in page) == (True, False)
    assert digest(engagement) in page


def test_body_does_not_sign_what_was_replaced_meanwhile(cast, edition, client):
    engagement = issued(cast, edition)
    read = digest(engagement)
    issue(cast, engagement, clauses={**template("zh"), ClauseKey.FEES: "费用三万元。"})
    sign_in(client, cast.ma)

    answer = client.post(desk(engagement, "-sign"), {"digest": read})

    assert answer.status_code == 409
    assert agreement_in_force(engagement).body_signed_at is None


def test_version_is_taken_back_with_the_reason(cast, edition, client):
    engagement = issued(cast, edition)
    sign_in(client, cast.ma)

    page = words(client.get(desk(engagement, "-withdraw")))
    answer = client.post(desk(engagement, "-withdraw"), {"digest": digest(engagement), "reason": "范围有误"})

    assert "HT-2026-000001 将失效" in page
    assert answer.status_code == 303
    assert agreement_in_force(engagement) is None
    assert "已失效" in words(client.get(desk(engagement)))


def test_reader_without_the_right_sees_versions_and_no_buttons(cast, edition, client):
    engagement = issued(cast, edition)
    sign_in(client, cast.ou)

    page = words(client.get(desk(engagement)))

    assert ("HT-2026-000001" in page, "代表机构签署" in page, "撤回" in page) == (True, False, False)
    assert client.post(desk(engagement, "-sign"), {"digest": digest(engagement)}).status_code == 403


def test_client_reads_and_signs_with_a_copy(cast, edition, client):
    engagement = issued(cast, edition)
    sign(cast, engagement)
    sign_in(client, cast.alice)

    page = words(client.get(portal(engagement)))
    sent = {
        "digest": digest(engagement),
        "signatory": "王总",
        "may_bind": "on",
        "signed_copy": SimpleUploadedFile("签字页.pdf", files.pdf()),
    }
    answer = client.post(portal(engagement), sent)
    after = words(client.get(portal(engagement)))

    assert template("zh")[ClauseKey.TERM].splitlines()[0] in page
    engagement.refresh_from_db()
    assert (answer.status_code, engagement.stage) == (303, "agreed")
    assert ("已签署，合同生效" in after, "王总 签署" in after, "签字页.pdf" in after) == (True, True, True)
    assert "签署本版合同" not in after


def test_signature_that_nobody_stands_for_is_refused_beside_its_field(cast, edition, client):
    engagement = issued(cast, edition)
    sign_in(client, cast.alice)

    page = words(client.post(portal(engagement), {"digest": digest(engagement), "signatory": "王总"}), 422)

    assert "没有确认签署人有权代表企业签约" in page
    assert 'value="王总"' in page


def test_newer_version_is_shown_before_it_is_signed(cast, edition, client):
    engagement = issued(cast, edition)
    read = digest(engagement)
    issue(cast, engagement, clauses={**template("zh"), ClauseKey.FEES: "费用三万元。"})
    sign_in(client, cast.alice)
    sent = {"digest": read, "signatory": "王总", "may_bind": "on"}

    page = words(client.post(portal(engagement), sent), 409)
    again = client.post(portal(engagement), sent | {"digest": digest(engagement)})

    assert ("费用三万元。" in page, f'value="{digest(engagement)}"' in page) == (True, True)
    assert again.status_code == 303


def test_client_without_an_agreement_is_told_to_wait(cast, edition, client):
    engagement = accepted(cast, edition)
    sign_in(client, cast.alice)

    assert "还没有合同" in words(client.get(portal(engagement)))


def test_stranger_finds_no_agreement(cast, edition, client):
    engagement = agreed(cast, edition)
    sign_in(client, cast.bob)

    assert client.get(portal(engagement)).status_code == 404
    assert client.post(portal(engagement), {}).status_code == 404


def test_double_click_signs_once(cast, edition, client):
    engagement = issued(cast, edition)
    sign_in(client, cast.ma)
    sent = {"digest": digest(engagement)}

    statuses = [client.post(desk(engagement, "-sign"), sent).status_code for _ in range(2)]

    assert statuses == [303, 422]
    assert LedgerEntry.objects.filter(action="agreement.signed").count() == 1


def test_document_is_downloaded_by_both_sides(cast, edition, client):
    engagement = issued(cast, edition)
    file = reverse("evidence-download", args=[agreement_in_force(engagement).document.pk])

    for person, status in ((cast.ma, 200), (cast.alice, 200), (cast.bob, 404)):
        answer = sign_in(client, person).get(file)
        assert (answer.status_code, answer.getvalue().startswith(b"%PDF-")) == (status, status == 200)
