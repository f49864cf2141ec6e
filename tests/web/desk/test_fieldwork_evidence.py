# SPDX-License-Identifier: Apache-2.0
"""What a finding rests on, by requests: files and notes taken in, tied to more findings, untied."""

from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.fieldworking import attached, in_field
from tests.signing_in import sign_in
from tests.web.desk.test_fieldwork import HTMX, address, photo, words
from zhuoping.actions.evidence import Handed
from zhuoping.records.models import Tie


def test_files_are_taken_in_tied_with_what_is_said_of_them(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)
    said = {
        "dated_on": "2026-11-20",
        "taken_at": "2026-11-24T09:30",
        "place": "厦门总部",
        "caption": "公示栏",
    }

    by_script = client.post(
        address(engagement, "evidence/add/"),
        {"ref": "1.1", "file": photo(), **said},
        headers={"X-Upload": "1"},
    )
    both = [photo("一.png"), photo("二.png")]
    plain = client.post(address(engagement, "evidence/add/"), {"ref": "1.1", "file": both})
    page = words(client.get(address(engagement, "?ref=1.1")))

    tie = Tie.objects.order_by("pk").first()
    assert (by_script.status_code, plain.status_code, Tie.objects.count()) == (204, 303, 3)
    assert tie.evidence.capture.taken_at == datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    assert "公示栏" in page
    assert "厦门总部" in page


def test_file_that_is_refused_says_why_to_the_script_and_on_the_page(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)
    sent = {"ref": "1.1", "file": SimpleUploadedFile("网页.html", b"<script>")}

    by_script = client.post(address(engagement, "evidence/add/"), sent, headers={"X-Upload": "1"})
    sent["file"] = SimpleUploadedFile("网页.html", b"<script>")
    plain = client.post(address(engagement, "evidence/add/"), sent)

    assert (by_script.status_code, by_script["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert "网页.html" in words(by_script)
    assert plain.status_code == 422
    assert "网页.html" in words(plain)
    assert not Tie.objects.exists()


def test_interview_is_written_down_and_one_without_a_person_is_refused(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)
    note = {"ref": "7.1", "kind": "interview", "text": "能说出服务理念", "happened_at": "2026-11-24T09:30"}

    refused = client.post(address(engagement, "notes/"), note, headers=HTMX)
    kept = client.post(
        address(engagement, "notes/"), {**note, "who": "王工", "function": "主管"}, headers=HTMX
    )

    assert (refused.status_code, "受访人" in words(refused)) == (422, True)
    assert (kept.status_code, "能说出服务理念" in words(kept)) == (200, True)


def test_evidence_is_used_for_another_indicator_and_untied_here(cast, edition, client):
    engagement = in_field(cast, edition)
    attached(engagement, cast.lin, "finding:1.1", Handed(photo(), "门头.png"))
    tie = Tie.objects.get()
    sign_in(client, cast.sun)
    chosen = {"ref": "1.1", "tie": [tie.pk]}

    none = client.post(address(engagement, "ties/"), {"ref": "1.1", "act": "untie"}, headers=HTMX)
    wrong = client.post(address(engagement, "ties/"), {**chosen, "act": "tie", "to": "9.9"}, headers=HTMX)
    client.post(address(engagement, "ties/"), {**chosen, "act": "tie", "to": "1.2"}, headers=HTMX)
    untied = client.post(address(engagement, "ties/"), {**chosen, "act": "untie"}, headers=HTMX)
    to_choose = client.get(address(engagement, "evidence/?ref=1.1"), headers=HTMX)

    assert (none.status_code, "没有选中证据" in words(none)) == (422, True)
    assert wrong.status_code == 422
    assert "还没有证据" in words(untied)
    assert list(Tie.objects.filter(untied_at=None).values_list("subject", flat=True)) == ["finding:1.2"]
    assert "门头.png" in words(to_choose)
