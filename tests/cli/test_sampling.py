# SPDX-License-Identifier: Apache-2.0
"""`zhuoping sample draw` and `zhuoping sample verify`."""

import json

import pytest

from tests.cli.asking import ask, codes, written
from tests.make import EDITIONS

FRAME = (
    "网点编号,网点名称,所在地区,网点类型,人数,上次到访日期\n"
    "wd-001,厦门中心店,350200,销售门店,12,2025-03-01\n"
    "wd-002,福州维修站,350100,配送与维修网点,6,\n"
    "wd-003,泉州店,350500,销售门店,4,\n"
    "wd-004,漳州店,350600,销售门店,3,2025-03-02\n"
    "wd-005,龙岩站,350800,其他,2,\n"
)
SEED = "2026-11-24 08 17 22"


@pytest.fixture
def frame(tmp_path):
    return written(tmp_path, FRAME, "frame.csv")


@pytest.fixture
def sample(tmp_path, frame):
    path = tmp_path / "sample.json"
    assert ask("sample", "draw", frame, "--seed", SEED, "-o", path).code == 0
    return path


def changed(path, **changes):
    """The sample's file with some of its keys changed."""
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")
    return path


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            (
                "初次认证：5 个网点，抽取 3 个",
                "按规则至少 3 个。",
                "随机抽取",
                "未到过，优先",
                "总部职能每次都审。",
                f"随机起点：{SEED}",
                "抽样框摘要：aa61ee25520c16b8c54e81ee15421e3de1a35bd603ca6a4c89f77c790e54f173",
            ),
        ),
        (
            "en",
            (
                "initial: 3 of 5 outlets",
                "The rule asks for 3 or more.",
                "drawn at random",
                "not visited yet",
                "The central function is evaluated as well.",
                f"Seed: {SEED}",
                "Digest of the frame: aa61ee25520c16b8c54e81ee15421e3de1a35bd603ca6a4c89f77c790e54f173",
            ),
        ),
    ],
)
def test_sample_is_shown_with_why_each_outlet_is_in_it(frame, language, words):
    answer = ask("sample", "draw", frame, "--seed", SEED, "-l", language)

    assert (answer.code, answer.err) == (0, "")
    assert [word for word in words if word not in answer.out] == []
    assert [key for key in ("wd-001", "wd-002", "wd-005") if key not in answer.out] == []
    assert [key for key in ("wd-003", "wd-004") if key in answer.out] == []


def test_sample_that_was_written_holds(frame, sample):
    answer = ask("sample", "verify", sample, frame, "-l", "en")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "The sample holds: drawn again from the same frame and seed it is the same "
        "(3 outlets, changes by hand: 0).\n"
    )


def test_sample_holds_whatever_kind_of_file_the_frame_is_and_however_it_is_sorted(tmp_path, sample):
    head, *rows = FRAME.splitlines(keepends=True)
    turned = written(tmp_path, head + "".join(reversed(rows)), "turned.csv")
    keys = ("key", "name", "region", "kind", "headcount", "visited_on")
    kinds = {"销售门店": "sales-shop", "配送与维修网点": "delivery-and-repair", "其他": "other"}
    outlets = [dict(zip(keys, row.strip().split(","), strict=True)) for row in rows]
    for outlet in outlets:
        outlet |= {"kind": kinds[outlet["kind"]], "headcount": int(outlet["headcount"])}
        outlet["visited_on"] = outlet["visited_on"] or None
    as_json = written(tmp_path, json.dumps({"outlets": outlets}), "frame.json")

    assert [ask("sample", "verify", sample, each).code for each in (turned, as_json)] == [0, 0]


def test_change_by_hand_holds_and_is_counted(frame, sample):
    changes = [{"removed": ["wd-005"], "added": ["wd-003"], "reason": "停业装修"}]
    path = changed(sample, changes=changes, outlets=["wd-001", "wd-002", "wd-003"])

    answer = ask("sample", "verify", path, frame)

    assert (answer.code, "人工调整 1 次" in answer.out) == (0, True)


def test_forged_sample_is_refused_with_its_line(frame, sample):
    path = changed(sample, seed="另一个")
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=2, ensure_ascii=False), "utf-8")

    answer = ask("sample", "verify", path, frame, "-l", "en")

    assert (answer.code, answer.out, codes(answer)) == (1, "", ["draw-differs"])
    assert answer.err.splitlines()[1].startswith("  sample.json:")


def test_other_list_is_refused(tmp_path, sample):
    other = written(tmp_path, FRAME.replace("泉州店", "泉州新店"), "other.csv")

    answer = ask("sample", "verify", sample, other)

    assert (answer.code, codes(answer)) == (1, ["frame-differs"])


def test_size_of_a_special_engagement_is_stated_with_its_reason(frame):
    without = ask("sample", "draw", frame, "--seed", SEED, "--type", "special")
    stated = ask(
        "sample",
        "draw",
        frame,
        "--seed",
        SEED,
        "--type",
        "special",
        "--size",
        "2",
        "--reason",
        "投诉",
        "-l",
        "en",
    )

    assert (without.code, codes(without)) == (1, ["sample-size-to-be-stated"])
    assert stated.code == 0
    assert "The rule gives no number for this type.\nReason: 投诉\n" in stated.out


def test_outlets_that_sampling_does_not_suit_are_all_taken(frame):
    answer = ask("sample", "draw", frame, "--seed", SEED, "--unsuitable", "--reason", "差异大")

    assert (answer.code, answer.out.count("全部网点")) == (0, 5)


def test_client_without_outlets_has_a_sample_too(tmp_path):
    path = written(tmp_path, "outlets: []\n", "frame.yaml")

    answer = ask("sample", "draw", path, "--seed", SEED)

    assert answer.code == 0
    assert answer.out.startswith("初次认证：0 个网点，抽取 0 个\n按规则至少 0 个。\n总部职能每次都审。\n")


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        ("网点编号,网点名称\na,店\na,店\n", "frame.csv", ["frame.csv:3"]),
        ("网点编号,颜色\n", "frame.csv", ["frame.csv:1", "frame.csv:1"]),
        ("outlets:\n  - key: a\n    name: 店\n  - key: central\n    name: 店\n", "f.yaml", ["f.yaml:4"]),
        ("x", "frame.txt", ["frame.txt"]),
        ("x", "frame.xlsx", ["frame.xlsx"]),
    ],
)
def test_faulty_frame_is_refused_with_the_place_of_each_fault(tmp_path, text, name, places):
    answer = ask("sample", "draw", written(tmp_path, text, name), "--seed", SEED, "-l", "en")

    assert (answer.code, answer.out) == (1, "")
    assert [line.split()[0] for line in answer.err.splitlines() if line.endswith("]")] == places


def test_faulty_words_are_refused(tmp_path, frame, sample):
    unknown = ask("sample", "draw", frame, "--seed", SEED, "--type", "yearly")
    seed = ask("sample", "draw", frame, "--seed", " ")
    ending = ask("sample", "draw", frame, "--seed", SEED, "-o", tmp_path / "sample.yaml")
    again = ask("sample", "draw", frame, "--seed", SEED, "-o", sample)
    missing = ask("sample", "draw", tmp_path / "none.csv", "--seed", SEED)

    assert [codes(each) for each in (unknown, seed, ending, again)] == [
        ["not-allowed"],
        ["empty-text"],
        ["file-kind-unknown"],
        ["output-exists"],
    ]
    assert [each.code for each in (unknown, seed, ending, again, missing)] == [1, 1, 1, 1, 3]


def test_sample_of_one_edition_is_not_verified_under_another(frame, sample):
    own = EDITIONS / "twelve.yaml"

    answer = ask("sample", "verify", sample, frame, "--scheme-file", own)

    assert (answer.code, codes(answer)) == (1, ["edition-differs"])


def test_edition_without_rules_for_outlets_is_refused(frame):
    answer = ask("sample", "draw", frame, "--seed", SEED, "--scheme-file", EDITIONS / "twelve.yaml")

    assert (answer.code, set(codes(answer))) == (1, {"parameter-not-set"})


def test_case_file_is_no_sample(tmp_path, frame):
    path = written(tmp_path, '{"title": "试评"}', "case.json")

    answer = ask("sample", "verify", path, frame)

    assert (answer.code, codes(answer)) == (1, ["sample-format"])


def test_texts_of_a_list_reach_the_terminal_as_texts(tmp_path):
    path = written(tmp_path, "key,name\na,正常\u202e[bold]倒写[/bold]\n", "frame.csv")

    answer = ask("sample", "draw", path, "--seed", SEED)

    assert (answer.code, "[bold]倒写[/bold]" in answer.out, "\u202e" in answer.out) == (0, True, False)
