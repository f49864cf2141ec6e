# SPDX-License-Identifier: Apache-2.0
"""Mode F by its actions: all of a list or nothing, the promise, the sample and what its check takes."""

import pytest

from tests import fieldworking, footprints, plans
from tests.fieldworking import IN_FIELD
from tests.footprints import KEPT, LATE, PROMISE, drawn, imported, marked, promised, ready
from tests.plans import refusal, said
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import footprint as actions
from zhuoping.core.footprint import Limits, Promise
from zhuoping.records.closing_values import gaps_of
from zhuoping.records.field_sample_values import drawn_of
from zhuoping.records.footprint_values import gaps_of_footprint, order_sample, orders_of, sampled_orders
from zhuoping.records.models import FieldSample, Footprint, LedgerEntry, Tie, WorkOrder

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(cast, edition):
    return footprints.in_field(cast, edition)


def codes(engagement):
    return [each.problem.code for each in gaps_of_footprint(engagement)]


def test_list_is_kept_without_personal_data_and_its_file_as_internal_evidence(cast, engagement):
    row = imported(engagement, cast.lin, KEPT, LATE)

    file = Tie.objects.get().evidence
    assert (row.version, row.source, row.digest) == (1, "工单.csv", file.file_id)
    assert (row.imported_at, row.imported_by, file.internal) == (IN_FIELD, cast.lin, True)
    assert Tie.objects.get().subject == "footprint:orders"
    assert [(each.number, each.customer) for each in orders_of(engagement)] == [
        ("WX-1", "王**"),
        ("WX-2", "**34"),
    ]
    assert said() == {"name": "工单.csv", "evidence": file.pk, "digest": row.digest, "count": 2}
    stored = str(list(WorkOrder.objects.values_list("values", flat=True)))
    assert "王小明" not in stored
    assert "13800001234" not in stored


def test_list_with_a_fault_is_refused_whole(cast, engagement):
    imported(engagement, cast.lin, KEPT)
    before = LedgerEntry.objects.count()

    found = refusal(imported, engagement, cast.lin, KEPT, LATE.replace("2026-11-20 09:20", "昨天"))

    assert found == ["CSV!F3: order-time-unreadable"]
    assert (len(orders_of(engagement)), LedgerEntry.objects.count()) == (1, before)


def test_later_list_takes_the_place_of_the_one_before_and_ends_a_sample_of_other_orders(cast, edition):
    engagement = ready(cast, edition)

    imported(engagement, cast.lin, KEPT, LATE, KEPT)

    assert len(orders_of(engagement)) == 3
    assert order_sample(engagement) is None
    assert FieldSample.objects.get().replaced_at == IN_FIELD
    assert drawn(engagement, cast.lin).size == 2


def test_same_orders_again_leave_the_sample(cast, edition):
    engagement = ready(cast, edition)

    imported(engagement, cast.lin, KEPT, LATE)

    assert order_sample(engagement) is not None


def test_whoever_imports_or_promises_slower_is_told(cast, engagement):
    imported(engagement, cast.lin, KEPT)
    promised(engagement, cast.lin)

    with pytest.raises(Changed):
        imported(engagement, cast.lin, LATE, seen=0)
    with pytest.raises(Changed) as caught:
        promised(engagement, cast.lin, Promise(Limits(60)), seen=1)

    assert (caught.value.version, caught.value.current["response"], caught.value.given["response"]) == (
        2,
        30,
        60,
    )
    assert [each.number for each in orders_of(engagement)] == ["WX-1"]


def test_promise_is_kept_and_the_same_again_is_no_change(cast, engagement):
    given = Promise(Limits(30, 120), call_back=True, regions={"西藏": Limits(None, 1440)})
    promised(engagement, cast.lin, given)
    body, before = said(), LedgerEntry.objects.count()

    promised(engagement, cast.lin, given, seen=0)

    assert body == {
        "response": 30,
        "arrival": 120,
        "sign_off": False,
        "call_back": True,
        "regions": [{"region": "西藏", "response": None, "arrival": 1440}],
    }
    assert (LedgerEntry.objects.count(), Footprint.objects.get().version) == (before, 1)
    assert refusal(promised, engagement, cast.lin, Promise()) == ["response: promise-none"]


def test_sample_is_drawn_by_its_seed_and_anew_only_with_a_reason(cast, edition):
    engagement = ready(cast, edition)
    first = order_sample(engagement)

    assert refusal(drawn, engagement, cast.lin) == ["reason: sample-again-reason"]
    assert refusal(drawn, engagement, cast.lin, 3, reason="再抽") == ["size: sample-above-members"]
    again = drawn(engagement, cast.lin, 2, reason="换一批")

    assert (first.subject, first.sheet, first.size) == ("footprint", "work-orders", 2)
    assert (again.frame_digest, again.drawn) == (first.frame_digest, first.drawn)
    assert order_sample(engagement) == again


def test_orders_are_marked_one_by_one_until_nothing_is_missing(cast, edition):
    engagement = ready(cast, edition)
    keys = list(sampled_orders(engagement, drawn_of(order_sample(engagement))))

    assert codes(engagement) == ["footprint-unmarked"]
    for key in keys:
        marked(engagement, cast.lin, key)

    assert drawn_of(order_sample(engagement)).conforming == 2
    assert codes(engagement) == []


def test_mark_against_the_list_needs_a_note_also_when_the_promise_is_mended_later(cast, edition):
    engagement = ready(cast, edition)
    sampled = sampled_orders(engagement, drawn_of(order_sample(engagement)))
    kept = next(key for key, each in sampled.items() if each.number == "WX-1")
    late = next(key for key, each in sampled.items() if each.number == "WX-2")

    assert refusal(marked, engagement, cast.lin, late, note=" ") == ["note: footprint-note-required"]
    marked(engagement, cast.lin, kept, note="")
    marked(engagement, cast.lin, late, conforming=False, note="")
    assert codes(engagement) == []
    promised(engagement, cast.lin, Promise(Limits(10)))

    assert codes(engagement) == ["footprint-note-required"]


def test_whoever_marks_slower_is_told_and_the_same_again_is_no_change(cast, edition):
    engagement = ready(cast, edition)
    key = next(iter(sampled_orders(engagement, drawn_of(order_sample(engagement)))))
    marked(engagement, cast.lin, key)
    before = LedgerEntry.objects.count()
    marked(engagement, cast.lin, key)

    with pytest.raises(Changed) as caught:
        marked(engagement, cast.lin, key, conforming=False)

    assert (caught.value.version, caught.value.current["conforming"]) == (1, True)
    assert LedgerEntry.objects.count() == before


def test_mark_needs_promise_sample_and_member(cast, engagement):
    imported(engagement, cast.lin, KEPT)
    sample = drawn(engagement, cast.lin, 1)

    assert refusal(marked, engagement, cast.lin, "x") == ["promise: footprint-promise-missing"]
    promised(engagement, cast.lin)
    assert refusal(marked, engagement, cast.lin, "x") == ["member: member-not-drawn"]
    assert refusal(marked, engagement, cast.lin, "x", sample=sample.pk + 1) == [
        "sample: footprint-sample-moved"
    ]


def test_only_whoever_carries_out_the_mode_does_anything(cast, edition):
    engagement = ready(cast, edition)
    doings = (
        (imported, KEPT),
        (promised, PROMISE),
        (drawn, 1),
        (marked, "x"),
    )

    for act, given in doings:
        assert refusal(act, engagement, cast.sun, given) == ["by: mode-of-others"]
        for outsider in (cast.ma, cast.he, cast.alice, cast.bob):
            assert refusal(act, engagement, outsider, given)[0].startswith("by: not-allowed")


def test_mode_that_the_plan_lacks_has_no_orders_and_no_gaps(cast, edition):
    engagement = fieldworking.in_field(cast, edition)

    assert refusal(imported, engagement, cast.lin, KEPT) == ["mode: mode-not-planned"]
    assert codes(engagement) == []


def test_closing_list_tells_what_mode_f_lacks(cast, engagement):
    found = {each.problem.code for each in gaps_of(engagement, IN_FIELD)}

    assert {"footprint-orders-missing", "footprint-promise-missing", "footprint-sample-missing"} <= found


def test_file_of_another_kind_or_size_is_refused(cast, engagement, monkeypatch):
    monkeypatch.setattr(actions, "FILE_LIMIT", 10)

    assert refusal(imported, engagement, cast.lin, KEPT) == ["file: workbook-too-large"]


def test_orders_of_two_clients_stay_apart(cast, edition):
    ready(cast, edition)
    other = plans.agreed(cast, edition, cast.bob, cast.client_b)

    assert (orders_of(other), order_sample(other)) == ((), None)
