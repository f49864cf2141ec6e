# SPDX-License-Identifier: Apache-2.0
"""The chapters of the Word template after the findings: special items, gaps, way up, signature, annexes."""

from zhuoping.outputs.report.docx_parts import Cell, Writer
from zhuoping.outputs.report.docx_pieces import bullets, chapter, label, labelled, listed, number, otherwise

_EVIDENCE = "{{ each.evidence | join('\\n') }}"
_REMARKS = (
    "{% for remark in each.remarks %}{{ '\\n– ' }}{{ remark }}{% endfor %}"
    "{% if each.more %}{{ '\\n– ' }}{{ each.more }}{% endif %}"
)


def write_special(writer: Writer) -> None:
    """Special deductions, the determination, and the bonus."""
    labels = writer.labels
    chapter(writer, "chapter_special")
    writer.text("{{ special.rules }}", "Small")
    writer.heading(labels["deductions"], 2)
    writer.tag("if special.deductions")
    deductions = (
        ("number", 14, "{{ each.number }}"),
        ("ground", 34, "{{ each.ground }}"),
        ("reason", 72, "{{ each.reason }}"),
        ("evidence", 46, _EVIDENCE),
    )
    listed(writer, "special.deductions", deductions)
    writer.text(f"{labels['deductions']}　{{{{ special.deducted_arithmetic }}}}", "Sum")
    otherwise(writer, labels["no_deductions"])
    writer.heading(labels["determination"], 2)
    writer.tag("if special.determination")
    made = "special.determination"
    by, reason = f"{{{{ {made}.by }}}}", f"{{{{ {made}.reason }}}}"
    labelled(writer, [[label(labels["determined_by"]), by], [label(labels["reason"]), reason]])
    otherwise(writer, labels["no_determination"])
    writer.heading(labels["bonus"], 2)
    writer.tag("if special.bonus")
    bonus = (
        ("reason", 72, "{{ each.reason }}"),
        ("conditions", 48, "{{ each.conditions | join('\\n') }}"),
        ("evidence", 46, _EVIDENCE),
    )
    listed(writer, "special.bonus", bonus)
    writer.text(f"{labels['bonus']}　{{{{ special.bonus_arithmetic }}}}", "Sum")
    otherwise(writer, labels["no_bonus"])


def write_gaps(writer: Writer) -> None:
    """The gap list."""
    labels = writer.labels
    chapter(writer, "chapter_gaps")
    writer.heading(labels["gap_indicators"], 2)
    writer.tag("if gaps.indicators")
    lost = (
        ("ref", 12, "{{ each.ref }}"),
        ("indicator", 34, "{{ each.title }}"),
        ("award", 24, Cell("{{ each.award }} / {{ each.points }}", "Table Number")),
        ("lost", 14, number("each.lost")),
        ("why", 46, "{{ each.why }}"),
        ("improvement", 36, "{{ each.improvement }}"),
    )
    listed(writer, "gaps.indicators", lost)
    otherwise(writer, labels["no_gap_indicators"])
    writer.tag("if gaps.missing")
    writer.heading(labels["gap_missing"], 2)
    missing = (
        ("ref", 12, "{{ each.ref }}"),
        ("indicator", 68, "{{ each.title }}"),
        ("points", 18, number("each.points")),
        ("open", 22, number("each.open")),
        ("explanation", 46, "{{ each.note }}"),
    )
    listed(writer, "gaps.missing", missing)
    writer.tag("endif")
    writer.heading(labels["gap_checks"], 2)
    writer.tag("if gaps.checks")
    checks = (
        ("ref", 12, "{{ each.ref }}"),
        ("check", 38, "{{ each.title }}"),
        ("gap", 116, "{{ each.explanation }}" + _REMARKS),
    )
    listed(writer, "gaps.checks", checks)
    otherwise(writer, labels["no_gap_checks"])
    writer.heading(labels["gap_notices"], 2)
    writer.tag("if gaps.notices")
    listed(writer, "gaps.notices", (("place", 38, "{{ each.place }}"), ("notice", 128, "{{ each.text }}")))
    otherwise(writer, labels["no_notices"])


def write_way_up(writer: Writer) -> None:
    """The next level and what would reach it; no chapter where there is none to name."""
    writer.tag("if way_up")
    chapter(writer, "chapter_way_up", new_page=False)
    writer.text("{{ way_up.sentence }}")
    writer.tag("if way_up.sets")
    sets = (
        ("set", 16, "{{ each.number }}"),
        ("set_indicators", 122, "{{ each.indicators | join('\\n') }}"),
        ("set_points", 28, number("each.points")),
    )
    listed(writer, "way_up.sets", sets)
    writer.tag("endif")
    writer.tag("endif")


def write_signature(writer: Writer) -> None:
    """Where the team's leader signs."""
    labels = writer.labels
    chapter(writer, "chapter_signature", new_page=False)
    writer.text(labels["statement"], "Statement")
    rule = "＿" * 9
    words = f"{labels['leader']}　{{{{ name }}}}\t{labels['signature']}　{rule}\t{labels['date']}　{rule}"
    writer.tag("for name in leaders")
    writer.text(words, "Signature")
    writer.tag("endfor")


def write_annexes(writer: Writer) -> None:
    """The proof of every figure, and where each parameter and reading comes from."""
    chapter(writer, "annex_proof")
    proof = (
        ("figure", 22, "{{ each.figure }}"),
        ("arithmetic", 42, "{{ each.arithmetic }}"),
        ("rule", 22, "{{ each.rule }}"),
        ("origin", 25, "{{ each.origin }}"),
        ("source", 37, "{{ each.source }}"),
        ("reading", 18, "{{ each.reading }}"),
    )
    listed(writer, "annex.proof", proof, fine=True)
    chapter(writer, "annex_parameters", new_page=False)
    parameters = (
        ("parameter", 52, "{{ each.title }}"),
        ("value", 28, "{{ each.value }}"),
        ("origin", 26, "{{ each.origin }}"),
        ("source", 42, "{{ each.source }}"),
        ("reading", 18, "{{ each.reading }}"),
    )
    listed(writer, "annex.parameters", parameters, fine=True)
    writer.tag("if annex.readings")
    chapter(writer, "annex_readings", new_page=False)
    readings = (
        ("reading", 18, "{{ each.key }}"),
        ("passage", 40, "{{ each.passage }}"),
        ("read_as", 42, "{{ each.reading }}"),
        ("reason", 42, "{{ each.reason }}"),
        ("read_by", 24, "{{ each.by }}"),
    )
    listed(writer, "annex.readings", readings, fine=True)
    writer.tag("endif")
    chapter(writer, "annex_about", new_page=False)
    bullets(writer, "annex.about")
