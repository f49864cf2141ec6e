# SPDX-License-Identifier: Apache-2.0
"""The whole way through the API alone: from registering an enterprise to a confirmed plan, each as who does it."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone

from tests import files
from tests.adopting import PARAMETERS
from tests.api.programs import program
from tests.cast import SCHEME
from tests.engagements import _LEFT as LEFT
from tests.engagements import ROWS
from zhuoping.core.application import Declaration
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.application_review import ReviewItem
from zhuoping.core.ledger import verify
from zhuoping.outputs.ledger_file import read_ledger
from zhuoping.records.models import Engagement, LedgerEntry

ENTERPRISE = {
    "name": "丙机电有限公司",
    "uscc": "91110000600037341L",
    "address": "北京市海淀区样例路 1 号",
    "division": "110108",
    "industry": "C34",
    "staff": 120,
    "product_families": ["水泵"],
}
CERTIFICATE = {"number": "SC27922-0001", "issuer": "样例认证中心", "level": "五星"}


def ok(answer):
    """The answer's values; a refusal fails the test with what it says."""
    assert answer.status_code in (200, 201), answer.content.decode()
    return answer.json()


@pytest.fixture
def today(db):
    return timezone.localdate()


def day(today, days):
    return (today + timedelta(days=days)).isoformat()


def adopted(cast):
    parameters = {key: str(value) for key, value in PARAMETERS.items()}
    shipped = {"scheme": SCHEME, "edition": "2025", "parameters": parameters}
    return ok(program(cast.tan).post("/editions/shipped", shipped, key="adopt"))


def apply(cast, client, today):
    """Register, fill in, hand in, submit; the engagement's number."""
    uscc = ok(client.post("/clients", ENTERPRISE, key="register"))["uscc"]
    for key, rows in ROWS.items():
        ok(client.put(f"/clients/{uscc}/facts/{key}", {"version": 0, "rows": rows}, key=f"facts-{key}"))
    opening = {"client": uscc, "scheme": SCHEME, "edition": "2025"}
    number = ok(client.post("/engagements", opening, key="open"))["number"]
    for kind in DocumentKind:
        place = f"/engagements/{number}/documents/{kind}"
        if kind in LEFT:
            ok(client.put(f"{place}/not-applicable", {"reason": LEFT[kind]}))
        elif kind is not DocumentKind.HONOURS:
            dates = {"dated_on": day(today, -1)}
            if kind is DocumentKind.SERVICE_RECORDS:
                dates |= {"from_on": day(today, -120), "until_on": day(today, 0)}
            content = files.pdf(kind.encode())
            ok(client.post_file(place, content, f"{kind}.pdf", key=f"hand-in-{kind}", **dates))
    declared = ok(client.put(f"/engagements/{number}/declarations", {"declarations": list(Declaration)}))
    proof = ok(client.post_file("/evidence", files.image(), "查询截图.png", client=uscc, engagement=number))
    form = {
        "version": declared["version"],
        "scope": "水泵的安装、维修和保养",
        "design_responsibility": True,
        "design_reason": "服务流程由本公司服务部自行设计",
        "running_since": "2024-01-01",
        "places": 1,
        "outlets": 3,
        "outsourced": [],
        "languages": ["中文"],
        **{f"prior_{key}": value for key, value in CERTIFICATE.items()},
        "prior_valid_until": day(today, 500),
        "prior_status": "valid",
        "prior_checked_on": day(today, 0),
        "prior_proof": proof["id"],
    }
    saved = ok(client.put(f"/engagements/{number}/application", form, key="save"))
    assert ok(client.get(f"/engagements/{number}/application"))["missing"] == []
    ok(client.post(f"/engagements/{number}/submit", {"version": saved["version"]}, key="submit"))
    return number


def review(officer, number, today):
    """Accept the application."""
    place = f"/engagements/{number}/review"
    version = ok(officer.get(place))["version"]
    kept = ok(
        officer.post_file(
            f"{place}/proof", files.image(colour="blue"), "官网查询.png", key="proof", version=version
        )
    )
    checked = {"valid_until": day(today, 500), "status": "valid", "checked_on": day(today, 0)}
    form = {
        "version": kept["version"],
        "outcome": "accept",
        "reason": "申请符合受理条件。",
        "answers": {item: {"answer": "yes", "note": "已核对"} for item in ReviewItem},
        "look_up": {**CERTIFICATE, **checked},
    }
    kept = ok(officer.put(place, form, key="review"))
    return ok(officer.post(f"{place}/outcome", {"version": kept["version"]}, key="accept"))


def agree(officer, client, number, version):
    """Issue the agreement, and have both sides sign it."""
    place = f"/engagements/{number}/agreement"
    template = ok(officer.get(f"{place}/template"))
    issue = {"version": version, "clauses": template["clauses"], "seen": template["particulars"]}
    issued = ok(officer.post(place, issue, key="issue"))
    ok(officer.post(f"{place}/sign", {"digest": issued["digest"]}, key="sign"))
    signing = {"digest": issued["digest"], "signatory": "王总", "may_bind": "true"}
    ok(client.post_file(f"{place}/sign-with-copy", files.pdf(b"copy"), "合同.pdf", key="sign-too", **signing))


def plan(cast, officer, number, today):
    """Make a plan that lacks nothing, and release it."""
    place = f"/engagements/{number}/plan"
    basics = {"version": 0, "modes": "E+H+I", "starts_on": day(today, 14), "ends_on": day(today, 15)}
    made = ok(officer.put(f"{place}/basics", basics, key="basics"))
    made = ok(officer.post(f"{place}/sample", {"version": made["edit"]}, key="draw"))
    proposal = ok(officer.get(f"{place}/teams?people=2"))["proposals"][0]
    made = ok(
        officer.put(f"{place}/team", {"version": made["edit"], "members": proposal["members"]}, key="team")
    )
    made = ok(
        officer.put(f"{place}/days", {"version": made["edit"], "families": 1, "planned_days": 4}, key="days")
    )
    made = ok(officer.post(f"{place}/agenda/proposal", {"version": made["edit"]}, key="agenda"))
    for member in proposal["members"]:
        who = next(each for each in (cast.lin, cast.sun, cast.he) if each.pk == member["person"])
        ok(program(who).post(f"/engagements/{number}/interests", {"free": True}))
    assert ok(officer.get(place))["points"] == []
    return ok(officer.post(f"{place}/release", {"version": made["edit"]}, key="release"))


@pytest.mark.django_db
def test_whole_way_from_registering_to_a_confirmed_plan_goes_through_the_api(cast, today):
    client, officer = program(cast.bob), program(cast.ma)
    adopted(cast)
    number = apply(cast, client, today)
    assert [each["move"] for each in ok(officer.get("/work"))["items"]] == ["application.accepted"]
    accepted = review(officer, number, today)
    agree(officer, client, number, accepted["version"])

    released = plan(cast, officer, number, today)

    seen = ok(client.get(f"/engagements/{number}/plan/released"))
    printed = client.get(f"/evidence/{seen['document']}/content")
    assert b"".join(printed.streaming_content).startswith(b"%PDF-")
    confirming = {"plan_version": released["version"]}
    confirmed = ok(client.post(f"/engagements/{number}/plan/confirm", confirming, key="confirm"))
    assert (confirmed["state"], Engagement.objects.get(number=number).stage) == ("confirmed", "confirmed")
    overseer = program(cast.ou)
    actions = [each["action"] for each in ok(overseer.get(f"/engagements/{number}/history"))["items"]]
    assert actions[0] == "plan.confirmed"
    ok(program(cast.tan).post("/ledger/checkpoints", key="checkpoint"))
    assert ok(overseer.get("/ledger/verification"))["problems"] == []
    export = overseer.get("/ledger/export")
    name, records = read_ledger(io.BytesIO(b"".join(export.streaming_content)))
    found = verify(records, name, {})
    assert found.head.sequence == LedgerEntry.objects.count()
