# SPDX-License-Identifier: Apache-2.0
"""What came of a covert visit stays hidden from the client before its release, and evidence until it is shown."""

import io
from datetime import UTC, date, datetime

import pytest

from tests import files
from tests.fieldworking import IN_FIELD, attached, in_field
from tests.nonconforming import answered, covert_sheet, hidden, raised, text, version_of, withdrawn
from tests.plans import last_entry, refusal, told
from zhuoping.actions import nonconformities
from zhuoping.actions.acting import lock_engagement
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import evidence as field_evidence
from zhuoping.actions.nonconformity_overdue import escalate_overdue
from zhuoping.actions.nonconformity_showing import release_of_sheet, show_evidence
from zhuoping.records.actors import actor_of
from zhuoping.records.models import Evidence, Nonconformity, Tie
from zhuoping.records.nonconformity_values import dated_for, waiting_for
from zhuoping.records.work_list import work_list

RELEASED_AT = datetime(2026, 12, 8, 2, tzinfo=UTC)
LATE = datetime(2026, 12, 23, 0, tzinfo=UTC)
TOO_LATE = datetime(2027, 1, 7, 0, tzinfo=UTC)


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition)


def photo(name="前台.png"):
    return Handed(io.BytesIO(files.image()), name)


def release(cast, engagement, sheet):
    """As the leader's release of a visit does it."""
    sheet.released_at, sheet.released_by = RELEASED_AT, cast.lin
    sheet.save()
    locked = lock_engagement(engagement.number)
    return release_of_sheet(by=cast.lin, at=RELEASED_AT, engagement=locked, sheet=sheet)


def shown(cast, row, tie):
    return show_evidence(
        by=cast.lin, at=IN_FIELD, number=row.engagement.number, nonconformity=row.pk, tie=tie.pk
    )


@pytest.mark.parametrize("mode", ["B", "D"])
def test_one_from_a_covert_visit_is_told_to_nobody_of_the_client_and_leaves_no_gap(cast, engagement, mode):
    first = raised(engagement, cast.sun)
    secret = raised(engagement, cast.sun, sheet=covert_sheet(engagement, cast.sun, mode))
    second = raised(engagement, cast.sun, statement="两名派工员没有上岗记录。")

    assert (secret.number, secret.answer_due_on, secret.close_due_on) == (None, None, None)
    assert (first.number, second.number) == (1, 2)
    assert told(cast.alice).count("nonconformity-raised") == 2
    assert list(Nonconformity.objects.visible_to(actor_of(cast.alice))) == [first, second]
    assert set(Nonconformity.objects.visible_to(actor_of(cast.lin))) == {first, secret, second}


def test_client_who_guesses_a_hidden_one_is_told_what_a_stranger_is_told(cast, engagement):
    row = hidden(engagement, cast.sun)

    assert refusal(answered, row, cast.alice) == ["nonconformity: nonconformity-unknown"]
    assert not row.answers.exists()


def test_hidden_one_stands_on_no_work_list_and_in_no_calendar_of_the_client(cast, engagement):
    hidden(engagement, cast.sun)
    alice = actor_of(cast.alice)

    assert not waiting_for(alice).exists()
    assert not dated_for(alice).exists()
    assert work_list(alice, date(2026, 12, 8)).acts == ()


def test_released_visit_shows_its_nonconformities_with_days_from_then(cast, engagement):
    raised(engagement, cast.sun)
    row = hidden(engagement, cast.sun)

    assert release(cast, engagement, row.sheet) == [row]
    row.refresh_from_db()

    assert (row.number, row.answer_due_on, row.close_due_on) == (2, date(2026, 12, 23), date(2027, 1, 7))
    assert told(cast.alice)[-1] == "nonconformity-raised"
    assert last_entry().action == "nonconformity.shown"
    answered(row, cast.alice, at=RELEASED_AT)


def test_one_that_was_withdrawn_before_the_release_stays_hidden(cast, engagement):
    row = hidden(engagement, cast.sun)
    withdrawn(row, cast.lin)

    assert release(cast, engagement, row.sheet) == []
    assert not Nonconformity.objects.visible_to(actor_of(cast.alice)).exists()


def test_one_from_an_open_visit_or_a_released_covert_one_is_seen_at_once(cast, engagement):
    row = raised(engagement, cast.sun, sheet=covert_sheet(engagement, cast.sun, "A"))
    later = raised(
        engagement, cast.sun, sheet=covert_sheet(engagement, cast.sun, "B", IN_FIELD), at=RELEASED_AT
    )

    assert (row.number, later.number) == (1, 2)


def test_evidence_stays_the_bodys_own_until_an_auditor_shows_it(cast, engagement):
    row = raised(engagement, cast.sun)
    file = attached(engagement, cast.lin, f"nonconformity:{row.pk}", photo())
    tie = Tie.objects.get(evidence=file)
    alice = actor_of(cast.alice)
    before = Evidence.objects.visible_to(alice).filter(pk=file.pk).exists()

    shown(cast, row, tie)

    assert (before, Evidence.objects.visible_to(alice).filter(pk=file.pk).exists()) == (False, True)
    assert last_entry().action == "evidence.shown"
    assert refusal(shown, cast, row, tie) == ["tie: evidence-shown-already"]


def test_evidence_of_a_covert_visit_is_not_shown_before_the_release(cast, engagement):
    row, secret = raised(engagement, cast.sun), hidden(engagement, cast.sun)
    of_secret = attached(engagement, cast.lin, f"nonconformity:{secret.pk}", photo("暗.png"))
    of_both = attached(engagement, cast.lin, f"sheet:{secret.sheet_id}", photo("两.png"))
    tie = field_evidence.tie(
        by=cast.lin,
        at=IN_FIELD,
        number=engagement.number,
        subject=f"nonconformity:{row.pk}",
        evidence=of_both.pk,
    )
    hidden_tie = Tie.objects.get(evidence=of_secret)

    assert refusal(shown, cast, secret, hidden_tie) == ["tie: evidence-still-covert"]
    assert refusal(shown, cast, row, tie) == ["tie: evidence-still-covert"]
    release(cast, engagement, secret.sheet)
    shown(cast, row, tie)
    assert refusal(shown, cast, row, hidden_tie) == ["tie: tie-gone"]


def test_overdue_one_is_told_once_to_leader_and_officer_for_each_missed_day(cast, engagement):
    row = raised(engagement, cast.sun)

    counts = [escalate_overdue(at=at) for at in (IN_FIELD, LATE, LATE, TOO_LATE, TOO_LATE)]
    row.refresh_from_db()

    assert counts == [0, 1, 0, 1, 0]
    assert row.escalated_for == date(2027, 1, 6)
    assert [
        told(each).count("nonconformity-overdue") for each in (cast.lin, cast.ma, cast.sun, cast.alice)
    ] == [
        2,
        2,
        0,
        0,
    ]
    assert last_entry().action == "nonconformity.escalated"


def test_answered_closed_and_hidden_ones_are_not_overdue_for_want_of_an_answer(cast, engagement):
    row = raised(engagement, cast.sun)
    answered(row, cast.alice)
    hidden(engagement, cast.sun)

    assert escalate_overdue(at=LATE) == 0


def test_work_list_names_each_side_what_it_has_to_do_and_when(cast, engagement):
    row, other = raised(engagement, cast.sun), raised(engagement, cast.lin, "major")
    raised(engagement, cast.lin, "observation")
    today = date(2026, 12, 23)

    def acts(person):
        found = work_list(actor_of(person), today).acts
        return [(act.move, act.due_on, act.overdue) for act in found if act.move.startswith("nonconformity")]

    assert acts(cast.alice) == [("nonconformity.answered", date(2026, 12, 22), True)]
    assert acts(cast.lin) == acts(cast.bob) == []
    answered(row, cast.alice)
    answered(other, cast.alice)
    assert acts(cast.alice) == []
    assert acts(cast.lin) == acts(cast.sun) == [("nonconformity.verified", date(2027, 1, 6), False)]
    assert acts(cast.ma) == []


def test_strangers_tie_of_another_engagement_is_not_shown(cast, engagement):
    row = raised(engagement, cast.sun)

    given = {"by": cast.lin, "at": IN_FIELD, "number": engagement.number, "nonconformity": row.pk}
    assert refusal(show_evidence, tie=10**9, **given) == ["tie: tie-gone"]
    assert refusal(show_evidence, tie=1, **given | {"by": cast.alice}) == ["by: not-allowed-role"]
    assert refusal(
        nonconformities.raise_,
        by=cast.lin,
        at=IN_FIELD,
        number=engagement.number,
        text=text(),
        sheet=10**9,
    ) == ["sheet: nonconformity-sheet-unknown"]
    assert version_of(row) == 1
