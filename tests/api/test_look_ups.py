# SPDX-License-Identifier: Apache-2.0
"""The prior certificate looked up by programs, the language of the agreement, particulars that changed meanwhile."""

import pytest

from tests import engagements, plans, reviewing
from tests.adopting import edition
from tests.api.programs import program
from tests.cast import TODAY
from tests.files import image
from zhuoping.core.agreement import ClauseKey, template
from zhuoping.records.models import Agreement, Application, CertificateLookUp, Client

__all__ = ["edition"]

pytestmark = pytest.mark.django_db
FOUND = {
    "certificate": "SC27922-0001",
    "issuer": "样例认证中心",
    "level": "五星",
    "valid_until": "2028-06-30",
    "status": "valid",
    "checked_on": TODAY.isoformat(),
}


@pytest.fixture
def officer(cast):
    return program(cast.ma)


def place(engagement, rest=""):
    return f"/engagements/{engagement.number}{rest}"


def codes(answer):
    return [f"{each['path']}: {each['code']}" for each in answer.json()["problems"]]


def test_look_up_is_recorded_with_its_proof_and_listed_for_the_body_only(cast, edition, officer):
    engagement = reviewing.accepted(cast, edition)
    there = place(engagement, "/look-ups")

    made = officer.post_file(there, image(colour="blue"), "查询.png", **FOUND, key="once")
    again = officer.post_file(there, image(colour="blue"), "查询.png", **FOUND, key="once")
    listed = officer.get(there).json()

    assert (made.status_code, again.json()) == (201, made.json())
    assert [each["status"] for each in listed] == ["valid", "valid"]
    assert listed[0] == made.json()
    assert CertificateLookUp.objects.count() == 1
    assert program(cast.alice).get(there).status_code == 403
    assert program(cast.alice).get(f"/evidence/{listed[0]['proof']}").status_code == 404


def test_look_up_that_differs_without_a_word_is_refused_by_field(cast, edition, officer):
    engagement = reviewing.accepted(cast, edition)
    sent = {**FOUND, "status": "withdrawn"}

    answer = officer.post_file(place(engagement, "/look-ups"), image(), "查询.png", **sent)

    assert (answer.status_code, codes(answer)) == (422, ["note: look-up-note-missing"])


def test_look_up_at_a_stage_without_one_is_refused(cast, edition, officer):
    engagement = plans.confirmed(cast, edition)
    type(engagement).objects.filter(pk=engagement.pk).update(stage="submitted")

    answer = officer.post_file(place(engagement, "/look-ups"), image(), "查询.png", **FOUND)

    assert codes(answer) == ["stage: not-this-stage"]


def test_plan_tells_programs_that_the_certificate_lapsed(cast, edition, officer):
    engagement = plans.drafted(cast, edition)
    plans.looked_up(cast, engagement, status="withdrawn")

    plan = officer.get(place(engagement, "/plan")).json()
    answer = officer.post(place(engagement, "/plan/release"), {"version": plan["edit"]})

    told = ["prior_certificate.status: release-prior-status"]
    assert [f"{each['path']}: {each['code']}" for each in plan["points"]] == told
    assert (answer.status_code, codes(answer)) == (422, told)


def test_template_is_in_the_client_s_language_and_has_the_particulars(cast, edition, officer):
    engagement = reviewing.accepted(cast, edition)
    Application.objects.filter(engagement=engagement).update(agreement_language="en")

    found = officer.get(place(engagement, "/agreement/template")).json()
    asked = officer.get(place(engagement, "/agreement/template?language=zh")).json()

    assert (found["language"], found["clauses"]["fees"]) == ("en", template("en")[ClauseKey.FEES])
    assert (asked["language"], asked["particulars"]["client"]) == ("zh", "甲泵业有限公司")


def test_agreement_on_particulars_that_changed_is_answered_with_both(cast, edition, officer):
    engagement = reviewing.accepted(cast, edition)
    found = officer.get(place(engagement, "/agreement/template")).json()
    sent = {"version": engagement.version, "clauses": found["clauses"], "seen": found["particulars"]}
    Client.objects.filter(pk=cast.client_a.pk).update(name="甲泵业集团有限公司")

    refused = officer.post(place(engagement, "/agreement"), sent)
    fresh = officer.get(place(engagement, "/agreement/template")).json()["particulars"]
    issued = officer.post(place(engagement, "/agreement"), {**sent, "seen": fresh})

    assert (refused.status_code, refused.json()["current"], refused.json()["given"]) == (
        409,
        {"client": "甲泵业集团有限公司"},
        {"client": "甲泵业有限公司"},
    )
    assert (issued.status_code, issued.json()["terms"]["language"]) == (201, "zh")
    assert Agreement.objects.count() == 1


def test_client_chooses_the_language_with_the_application(cast, edition):
    engagement = engagements.filled(cast, edition)
    client = program(cast.alice)
    form = client.get(place(engagement, "/application")).json()["form"]

    kept = client.put(
        place(engagement, "/application"),
        {**form, "agreement_language": "en", "version": engagement.version},
    )
    wrong = client.put(
        place(engagement, "/application"), {**form, "agreement_language": "fr", "version": engagement.version}
    )

    assert (form["agreement_language"], kept.status_code, wrong.status_code) == (None, 200, 422)
    assert client.get(place(engagement, "/application")).json()["form"]["agreement_language"] == "en"
