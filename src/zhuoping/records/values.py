# SPDX-License-Identifier: Apache-2.0
"""Rows to values of `core`, and back to plain JSON: what the rules read, and what the ledger keeps."""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, cast

from zhuoping.core import plain, shapes
from zhuoping.core.application import SHEETS
from zhuoping.core.body_parameters import with_body_parameters
from zhuoping.core.case import CertificateStatus, PriorCertificate, UsccOverride
from zhuoping.core.enterprise import Enterprise
from zhuoping.core.facts import Facts
from zhuoping.core.overlay import apply_overlay
from zhuoping.core.problems import Problem, Refused
from zhuoping.core.scheme import ParameterValue, Scheme
from zhuoping.core.scheme_file import read_scheme
from zhuoping.core.scoring import Scorer
from zhuoping.records.models import AdoptedEdition, Application, Client, FactRow

# An edition takes milliseconds to read and its bytes never change: what was read once stays true.
_EDITIONS_KEPT = 16


def scheme_of(edition: AdoptedEdition, language: str = "zh") -> Scheme:
    """The edition as adopted, with the body's own values for what it leaves open; in English where it has the words."""
    overlay = bytes(edition.overlay_en) if language == "en" else b""
    parameters = json.dumps(edition.body_parameters, sort_keys=True)
    return _scheme(bytes(edition.content), overlay, parameters)


@lru_cache(maxsize=_EDITIONS_KEPT)
def _scheme(content: bytes, overlay: bytes, parameters: str) -> Scheme:
    scheme = read_scheme(plain.read(content).value)
    if overlay:
        scheme = apply_overlay(scheme, plain.read(overlay).value)
    return with_body_parameters(scheme, parameters_from_plain(json.loads(parameters)))


def scorer_of(edition: AdoptedEdition) -> Scorer:
    """The edition made ready for scoring; as with `scheme_of`, what was made once stays true."""
    parameters = json.dumps(edition.body_parameters, sort_keys=True)
    return _scorer(bytes(edition.content), parameters)


@lru_cache(maxsize=_EDITIONS_KEPT)
def _scorer(content: bytes, parameters: str) -> Scorer:
    return Scorer(_scheme(content, b"", parameters))


def parameters_to_plain(values: Mapping[str, ParameterValue]) -> dict[str, Any]:
    """The body's values as JSON: lists for tuples, decimals marked as such, so that 1 and 1.0 stay two."""
    return {
        key: list(value) if isinstance(value, tuple) else _to_plain(value) for key, value in values.items()
    }


def parameters_from_plain(stored: Mapping[str, Any]) -> dict[str, ParameterValue]:
    """The body's values as they were given."""
    return {key: _hashable(_from_plain(value)) for key, value in stored.items()}


def _hashable(value: Any) -> ParameterValue:  # noqa: ANN401 - JSON.
    return tuple(value) if isinstance(value, list) else value


def enterprise_of(client: Client) -> Enterprise:
    """A client as the rules of registration read it."""
    override = None
    if client.uscc_accepted_by is not None:
        override = UsccOverride(str(client.uscc_accepted_by), client.uscc_evidence)
    return Enterprise(
        name=client.name,
        uscc=client.uscc,
        address=client.address,
        division=client.division,
        industry=client.industry,
        staff=client.staff,
        product_families=tuple(client.product_families),
        name_en=client.name_en,
        uscc_override=override,
    )


def facts_of(client: Client) -> Facts:
    """All fact sheets of a client; stored rows were checked when written, so a fault here is a failure."""
    return _facts(FactRow.objects.filter(sheet__client=client).values_list("sheet__key", "values"))


def facts_to_apply_of(client: Client) -> Facts:
    """The facts that an application is asked for: every outlet, and one row of each sheet that must not be empty.

    A roster may have ten thousand rows, and pages say what is missing all the time.
    """
    rows = FactRow.objects.filter(sheet__client=client).values_list("sheet__key", "values")
    found = [rows.filter(sheet__key=key).first() for key in SHEETS]
    return _facts([*rows.filter(sheet__key="outlets"), *(each for each in found if each is not None)])


def _facts(stored: Iterable[tuple[str, Any]]) -> Facts:
    rows: dict[str, list[object]] = {}
    for key, values in stored:
        rows.setdefault(key, []).append(values)
    problems: list[Problem] = []
    facts = shapes.read(Facts, _numbers(rows), "facts", problems)
    if facts is None:
        raise Refused(problems)
    return facts


def _numbers(rows: Mapping[str, list[object]]) -> dict[str, object]:
    """Stored rows with their decimals, which JSON keeps as `{"decimal": "1.5"}`, as Decimal again."""
    return {
        key: [row_from_plain(cast(Mapping[str, object], row)) for row in sheet] for key, sheet in rows.items()
    }


def row_from_plain(row: Mapping[str, object]) -> dict[str, object]:
    """A stored row as the plain values that its row class is read from."""
    return {key: _from_plain(value) for key, value in row.items()}


def _from_plain(value: object) -> object:
    return Decimal(value["decimal"]) if isinstance(value, dict) else value


def row_to_plain(row: object) -> dict[str, object]:
    """A row of a fact sheet for the database: empty fields left out, dates as ISO text, decimals marked as such."""
    result: dict[str, object] = {}
    for field in dataclasses.fields(cast(Any, row)):
        value = getattr(row, field.name)
        if value in (None, ""):
            continue
        result[field.name] = _to_plain(value)
    return result


def _to_plain(value: object) -> object:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def prior_certificate_of(row: Application) -> PriorCertificate | None:
    """The prior certificate as the client states it; None until its number, last day, status and look-up are there."""
    if not (row.prior_number and row.prior_valid_until and row.prior_status and row.prior_checked_on):
        return None
    return PriorCertificate(
        number=row.prior_number,
        issuer=row.prior_issuer,
        level=row.prior_level,
        valid_until=row.prior_valid_until,
        status=CertificateStatus(row.prior_status),
        checked_on=row.prior_checked_on,
    )
