# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.core.facts.asking import ask, check
from zhuoping.core.facts.rows.organisation import Function

ALL_COVERED = [{"function": each.value, "department": "客服部"} for each in Function]


def outlet(name: str, region: str, **more: object) -> dict[str, object]:
    kept = {
        "kind": "delivery-and-repair",
        "ownership": "self-built",
        "technicians": 2,
        "inspected_on": "2026-06-01",
    }
    return {"name": name, "region": region, **kept, **more}


def test_functions_all_covered_are_met() -> None:
    answer = ask("function-coverage", functions=ALL_COVERED)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {
        "functions": 15,
        "covered": 15,
        "not_needed": 0,
        "uncovered": 0,
        "departments": 1,
    }


def test_function_neither_covered_nor_excused_is_a_gap() -> None:
    rows = [*ALL_COVERED[:13], {"function": "sales"}]

    answer = ask("function-coverage", functions=rows)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("functions[13]", "function-uncovered", "gap"),
        ("functions", "function-uncovered", "gap"),
    ]
    assert answer.figures == {
        "functions": 15,
        "covered": 13,
        "not_needed": 0,
        "uncovered": 2,
        "departments": 1,
    }


def test_function_not_needed_for_a_reason_is_no_gap() -> None:
    rows = [*ALL_COVERED[:14], {"function": "design", "not_needed_because": "不设计产品"}]

    answer = ask("function-coverage", functions=rows)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures["not_needed"] == 1


def test_function_covered_and_also_not_needed_asks_for_attention() -> None:
    rows = [*ALL_COVERED, {"function": "design", "not_needed_because": "不设计产品"}]

    answer = ask("function-coverage", functions=rows)

    assert answer.verdict == "attention"
    assert answer.remarks == [("functions[15]", "function-covered-and-not-needed", "attention")]
    assert (answer.figures["covered"], answer.figures["not_needed"]) == (15, 0)


def test_empty_sheet_cannot_be_told() -> None:
    answer = check("function-coverage")

    assert (answer.verdict, answer.figures, answer.remarks) == ("cannot-tell", (), ())
    assert answer.explain("zh") == "情况表未填写（服务职能），无从判断。"
    assert answer.explain("en") == "Nothing is entered in Service functions, so this cannot be told."


@given(st.permutations([*ALL_COVERED[:10], {"function": "design", "not_needed_because": "x"}]))
def test_function_coverage_does_not_depend_on_the_order_of_rows(rows: list[dict[str, object]]) -> None:
    answer = ask("function-coverage", functions=rows)

    assert answer.figures == {
        "functions": 15,
        "covered": 10,
        "not_needed": 1,
        "uncovered": 4,
        "departments": 1,
    }


def test_number_stated_without_a_single_outlet_listed_cannot_be_told() -> None:
    claims = [{"stated_in": "官网", "number": 130, "text": "130 余个服务处"}]

    found = check("outlet-list", claimed_outlets=claims)

    assert found.verdict == "cannot-tell"
    assert [(each.path, each.code) for each in found.remarks] == [
        ("facts.claimed_outlets[0]", "outlets-claimed-not-listed")
    ]
    assert (
        found.remarks[0].message("zh") == "“官网”宣称有 130 个网点，却一个也没有列出，无法核查：请逐个列出。"
    )
    assert found.explain("en") == "Outlets in use listed: 0; number stated: 130."


def test_no_outlets_and_no_number_cannot_be_told() -> None:
    answer = ask("outlet-list", claimed_outlets=[{"stated_in": "官网", "number": 0}])

    assert answer.verdict == "cannot-tell"
    assert answer.remarks == [("outlets", "outlets-not-listed", "cannot-tell")]
    assert answer.figures == {"listed": 0, "claimed": 0}


def test_number_stated_is_compared_with_outlets_of_its_kind_and_ownership() -> None:
    outlets = [outlet("甲", "350100"), outlet("乙", "350200", ownership="outsourced", closed_on="2026-01-01")]
    claims = [
        {"stated_in": "手册", "number": 1, "ownership": "self-built"},
        {"stated_in": "广告", "number": 1, "ownership": "outsourced"},
        {"stated_in": "官网", "number": 1, "kind": "showroom"},
    ]

    answer = ask("outlet-list", outlets=outlets, claimed_outlets=claims)

    assert answer.verdict == "attention"
    assert answer.remarks == [
        ("claimed_outlets[1]", "outlets-claimed-above-listed", "attention"),
        ("claimed_outlets[2]", "outlets-claimed-above-listed", "attention"),
    ]
    assert answer.figures == {"listed": 1, "claimed": 1}


def test_regions_served_by_outlets_or_dispatch_are_met() -> None:
    outlets = [
        outlet("福州", "350102"),
        outlet("全省", "福建省"),
        outlet("武汉", "4201", serves="429004、北京市"),
    ]
    regions = [
        {"region": "350100"},
        {"region": "350200"},
        {"region": "湖北省"},
        {"region": "110000"},
        {"region": "999999", "served_by": "direct-dispatch"},
    ]

    answer = ask("region-coverage", outlets=outlets, regions=regions)

    assert answer.verdict == "attention"
    assert answer.remarks == [("regions[4]", "division-unknown", "attention")]
    assert answer.figures == {
        "regions": 5, "by_outlets": 4, "by_dispatch": 1, "in_part": 0, "unserved": 0, "untold": 0,
    }  # fmt: skip


def test_region_without_outlet_or_dispatch_is_a_gap() -> None:
    answer = ask("region-coverage", outlets=[outlet("福州", "350100")], regions=[{"region": "350200"}])

    assert answer.verdict == "gap"
    assert answer.remarks == [("regions[0]", "region-unserved", "gap")]


def test_province_with_outlets_in_some_of_its_parts_is_served_in_part() -> None:
    found = check("region-coverage", outlets=[outlet("福州", "350100")], regions=[{"region": "350000"}])

    assert found.verdict == "attention"
    assert found.remarks[0].message() == "350000 福建省的 2 个地区中只有 1 个有网点：请说明其余地区如何服务。"


def test_region_is_served_by_the_outlet_in_charge_of_it() -> None:
    regions = [{"region": "350200", "outlet": " 福州服务处"}, {"region": "420100", "outlet": "已撤"}]

    answer = ask("region-coverage", outlets=[outlet("福州服务处", "350100")], regions=regions)

    assert answer.remarks == [("regions[1]", "region-outlet-unknown", "gap")]
    assert (answer.figures["by_outlets"], answer.figures["unserved"]) == (1, 1)


def test_unknown_places_are_compared_as_written() -> None:
    outlets = [outlet("甲", "", serves="华东"), outlet("乙", "华南")]

    answer = ask("region-coverage", outlets=outlets, regions=[{"region": "华东"}])

    assert answer.figures["by_outlets"] == 1
    assert answer.remarks == [
        ("regions[0]", "division-unknown", "attention"),
        ("outlets[0]", "outlet-without-region", "attention"),
        ("outlets[0]", "division-unknown", "attention"),
        ("outlets[1]", "division-unknown", "attention"),
    ]


def test_closed_outlet_serves_nothing() -> None:
    closed = outlet("福州", "350100", closed_on="2026-11-24")

    answer = ask("region-coverage", outlets=[closed], regions=[{"region": "350100"}])

    assert answer.remarks == [("regions[0]", "region-unserved", "gap")]


def test_regions_without_any_outlet_listed_cannot_be_told() -> None:
    regions = [{"region": "350100"}, {"region": "110000", "served_by": "direct-dispatch"}]
    claims = [{"stated_in": "官网", "number": 130}]

    silent = ask("region-coverage", regions=regions)
    stated = ask("region-coverage", regions=regions, claimed_outlets=claims)

    assert silent.verdict == stated.verdict == "cannot-tell"
    assert silent.remarks == [("outlets", "outlets-not-listed", "cannot-tell")]
    assert stated.remarks == [("claimed_outlets[0]", "outlets-claimed-not-listed", "cannot-tell")]
    assert (stated.figures["by_dispatch"], stated.figures["untold"]) == (1, 1)


def test_dispatch_needs_no_outlets() -> None:
    regions = [{"region": "110000", "served_by": "direct-dispatch"}]

    answer = ask("region-coverage", regions=regions, claimed_outlets=[{"stated_in": "官网", "number": 130}])

    assert (answer.verdict, answer.remarks) == ("met", [])


@given(
    st.permutations(["350100", "350200", "420100", "429004"]), st.permutations(["350000", "420100", "110000"])
)
def test_region_coverage_does_not_depend_on_the_order_of_rows(places: list[str], sold: list[str]) -> None:
    answer = ask(
        "region-coverage",
        outlets=[outlet(f"网点{place}", place) for place in places],
        regions=[{"region": each} for each in sold],
    )

    assert (answer.figures["by_outlets"], answer.figures["unserved"], answer.verdict) == (2, 1, "gap")


def test_outlets_able_to_serve_are_met() -> None:
    outlets = [
        outlet("甲", "350100", dispatches=300, dispatches_on_time=290),
        outlet("乙", "350200", dispatches=100, dispatches_on_time=95),
        outlet("丙", "350200", dispatches=7),
        outlet("丁", "350200", kind="showroom", technicians=0),
    ]

    answer = ask("outlet-ability", outlets=outlets)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {
        "listed": 4, "technicians": 6, "without_technicians": 0, "dispatches": 407,
        "on_time_share": Decimal("0.9625"), "not_inspected": 0,
    }  # fmt: skip


def test_repair_outlet_without_technicians_is_a_gap() -> None:
    outlets = [
        outlet("甲", "350100", technicians=0),
        outlet("乙", "350100", technicians=None),
        outlet("丙", "350100", dispatches=1, dispatches_on_time=2, inspected_on="2026-11-25"),
    ]

    answer = ask("outlet-ability", outlets=outlets)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("outlets[0]", "outlet-without-technicians", "gap"),
        ("outlets[1]", "technicians-not-stated", "attention"),
        ("outlets[2]", "on-time-above-dispatches", "attention"),
        ("outlets[2]", "outlet-not-inspected", "attention"),
    ]
    assert (answer.figures["on_time_share"], answer.figures["not_inspected"]) == (None, 1)


def test_outlet_run_by_others_needs_an_agreement() -> None:
    outlets = [
        outlet("甲", "350100"),
        outlet("乙", "350100", ownership="outsourced", agreement="WX-01"),
        outlet("丙", "350100", ownership="outsourced"),
        outlet("丁", "350100", ownership="other", kind="sales-shop"),
    ]

    answer = ask("outlet-kinds", outlets=outlets)

    assert answer.verdict == "attention"
    assert answer.remarks == [
        ("outlets[2]", "outlet-without-agreement", "attention"),
        ("outlets[3]", "outlet-without-agreement", "attention"),
    ]
    assert answer.figures == {"kinds": 2, "self_built": 1, "outsourced": 2, "other": 1}
