# SPDX-License-Identifier: Apache-2.0
from tests.core.facts.asking import ask
from zhuoping.core.facts.rows.norms import ManualItem


def section(item: str, **more: object) -> dict[str, object]:
    issued = {"document": f"SC-{item}", "issued_on": "2025-01-01", "distributed_to": "客服部"}
    return {"item": item, "present": True, **issued, **more}


def law(title: str, kind: str = "law", **more: object) -> dict[str, object]:
    known = {"effective_on": "2014-03-15", "in_manual": True, "trained_on": "2026-03-15"}
    return {"title": title, "kind": kind, **known, **more}


COMPLETE = [section(each.value) for each in ManualItem]
LAWS = [law("安全", "safety"), law("三包", "three-guarantees")]


def test_manual_with_policy_organisation_and_ten_norms_is_met() -> None:
    contents = ask("manual-contents", manual=COMPLETE)
    issued = ask("manual-issued", manual=COMPLETE)

    assert (contents.verdict, issued.verdict) == ("met", "met")
    assert contents.figures == {"items": 12, "present": 12, "not_needed": 0, "missing": 0}
    assert issued.figures == {"present": 12, "issued": 12, "distributed": 12}


def test_manual_item_that_is_absent_without_reason_is_a_gap() -> None:
    rows = [
        *COMPLETE[:10],
        section("training", present=False),
        section("crisis-handling", present=False, not_needed_because="由集团处理"),
    ]

    short = ask("manual-contents", manual=rows)
    unlisted = ask("manual-contents", manual=rows[:10])

    assert short.remarks == [("manual[10]", "manual-item-missing", "gap")]
    assert short.figures == {"items": 12, "present": 10, "not_needed": 1, "missing": 1}
    assert unlisted.remarks == [("manual", "manual-item-missing", "gap")] * 2


def test_manual_has_to_be_issued_and_distributed() -> None:
    rows = [
        section("delivery", issued_on="2026-11-25"),
        section("training", document=""),
        section("staff-conduct", distributed_to=""),
    ]

    answer = ask("manual-issued", manual=rows)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("manual[0]", "manual-item-not-issued", "gap"),
        ("manual[1]", "manual-item-without-number", "attention"),
        ("manual[2]", "manual-item-not-distributed", "gap"),
    ]
    assert answer.figures == {"present": 3, "issued": 2, "distributed": 2}


def test_manual_that_holds_nothing_was_not_issued() -> None:
    answer = ask("manual-issued", manual=[{"item": "delivery", "present": False}])

    assert answer.remarks == [("manual", "manual-not-present", "gap")]


def test_register_of_laws_dated_and_in_the_manual_is_met() -> None:
    register = ask("law-register", laws=LAWS)
    training = ask("law-training", laws=LAWS)

    assert (register.verdict, register.figures) == ("met", {"laws": 2, "in_force": 2, "in_manual": 2})
    assert (training.verdict, training.figures) == ("met", {"laws": 2, "trained": 2})


def test_law_that_the_manual_does_not_name_is_a_gap() -> None:
    rows = [
        law("甲", effective_on=None),
        law("乙", effective_on="2027-01-01"),
        law("丙", repealed_on="2026-01-01", in_manual=False),
        law("丁", in_manual=None),
        law("戊", in_manual=False),
    ]

    answer = ask("law-register", laws=rows)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("laws", "law-kind-missing", "attention"),
        ("laws", "law-kind-missing", "attention"),
        ("laws[0]", "law-without-date", "attention"),
        ("laws[1]", "law-not-yet-in-force", "attention"),
        ("laws[2]", "law-repealed", "attention"),
        ("laws[3]", "law-manual-not-stated", "attention"),
        ("laws[4]", "law-not-in-manual", "gap"),
    ]
    assert answer.figures == {"laws": 5, "in_force": 2, "in_manual": 2}


def test_law_that_staff_were_not_trained_on_is_a_gap() -> None:
    rows = [
        law("甲"),
        law("乙", trained_on=None),
        law("丙", trained_on="2026-12-01"),
        law("丁", trained_on=None, repealed_on="2020-01-01"),
    ]

    answer = ask("law-training", laws=rows)

    assert answer.remarks == [("laws[1]", "law-not-trained", "gap"), ("laws[2]", "law-not-trained", "gap")]
    assert answer.figures == {"laws": 3, "trained": 1}
