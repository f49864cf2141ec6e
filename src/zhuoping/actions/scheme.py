# SPDX-License-Identifier: Apache-2.0
"""Adopting editions of schemes and ending them (domain rule A2; 17065 7.1)."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.acting import allowed
from zhuoping.actions.people import lock_administrators
from zhuoping.core import plain
from zhuoping.core.authority import Act
from zhuoping.core.body_parameters import unset_parameters, with_body_parameters
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.overlay import apply_overlay
from zhuoping.core.planning_rules import not_set
from zhuoping.core.problems import Refused, problem
from zhuoping.core.scheme import ParameterValue, Scheme
from zhuoping.core.scheme_file import read_scheme
from zhuoping.records.models import AdoptedEdition, Person
from zhuoping.records.values import parameters_to_plain


@transaction.atomic
def adopt(
    *,
    by: Person,
    at: datetime,
    content: bytes,
    overlay_en: bytes = b"",
    body_parameters: Mapping[str, ParameterValue],
) -> AdoptedEdition:
    """Put an edition in force, with the body's own values; the bytes are kept as they are and never change.

    The same edition adopted again, with other values or English texts, takes the place of the former adoption;
    engagements keep the one that they were opened with.
    Refuses: not-allowed-role, what `read_scheme`, `apply_overlay` and `with_body_parameters` find, parameter-not-set,
    edition-altered, edition-adopted.
    """
    lock_administrators()
    allowed(by, Act.ADOPT_EDITION)
    scheme = read_edition(content, overlay_en, body_parameters)
    digest, parameters = hashlib.sha256(content).hexdigest(), parameters_to_plain(body_parameters)
    earlier = AdoptedEdition.objects.filter(scheme=scheme.scheme, edition=scheme.edition)
    if earlier.exclude(digest=digest).exists():
        values = {"title": scheme.title, "edition": scheme.edition}
        raise Refused([problem("edition", "edition-altered", **values)])
    standing = earlier.filter(ended_at=None).first()
    if standing is not None:
        if standing.body_parameters == parameters and bytes(standing.overlay_en) == overlay_en:
            values = {"title": scheme.title, "edition": scheme.edition}
            raise Refused([problem("edition", "edition-adopted", **values)])
        AdoptedEdition.objects.filter(pk=standing.pk).update(ended_at=at)
    row = AdoptedEdition.objects.create(
        scheme=scheme.scheme,
        edition=scheme.edition,
        title=scheme.title,
        digest=digest,
        content=content,
        overlay_en=overlay_en,
        body_parameters=parameters,
        in_force_on=scheme.in_force_on,
        adopted_at=at,
        adopted_by=by,
    )
    body: dict[str, Value] = {
        "scheme": row.scheme,
        "edition": row.edition,
        "digest": digest,
        "overlay_en": hashlib.sha256(overlay_en).hexdigest() if overlay_en else None,
        "parameters": parameters,
        "replaces": standing.pk if standing else None,
    }
    ledger.append(by=by, at=at, action="edition.adopted", subject=row, body=body)
    return row


@transaction.atomic
def end(*, by: Person, at: datetime, edition: AdoptedEdition, reason: str) -> None:
    """Open no engagement under an edition any more; those that are open keep it; again is no change.

    Refuses: not-allowed-role, reason-missing.
    """
    lock_administrators()
    allowed(by, Act.ADOPT_EDITION)
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    if AdoptedEdition.objects.filter(pk=edition.pk, ended_at=None).update(ended_at=at):
        body = {"reason": reason.strip()}
        ledger.append(by=by, at=at, action="edition.ended", subject=edition, body=body)


def read_edition(
    content: bytes, overlay_en: bytes = b"", body_parameters: Mapping[str, ParameterValue] | None = None
) -> Scheme:
    """The edition as it would be adopted; with `body_parameters` left out, as the file has it.

    Raises Refused: as `adopt`, but for what concerns the person and what was adopted before.
    """
    scheme = read_scheme(plain.read(content).value)
    if overlay_en:
        apply_overlay(scheme, plain.read(overlay_en).value)
    if body_parameters is None:
        return scheme
    complete = with_body_parameters(scheme, body_parameters)
    if missing := unset_parameters(complete):
        raise Refused([not_set(complete, key) for key in missing])
    return complete
