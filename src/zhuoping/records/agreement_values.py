# SPDX-License-Identifier: Apache-2.0
"""Agreements as the values that core's rules read, and the other way round."""

from collections.abc import Mapping

from zhuoping.core.agreement import AgreementLanguage, ClauseKey, Terms, language_of
from zhuoping.core.authority import Party
from zhuoping.core.modes import required_modes
from zhuoping.core.scheme import CertificationType
from zhuoping.records.models import Agreement, Engagement
from zhuoping.records.values import scheme_of


def terms_of(agreement: Agreement) -> Terms:
    """The terms of a stored version."""
    stored = dict(agreement.terms)
    clauses = {ClauseKey(key): text for key, text in stored.pop("clauses").items()}
    return Terms(**{**stored, "modes": tuple(stored["modes"]), "clauses": clauses})


def language_for(engagement: Engagement) -> AgreementLanguage:
    """The language of an engagement's agreement until somebody takes another: the client's."""
    return language_of(engagement.application.agreement_language, engagement.opened_by.language)


def terms_for(
    engagement: Engagement, body: str, approval: str, language: str, clauses: Mapping[ClauseKey, str]
) -> Terms:
    """Terms for an accepted engagement: its particulars in `language`, with these clauses."""
    client, application = engagement.client, engagement.application
    scheme = scheme_of(engagement.edition, language)
    design = bool(application.design_responsibility)
    rule = required_modes(scheme, CertificationType(engagement.type), design_responsibility=design)
    name = client.name_en if language == "en" and client.name_en else client.name
    return Terms(
        language=language,
        body=body,
        approval=approval,
        client=name,
        uscc=client.uscc,
        address=client.address,
        scheme=scheme.title,
        edition=scheme.edition,
        type=engagement.type,
        scope=application.scope,
        design_responsibility=design,
        modes=tuple(rule.any_of),
        clauses=clauses,
    )


def parties_signed(agreement: Agreement) -> frozenset[Party]:
    """The sides that have signed this version."""
    signed = {Party.BODY: agreement.body_signed_at, Party.CLIENT: agreement.client_signed_at}
    return frozenset(party for party, at in signed.items() if at is not None)


def agreement_in_force(engagement: Engagement) -> Agreement | None:
    """The version that counts, with its document; None before the first and after a withdrawal."""
    standing = Agreement.objects.filter(engagement=engagement, withdrawn_at=None)
    return standing.select_related(
        "document__file", "body_signed_by", "client_signed_by", "signed_copy"
    ).last()
