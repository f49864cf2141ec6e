# SPDX-License-Identifier: Apache-2.0
"""Holds docs/domain/application.md to the code: documents, declarations, items, outcomes, numbers."""

from tests.core.applying import SCHEME
from tests.schemes.documents import DOCUMENTS, names, rows, section
from zhuoping.core import application, enterprise
from zhuoping.core.application import Declaration
from zhuoping.core.application_documents import DocumentKind, need
from zhuoping.core.application_review import Outcome, ReviewItem, may_be_left
from zhuoping.core.numbering import FIELDS

TEXT = (DOCUMENTS / "domain" / "application.md").read_text("utf-8")


def keys(heading: str) -> list[str]:
    return [row[0].strip("`") for row in rows(section(TEXT, heading))]


def test_document_lists_every_declaration() -> None:
    assert keys("### Declarations") == list(Declaration)


def test_document_lists_every_document_with_its_need() -> None:
    shown = {row[0].strip("`"): row[1] for row in rows(section(TEXT, "### Documents"))}

    assert shown == {kind.value: need(kind, SCHEME).value for kind in DocumentKind}
    assert list(shown) == list(DocumentKind)


def test_document_lists_every_outcome_and_item_of_the_review() -> None:
    assert keys("## Reviewing the application") == [*Outcome, *ReviewItem]


def test_document_names_the_item_that_may_be_left() -> None:
    assert [item for item in ReviewItem if may_be_left(item, SCHEME)] == [ReviewItem.EXPERIENCE]
    assert "is for `experience` only" in TEXT


def test_document_shows_the_fields_of_every_kind_of_number() -> None:
    shown = {row[0].strip("`"): (names(row[1]), names(row[2])) for row in rows(section(TEXT, "## Numbers"))}

    assert shown == {kind.value: (list(known), list(needed)) for kind, (known, needed) in FIELDS.items()}


def test_document_names_limits_sheets_and_parameters() -> None:
    sheets = " and ".join(", ".join(f"`{each}`" for each in application.SHEETS).rsplit(", ", 1))
    limits = f"name up to {enterprise.NAME_LIMIT} characters, address up to {enterprise.ADDRESS_LIMIT}"
    groups = ("application.", "prior_certificate.", "outlets.factor_special")
    parameters = {name for name in names(TEXT) if name.startswith(groups) and not name.endswith(".py")}

    assert sheets in TEXT
    assert limits in TEXT
    assert f"up to {enterprise.FAMILIES_LIMIT}" in TEXT
    assert parameters <= set(SCHEME.parameters)
    assert len(parameters) == 5
