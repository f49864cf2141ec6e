# SPDX-License-Identifier: Apache-2.0
"""The chapters of the Word template up to the findings: result, setting, scorecard, findings."""

from zhuoping.outputs.report.docx_parts import Cell, Row, Run, Text, Writer
from zhuoping.outputs.report.docx_pieces import (
    bullets,
    chapter,
    facts,
    label,
    labelled,
    listed,
    number,
    otherwise,
)
from zhuoping.outputs.report.docx_styles import ACCENT, FAINT, LINE, TEXT_WIDTH_MM, WARNING


def write_result(writer: Writer) -> None:
    """The outcome in a box, what it means, and the share of every dimension."""
    chapter(writer, "chapter_result")
    stars = (Run("{{ stars }}", colour=ACCENT), Run("{{ stars_missed }}", colour=LINE))
    headline = (
        Run("{% if result.rated %}{{ result.headline }}{% endif %}", colour=ACCENT),
        Run("{% if not result.rated %}{{ result.headline }}{% endif %}", colour=WARNING),
    )
    total = (
        "{{ result.total_label }}　",
        Run("{{ result.total }}", bold=True, colour=ACCENT, size=20),
        " / {{ result.points }}",
    )
    writer.table(
        (96, TEXT_WIDTH_MM - 96),
        [
            "if result.rated and stars",
            [Cell(stars, "Stars", FAINT, span=2)],
            "endif",
            [Cell(headline, "Headline", FAINT, centred=True), Cell(total, "Total", FAINT, centred=True)],
        ],
    )
    writer.text("{{ result.sentence }}", "After Table")
    bullets(writer, "result.notes")
    writer.tag("if summary")
    writer.heading(writer.labels["summary"], 2)
    writer.text("{{ summary }}")
    writer.tag("endif")
    writer.heading(writer.labels["radar"], 2)
    # Two spokes make no area: fewer than three dimensions are told by the table alone.
    writer.tag("if dimensions[2:]")
    writer.text("", "Picture")
    writer.tag("endif")
    columns: list[tuple[str, float, str | Cell]] = [
        ("ref", 16, "{{ each.ref }}"),
        ("dimension", 80, "{{ each.title }}"),
        ("points", 22, number("each.points")),
        ("award", 24, number("each.awarded")),
        ("share", 24, number("each.percent")),
    ]
    listed(writer, "dimensions", columns)


def write_setting(writer: Writer) -> None:
    """Who was evaluated, by whom, how, and under what."""
    labels = writer.labels
    chapter(writer, "chapter_setting", new_page=False)
    writer.heading(labels["client"], 2)
    facts(writer, "client")
    writer.heading(labels["scope"], 2)
    writer.text("{{ scope }}")
    writer.heading(labels["evaluation"], 2)
    facts(writer, "evaluation")
    writer.heading(labels["modes"], 2)
    writer.table(
        (12, 60, 94),
        ["for mode in modes", ["{{ mode.letter }}", "{{ mode.title }}", "{{ mode.basis }}"], "endfor"],
        head=[Cell(labels["mode"], "Table Head", span=2), labels["mode_basis"]],
    )
    writer.heading(labels["team"], 2)
    team = (
        ("name", 60, "{{ each.name }}"),
        ("role", 50, "{{ each.role }}"),
        ("registration", 56, "{{ each.registration }}"),
    )
    listed(writer, "team", team)
    writer.heading(labels["prior_certificate"], 2)
    writer.tag("if prior_certificate")
    facts(writer, "prior_certificate")
    otherwise(writer, "{{ prior_note }}")
    writer.heading(labels["levels"], 2)
    # The few levels stay together: one of them alone would have a page of its own before the next chapter.
    band = "{{ band.text }}"
    reached = [Cell(band, "Table Text Kept", FAINT), number("band.at_least", fill=FAINT)]
    others: list[Cell | Text] = [Cell(band, "Table Text Kept"), number("band.at_least")]
    writer.table(
        (120, TEXT_WIDTH_MM - 120),
        ["for band in result.bands | reverse", "if band.reached", reached, "else", others, "endif", "endfor"],
        head=[labels["level"], Cell(labels["at_least"], "Table Head Number")],
    )


def write_scorecard(writer: Writer) -> None:
    """The table of the specification's appendix: dimensions with their indicators, then the lines to the total."""
    chapter(writer, "chapter_table")
    labels = writer.labels
    writer.table(
        (16, 82, 30, 16, 22),
        [
            "for d in dimensions",
            [
                label("{{ d.ref }}"),
                label("{{ d.title }}"),
                label("{{ d.percent }}"),
                number("d.points", bold=True, fill=FAINT),
                number("d.awarded", bold=True, fill=FAINT),
            ],
            "for i in d.indicators",
            ["{{ i.ref }}", "{{ i.title }}", "{{ i.method }}", number("i.points"), number("i.awarded")],
            "endfor",
            "endfor",
            "for line in closing",
            [
                Cell((Run("{{ line.label }}", bold=True, colour=ACCENT), "　{{ line.arithmetic }}"), span=4),
                number("line.amount", bold=True),
            ],
            "endfor",
        ],
        head=[
            *(labels[key] for key in ("ref", "indicator", "method")),
            *(Cell(labels[key], "Table Head Number") for key in ("points", "award")),
        ],
    )


def write_findings(writer: Writer) -> None:
    """A page for every dimension, a block for every indicator."""
    chapter(writer, "chapter_findings")
    writer.tag("for d in dimensions")
    title = "{{ d.ref }} {{ d.title }}　{{ d.awarded }} / {{ d.points }}"
    writer.tag("if loop.first")
    writer.heading(title, 2)
    writer.tag("else")
    writer.heading(title, 2, new_page=True)
    writer.tag("endif")
    writer.tag("for i in d.indicators")
    writer.heading("{{ i.ref }} {{ i.title }}　{{ i.awarded }} / {{ i.points }}", 3)
    labelled(writer, _indicator_rows(writer.labels))
    writer.tag("endfor")
    writer.tag("endfor")


def _indicator_rows(labels: dict[str, str]) -> list[Row]:
    finding = (
        "{{ i.finding }}",
        Run("{% if not i.has_finding %}" + labels["no_finding"] + "{% endif %}", colour=WARNING),
    )
    line = "{% if line.label %}{{ line.label }}　{% endif %}{{ line.text }}"
    arithmetic = (
        "{% for line in i.arithmetic %}" + _NEW_LINE + line + "{% endfor %}",
        Run("{% if not i.arithmetic %}" + labels["not_scored"] + "{% endif %}", colour=WARNING),
    )
    return [
        [label(labels["requirement"], kept=True), "{{ i.requirement }}"],
        [label(labels["finding"]), finding],
        *_row_if("i.strengths", labels["strengths"], "{{ i.strengths }}"),
        *_row_if("i.improvement", labels["improvement"], "{{ i.improvement }}"),
        [label(labels["arithmetic"]), arithmetic],
        *_row_if(
            "i.reasons", labels["reason"], "{% for line in i.reasons %}" + _NEW_LINE + line + "{% endfor %}"
        ),
        *_row_if("i.evidence", labels["evidence"], "{{ i.evidence | map(attribute='text') | join('\\n') }}"),
        "for c in i.checks",
        [label("{{ c.title }}"), _check()],
        "endfor",
    ]


# A line break before every item of a list but the first.
_NEW_LINE = "{% if not loop.first %}{{ '\\n' }}{% endif %}"


def _check() -> Text:
    """Verdict, explanation and remarks; a gap stands out."""
    return (
        Run("{% if c.verdict == 'gap' %}{{ c.verdict_label }}{% endif %}", bold=True, colour=WARNING),
        Run("{% if c.verdict != 'gap' %}{{ c.verdict_label }}{% endif %}", bold=True),
        "　{{ c.explanation }}{% for remark in c.remarks %}{{ '\\n– ' }}{{ remark }}{% endfor %}",
        "{% if c.more %}{{ '\\n– ' }}{{ c.more }}{% endif %}",
    )


def _row_if(condition: str, name: str, text: Text) -> list[Row]:
    return [f"if {condition}", [label(name), text], "endif"]
