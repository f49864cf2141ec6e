# SPDX-License-Identifier: Apache-2.0
"""What an applicant submitted, as a page shows it: read from the kept text, never from what stands now."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from zhuoping.core.application import Declaration
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.case import CertificateStatus
from zhuoping.core.fact_rows import row_class
from zhuoping.core.facts.rows.organisation import PLACE_FIELDS
from zhuoping.core.wording.labels import label
from zhuoping.outputs.workbook.columns import Column, columns
from zhuoping.records.models import Evidence, Submission
from zhuoping.schemes.divisions import load_divisions
from zhuoping.schemes.industries import load_industries
from zhuoping.web.shared import formats
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.words import word

# Further rows of a fact sheet are counted: a page with 2,000 outlets helps nobody.
ROWS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class File:
    """A document handed in: its evidence, and what is known of it; `reason` where it is said not to apply."""

    kind: str
    evidence: Evidence | None = None
    remark: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A fact sheet as submitted: headings, the first rows, and how many there are."""

    title: str
    headings: list[str]
    rows: list[list[str]]
    count: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A submission for a page, as (label, text) pairs."""

    enterprise: list[tuple[str, str]]
    application: list[tuple[str, str]]
    prior: list[tuple[str, str]]
    prior_proof: Evidence | None
    declarations: list[str]
    files: list[File]
    sheets: list[Sheet] = field(default_factory=list)


def content_of(submission: Submission) -> Content:
    """The content of a submission; one query for its evidence."""
    stored = json.loads(submission.content)
    application = stored["application"]
    references = [*stored["files"], application["prior_proof"]]
    numbers = [int(each.rpartition(":")[2]) for each in references if each]
    evidence = {f"evidence:{each.pk}": each for each in Evidence.objects.filter(pk__in=numbers)}
    return Content(
        enterprise=list(_enterprise(stored["enterprise"])),
        application=list(_application(application)),
        prior=list(_prior(application["prior_certificate"])),
        prior_proof=evidence.get(application["prior_proof"]),
        declarations=[word(Declaration(each)) for each in application["declarations"]],
        files=list(_files(application, evidence)),
        sheets=list(sheets_of(application["facts"])),
    )


def _enterprise(stored: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    place = load_divisions().place(stored["division"])
    yield _("企业名称"), stored["name"]
    yield _("英文名称"), formats.shown(stored["name_en"])
    yield _("统一社会信用代码"), stored["uscc"]
    yield _("地址"), stored["address"]
    yield _("地区"), (load_divisions().name(place) if place else None) or stored["division"]
    yield _("行业"), load_industries().shown(stored["industry"], wording_language())
    yield _("员工人数"), formats.figure(stored["staff"])
    yield _("商品类别"), _joined(stored["product_families"])


def _application(stored: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    outsourced = stored["outsourced"]
    texts = {
        "scope": stored["scope"],
        "design_responsibility": formats.yes_no(stored["design_responsibility"]),
        "design_reason": stored["design_reason"],
        "running_since": formats.shown(stored["running_since"]),
        "places": formats.figure(stored["places"]),
        "outlets": formats.figure(stored["outlets"]),
        "outsourced": _("没有外包") if outsourced == [] else _joined(outsourced or []),
        "languages": _joined(stored["languages"]),
    }
    for key, text in texts.items():
        yield label(f"Application.{key}", wording_language()), text or formats.EMPTY


def _prior(stored: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    if stored is None:
        return
    yield _("证书编号"), stored["number"]
    yield _("发证机构"), stored["issuer"]
    yield _("等级"), stored["level"]
    yield _("有效期至"), stored["valid_until"]
    yield _("状态"), word(CertificateStatus(stored["status"]))
    yield _("查询日期"), stored["checked_on"]


def _files(application: Mapping[str, Any], evidence: Mapping[str, Evidence]) -> Iterator[File]:
    papers, reasons = application["documents"], application["not_applicable"]
    for kind in DocumentKind:
        for paper in papers.get(kind, ()):
            yield File(word(kind), evidence.get(paper["reference"]), _remark(paper))
        if kind in reasons:
            yield File(word(kind), reason=reasons[kind])


def _remark(paper: Mapping[str, Any]) -> str:
    parts = []
    if paper["dated_on"]:
        parts.append(_("日期 %(day)s") % {"day": paper["dated_on"]})
    if paper["from_on"]:
        parts.append(_("涵盖 %(first)s 至 %(last)s") % {"first": paper["from_on"], "last": paper["until_on"]})
    if paper["valid_until"]:
        parts.append(_("有效期至 %(day)s") % {"day": paper["valid_until"]})
    return " · ".join(parts)


def sheets_of(facts: Mapping[str, Any], most: int = ROWS_SHOWN) -> Iterator[Sheet]:
    """The sheets that have rows, as submitted; at most so many rows of each."""
    language = wording_language()
    for key, rows in facts.items():
        if not rows:
            continue
        # Columns that nobody filled in would only push the others out of sight.
        known = [
            each
            for each in columns(row_class(key), language, key)
            if any(row[each.key] not in (None, "", []) for row in rows)
        ]
        cells = [[_cell(each, row[each.key]) for each in known] for row in rows[:most]]
        yield Sheet(label(key, language), [each.label for each in known], cells, len(rows), key)


def _cell(column: Column, value: object) -> str:
    if isinstance(value, bool):
        return formats.yes_no(value)
    if isinstance(value, list):
        return _joined(value)
    if column.key in PLACE_FIELDS:
        return load_divisions().told(str(value or "")) or formats.EMPTY
    text = formats.shown(value)
    return dict(column.choices).get(text, text)


def _joined(values: list[Any]) -> str:
    between = {"zh": "、", "en": ", "}[wording_language()]
    return between.join(map(str, values)) or formats.EMPTY
