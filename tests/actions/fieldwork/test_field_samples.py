# SPDX-License-Identifier: Apache-2.0
"""Samples drawn from what was submitted: stored whole, drawn again the same, marked, put into the finding."""

import pytest

from tests.field_sampling import SUBJECT, draw, mark, mark_all, staff, submitted_facts
from tests.fieldworking import IN_FIELD, in_field, write
from tests.plans import refusal, said
from zhuoping.actions.errors import Changed
from zhuoping.core.fieldwork.field_samples import redraw_members
from zhuoping.records.field_sample_values import (
    drawn_of,
    earlier_samples,
    frames_of,
    gaps_of_samples,
    members_of,
    proposal_for,
    samples_of,
)
from zhuoping.records.fieldwork_values import exact
from zhuoping.records.models import FieldSample, Finding, LedgerEntry
from zhuoping.records.submitted_facts import latest_submission


@pytest.fixture
def engagement(cast, edition):
    made = in_field(cast, edition)
    submitted_facts(made, cast.alice, roster=staff(9), outlets=[{"name": "厦门网点", "kind": "showroom"}])
    return made


def award(ref="2.1"):
    return exact(Finding.objects.get(ref=ref).award)


def test_sample_is_kept_with_frame_seed_and_digest_and_drawn_again_the_same(cast, engagement):
    row = draw(engagement, cast.sun)

    kept = FieldSample.objects.get()
    assert (len(kept.frame), len(kept.drawn), len({key for key, *_ in kept.drawn})) == (9, 3, 3)
    assert redraw_members(drawn_of(kept), members_of(kept.frame)) == ()
    assert said()["drawn"] == [key for key, *_ in row.drawn]
    assert (said()["frame_size"], said()["frame_digest"]) == (9, kept.frame_digest)


def test_later_submission_does_not_change_what_was_drawn_from(cast, engagement):
    draw(engagement, cast.sun)

    submitted_facts(engagement, cast.alice, roster=staff(2))

    kept = FieldSample.objects.get()
    assert redraw_members(drawn_of(kept), members_of(kept.frame)) == ()
    assert {sheet: len(frame) for sheet, frame in frames_of(latest_submission(engagement)).items()} == {
        "roster": 2
    }


def test_award_follows_from_the_last_mark_and_leaves_the_other_part(cast, engagement):
    write(engagement, cast.lin, "2.1", "award", {"parts": {"a": 5}})
    row = draw(engagement, cast.sun)

    mark_all(engagement, cast.sun, row, True, False, True)

    assert award() == {"parts": {"a": 5, "b": {"sampled": {"size": 3, "conforming": 2}}}}
    assert (said()["ref"], said()["field"]) == ("2.1", "award")
    assert gaps_of_samples(engagement) == ()


def test_award_of_a_whole_indicator_is_what_was_marked_and_follows_a_changed_mark(cast, engagement):
    row = draw(engagement, cast.sun, subject="finding:1.2", sheet="outlets", size=1)
    key = row.drawn[0][0]

    mark(engagement, cast.sun, row, key, conforming=False, note="无检查记录")
    mark(engagement, cast.lin, row, key, conforming=True, note="记录已补看", seen=1)

    assert award("1.2") == {"sampled": {"size": 1, "conforming": 1}}
    assert drawn_of(FieldSample.objects.get()).marks[key].version == 2


def test_nothing_is_awarded_while_a_member_is_not_marked(cast, engagement):
    row = draw(engagement, cast.sun)

    mark(engagement, cast.sun, row, row.drawn[0][0])

    assert not Finding.objects.exists()
    assert [each.problem.code for each in gaps_of_samples(engagement)] == ["sample-unmarked"]


def test_award_typed_over_a_sample_is_a_gap(cast, engagement):
    row = draw(engagement, cast.sun)
    mark_all(engagement, cast.sun, row, True, True, False)

    write(engagement, cast.sun, "2.1", "award", {"parts": {"b": {"sampled": {"size": 3, "conforming": 3}}}})

    assert [each.problem.code for each in gaps_of_samples(engagement)] == ["sample-award-differs"]


def test_two_mark_different_members_at_once_and_of_one_member_the_later_sees_both(cast, engagement):
    row = draw(engagement, cast.sun)
    first, second = row.drawn[0][0], row.drawn[1][0]
    mark(engagement, cast.sun, row, first, note="证书过期", conforming=False)
    mark(engagement, cast.lin, row, second)

    with pytest.raises(Changed) as caught:
        mark(engagement, cast.lin, row, first)

    assert caught.value.current == {"conforming": False, "note": "证书过期"}
    assert drawn_of(FieldSample.objects.get()).marked == 2


def test_same_mark_again_is_no_entry(cast, engagement):
    row = draw(engagement, cast.sun)
    mark(engagement, cast.sun, row, row.drawn[0][0])
    before = LedgerEntry.objects.count()

    mark(engagement, cast.lin, row, row.drawn[0][0])

    assert LedgerEntry.objects.count() == before


def test_drawing_again_needs_a_reason_and_keeps_the_earlier_sample(cast, engagement):
    row = draw(engagement, cast.sun)
    mark(engagement, cast.sun, row, row.drawn[0][0])

    assert refusal(draw, engagement, cast.lin, seed="other") == ["reason: sample-again-reason"]
    again = draw(engagement, cast.lin, seed="other", size=4, reason="名单漏了外包人员")

    assert said()["again_reason"] == "名单漏了外包人员"
    assert [each.pk for each in samples_of(engagement)] == [again.pk]
    assert [drawn_of(each).marked for each in earlier_samples(engagement, SUBJECT)] == [1]
    assert refusal(mark, engagement, cast.sun, row, row.drawn[0][0]) == ["sample: sample-unknown"]


def test_award_of_a_sample_that_was_replaced_keeps_fieldwork_open(cast, engagement):
    row = draw(engagement, cast.sun)
    mark_all(engagement, cast.sun, row, True, True, True)
    draw(engagement, cast.sun, seed="other", reason="换一批")

    assert [each.problem.code for each in gaps_of_samples(engagement)] == ["sample-unmarked"]


def test_what_cannot_be_drawn_or_marked_is_refused(cast, engagement):
    row = draw(engagement, cast.sun)

    assert refusal(draw, engagement, cast.sun, subject="finding:2.1") == ["subject: sample-by-parts"]
    assert refusal(draw, engagement, cast.sun, subject="finding:1.2", sheet="laws") == ["sheet: frame-empty"]
    assert refusal(draw, engagement, cast.sun, subject="finding:1.2", sheet="guessed") == [
        "sheet: fact-sheet-none"
    ]
    assert refusal(draw, engagement, cast.sun, subject="finding:1.2", size=99) == [
        "size: sample-above-members"
    ]
    assert refusal(mark, engagement, cast.sun, row, "nobody") == ["member: member-not-drawn"]


def test_where_two_auditors_score_the_sample_informs_them_and_awards_nothing(cast, edition):
    engagement = in_field(cast, edition, double_scoring=True)
    submitted_facts(engagement, cast.alice, roster=staff(3))
    row = draw(engagement, cast.sun)

    mark_all(engagement, cast.sun, row, True, True, True)

    assert not Finding.objects.exists()


def test_size_is_proposed_by_the_edition(cast, engagement):
    assert proposal_for(engagement, 3000) == 55


@pytest.mark.parametrize("who", ["ma", "he", "alice", "bob"])
def test_only_auditors_of_the_team_draw_and_mark(cast, engagement, who):
    row = draw(engagement, cast.sun)
    outsider = getattr(cast, who)

    assert refusal(draw, engagement, outsider, reason="x")[0].startswith("by: not-allowed")
    assert refusal(mark, engagement, outsider, row, row.drawn[0][0])[0].startswith("by: not-allowed")


def test_roster_of_three_thousand_is_drawn_with_few_queries_and_marked_without_its_frame(
    cast, edition, django_assert_max_num_queries
):
    engagement = in_field(cast, edition)
    submitted_facts(engagement, cast.alice, roster=staff(3000))

    with django_assert_max_num_queries(14):
        row = draw(engagement, cast.sun, size=55)
    with django_assert_max_num_queries(12):
        mark(engagement, cast.sun, row, row.drawn[0][0])

    assert (len(row.frame), row.drawn_at == IN_FIELD) == (3000, True)
