# SPDX-License-Identifier: Apache-2.0
"""Holds docs/domain/sampling.md and docs/domain/person-days.md to the program."""

import re
from dataclasses import fields
from decimal import Decimal

from tests.core.samples import rules, sample_of
from tests.core.test_person_days import SCHEME, lines, outlets
from tests.make import edition
from tests.schemes.documents import DOCUMENTS, names, rows, section
from zhuoping.core.drawing import SEED_LIMIT, draw, rank
from zhuoping.core.person_days import Reduction, person_days, shown
from zhuoping.core.sample_file import FORMAT, read_frame, sample_value
from zhuoping.core.sampling import ChosenBy, FrameOutlet, choose_size, frame_digest, least_size
from zhuoping.core.wording import LANGUAGES, labels
from zhuoping.outputs.frame_file import frame_from_csv

SAMPLING = (DOCUMENTS / "domain" / "sampling.md").read_text("utf-8")
PERSON_DAYS = (DOCUMENTS / "domain" / "person-days.md").read_text("utf-8")
TYPES = ("initial", "surveillance", "recertification")


def test_sizes_are_those_of_the_edition() -> None:
    table = rows(section(SAMPLING, "## How many"))

    assert [[int(cell) for cell in row] for row in table] == [
        [int(row[0]), *(least_size(rules(each), int(row[0])) for each in TYPES)] for row in table
    ]
    assert rules().share_unsampled == Decimal("0.3")
    assert "30 % of them, rounded up, at surveillance" in " ".join(SAMPLING.split())


def test_fields_of_the_frame_and_reasons_are_those_of_the_program() -> None:
    frame = [row[:3] for row in rows(section(SAMPLING, "## The frame and its digest"))]
    why = [row[:2] for row in rows(section(SAMPLING, "## The draw"))]

    assert frame == [
        [f"`{each.name}`", *(labels.label(f"FrameOutlet.{each.name}", language) for language in LANGUAGES)]
        for each in fields(FrameOutlet)
    ]
    assert why == [[f"`{each.value}`", labels.label(f"ChosenBy.{each.value}")] for each in ChosenBy]
    assert f"up to {SEED_LIMIT} characters" in SAMPLING


def test_example_of_a_draw_is_what_the_program_draws() -> None:
    csv = re.search(r"^```csv\n(.*?)^```$", SAMPLING, re.MULTILINE | re.DOTALL)
    assert csv
    frame = read_frame(frame_from_csv(csv[1].encode()).value)
    told = re.findall(r"\b([a-e]) \(`([0-9a-f]{8})`\)", SAMPLING)

    digest = frame_digest(frame)
    ranked = sorted((rank("164", digest, outlet.key), outlet.key) for outlet in frame)
    sample = draw(frame, choose_size(rules(), 5, stated=4, reason="x"), "164", rules())

    assert told == [(key, place[:8]) for place, key in ranked]
    assert sample.outlets == ("a", "b", "c", "e")


def test_keys_of_the_file_are_those_that_are_written() -> None:
    table = rows(section(SAMPLING, "## The file of a sample"))
    value = sample_value(sample_of(()), edition("2025"))

    assert [name for row in table for name in names(row[0])] == list(value)
    assert table[0][1] == f"`{FORMAT}`"


def test_parameters_of_person_days_are_those_of_the_edition() -> None:
    table = [row[:2] for row in rows(section(PERSON_DAYS, "## The sum"))]
    values = {
        key: parameter.value
        for key, parameter in edition("2025").parameters.items()
        if key.startswith("person_days.")
    }

    written = {None: "-", True: "true"}
    assert table == [[f"`{key}`", written.get(value, str(value))] for key, value in values.items()]


def test_example_of_person_days_is_what_the_program_computes() -> None:
    table = rows(section(PERSON_DAYS, "## An example"))
    reductions = [Reduction(Decimal("0.1"), "甲"), Reduction(Decimal("0.05"), "乙")]

    found = person_days(SCHEME, outlets(None, Decimal("1.25"), None), families=3, reductions=reductions)

    assert [[row[0], row[1], row[3]] for row in table] == [
        [f"`{figure}`", labels.label(f"PersonDays.{figure}"), shown(result)]
        for figure, _, _, result in lines(found)
    ]
