# SPDX-License-Identifier: Apache-2.0
import pytest

from tests import plans, sheets
from tests.cast import NOW
from tests.fieldworking import IN_FIELD, in_field
from tests.nonconforming import covert_sheet, raised
from tests.plans import refusal, said, told
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import evidence
from zhuoping.records.models import CharacteristicSheet, Evidence, LedgerEntry, Nonconformity, Tie
from zhuoping.records.sheet_values import gaps_of_sheets, released_sheet, rows_of, sheets_of

pytestmark = pytest.mark.django_db


def test_sheet_is_kept_word_for_word_and_stands_in_the_ledger(cast, edition):
    engagement = sheets.in_field_with(cast, edition)

    row = sheets.made(engagement, cast.sun, "B")

    body = said()
    assert (row.number, row.version, row.covert, row.shown_number) == (1, 1, True, None)
    assert (row.scenario, row.cover, row.purchase) == (sheets.SCENARIO, sheets.COVER, sheets.PURCHASE)
    assert rows_of(row)[0].repeats == ("25", "18.5")
    assert (body["characteristic_sheet"], body["mode"], body["place"]) == (row.pk, "B", sheets.PLACE)
    assert body["rows"][0]["repeats"] == ["25", "18.5"]


def test_openness_is_what_the_edition_says(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    people = {"A": cast.lin, "B": cast.sun, "C": cast.lin, "D": cast.sun}

    covert = {mode: sheets.made(engagement, by, mode).covert for mode, by in people.items()}

    assert covert == {"A": False, "B": True, "C": False, "D": True}


def test_mystery_customer_records_before_the_team_comes_openly(cast, edition):
    engagement = sheets.planned_with(cast, edition)

    row = sheets.made(engagement, cast.sun, "B", at=NOW)
    sheets.proof(row, cast.sun)
    tie = Tie.objects.get()
    evidence.untie(by=cast.sun, at=NOW, number=engagement.number, tie=tie.pk)

    assert (row.number, Tie.objects.get().untied_at) == (1, NOW)


def test_everything_wrong_with_head_and_rows_is_told_at_once(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    before = LedgerEntry.objects.count()

    found = refusal(
        sheets.made, engagement, cast.lin, "A", [{**sheets.ROW, "tolerance": "x"}], place=" ", cover="钱先生"
    )

    assert found == [
        "cover: sheet-is-open",
        "place: sheet-place-missing",
        "rows[0].tolerance: tolerance-not-a-number",
    ]
    assert (CharacteristicSheet.objects.count(), LedgerEntry.objects.count()) == (0, before)


def test_only_an_auditor_whom_the_plan_gives_the_mode_fills_it_in(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.sun, "B")

    assert refusal(sheets.made, engagement, cast.lin, "B", inspector=cast.sun.pk) == ["by: mode-of-others"]
    assert refusal(sheets.changed, row, cast.lin, place="x") == ["by: mode-of-others"]
    assert refusal(sheets.made, engagement, cast.sun, "B", inspector=cast.lin.pk) == [
        "inspector: inspector-not-of-mode"
    ]
    for outsider in (cast.ma, cast.he, cast.alice, cast.bob):
        assert refusal(sheets.made, engagement, outsider)[0].startswith("by: not-allowed")


def test_mode_that_the_plan_lacks_leaves_no_sheet(cast, edition):
    engagement = in_field(cast, edition)

    assert refusal(sheets.made, engagement, cast.lin, "A") == ["mode: mode-not-planned"]


def test_change_is_a_new_version_and_the_same_again_is_none(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.lin)

    changed = sheets.changed(row, cast.lin, [sheets.ROW, sheets.SEEN], place="泉州网点")
    entries = LedgerEntry.objects.count()
    sheets.changed(row, cast.lin, seen=1)

    assert (changed.version, changed.place, len(changed.rows)) == (2, "泉州网点", 2)
    assert CharacteristicSheet.objects.get().version == 2
    assert LedgerEntry.objects.count() == entries


def test_whoever_is_slower_is_told_both(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.lin)
    sheets.changed(row, cast.lin, place="泉州网点")

    with pytest.raises(Changed) as caught:
        sheets.changed(row, cast.lin, place="漳州网点", seen=1)

    assert (caught.value.version, caught.value.current["place"], caught.value.given["place"]) == (
        2,
        "泉州网点",
        "漳州网点",
    )


def test_sheet_of_another_engagement_is_unknown(cast, edition):
    here = sheets.in_field_with(cast, edition)
    row = covert_sheet(plans.agreed(cast, edition, cast.bob, cast.client_b), cast.lin)
    row.engagement = here

    assert refusal(sheets.changed, row, cast.lin, place="x") == ["sheet: sheet-unknown"]
    assert refusal(sheets.released, row, cast.lin) == ["sheet: sheet-unknown"]


def test_leader_releases_and_the_client_is_told(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.sun, "B")
    sheets.proof(row, cast.sun)
    kept = sheets.proof(row, cast.sun, "前台.png", "blue")
    tie = Tie.objects.order_by("pk").first()

    done = sheets.released(row, cast.lin, [tie.pk])

    assert (done.released_at, done.released_by, done.shown_number) == (IN_FIELD, cast.lin, 1)
    assert told(cast.alice)[-1] == "sheet-released"
    assert told(cast.bob) == []
    assert said() == {
        "characteristic_sheet": row.pk,
        "version": 1,
        "shown_number": 1,
        "evidence": [tie.evidence_id],
        "records": [],
    }
    assert not Evidence.objects.get(pk=tie.evidence_id).internal
    assert Evidence.objects.get(pk=kept.pk).internal


def test_client_counts_its_sheets_in_the_order_of_release(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    rows = [
        sheets.made(engagement, by, mode) for mode, by in (("B", cast.sun), ("D", cast.sun), ("A", cast.lin))
    ]
    for index, row in enumerate(rows):
        sheets.proof(row, cast.lin, f"{index}.png", ("red", "blue", "green")[index])

    shown = [sheets.released(row, cast.lin).shown_number for row in (rows[2], rows[1])]

    assert shown == [1, 2]
    assert [each.row.number for each in sheets_of(engagement)] == [1, 2, 3]


def test_what_came_of_the_visit_is_numbered_and_told_with_it(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.sun, "B")
    sheets.proof(row, cast.sun)
    raised(engagement, cast.sun, sheet=row)

    sheets.released(row, cast.lin)

    assert Nonconformity.objects.get().number == 1
    assert told(cast.alice)[-2:] == ["sheet-released", "nonconformity-raised"]


def test_only_the_leader_releases(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.sun, "B")

    assert refusal(sheets.released, row, cast.sun) == ["by: leader-only"]
    for outsider in (cast.ma, cast.he, cast.alice, cast.bob):
        assert refusal(sheets.released, row, outsider)[0].startswith("by: not-allowed")


def test_sheet_that_lacks_something_is_not_released(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.sun, "D", [{**sheets.SEEN, "verdict": None}], scenario="", purchase="")

    assert refusal(sheets.released, row, cast.lin) == [
        "sheets.1: rows-without-verdict",
        "sheets.1: rows-without-measurement",
        "sheets.1: sheet-scenario-missing",
        "sheets.1: sheet-purchase-missing",
        "sheets.1: sheet-evidence-missing",
    ]
    assert told(cast.alice)[-1] != "sheet-released"


def test_version_that_the_leader_did_not_see_is_not_released(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.sun, "B")
    sheets.changed(row, cast.sun, place="漳州网点")

    with pytest.raises(Changed):
        sheets.released(row, cast.lin, seen=1)


def test_released_sheet_stays_as_the_client_saw_it(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.sun, "B")
    sheets.proof(row, cast.sun)
    sheets.released(row, cast.lin)

    assert refusal(sheets.changed, row, cast.sun, place="x") == ["sheet: sheet-released-already"]
    assert refusal(sheets.released, row, cast.lin) == ["sheet: sheet-released-already"]


def test_evidence_of_another_covert_visit_is_not_released_with_it(cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    first, second = (sheets.made(engagement, cast.sun, "B") for _ in range(2))
    shared = sheets.proof(first, cast.sun)
    evidence.tie(
        by=cast.sun, at=IN_FIELD, number=engagement.number, subject=f"sheet:{second.pk}", evidence=shared.pk
    )
    ties = {each.subject: each.pk for each in Tie.objects.all()}

    assert refusal(sheets.released, first, cast.lin, [ties[f"sheet:{first.pk}"]]) == [
        "evidence: evidence-still-covert"
    ]
    assert refusal(sheets.released, first, cast.lin, [ties[f"sheet:{second.pk}"]]) == ["evidence: tie-gone"]
    assert CharacteristicSheet.objects.exclude(released_at=None).count() == 0


def test_what_is_missing_before_closing_is_gone_once_all_is_released(cast, edition):
    engagement = sheets.in_field_with(cast, edition, "A+B")
    before = [each.problem.code for each in gaps_of_sheets(engagement)]
    inspected, bought = sheets.made(engagement, cast.lin), sheets.made(engagement, cast.sun, "B")
    sheets.proof(inspected, cast.lin)
    sheets.proof(bought, cast.sun, colour="blue")
    unreleased = [each.problem.code for each in gaps_of_sheets(engagement)]

    sheets.released(bought, cast.lin)

    assert before == ["mode-sheet-missing", "mode-sheet-missing"]
    assert unreleased == ["sheet-not-released"]
    assert gaps_of_sheets(engagement) == ()


def test_value_for_the_client_is_never_made_of_an_unreleased_sheet(cast, edition):
    row = sheets.made(sheets.in_field_with(cast, edition), cast.sun, "B")

    with pytest.raises(ValueError, match=str(row.pk)):
        released_sheet(row)
