# SPDX-License-Identifier: Apache-2.0
"""Checks on improvement (6.1 to 6.4): the feedback loop, research, voluntary certificates (A25), standards (A11)."""

from collections.abc import Iterator

from zhuoping.core.facts.checking import (
    Found,
    Remark,
    Setting,
    attention,
    figures,
    gap,
    note,
    placed,
    question,
    same,
)
from zhuoping.core.facts.rows.improvement import CertificateKind, HeldCertificate, StandardLevel, StandardRole
from zhuoping.core.facts.sheets import Facts


@question("feedback-loop", "6.1", needs=("feedback",))
def feedback_loop(facts: Facts, setting: Setting) -> Found:
    """Whether market information was analysed and led to improvement that was carried out."""
    rows = list(placed("feedback", facts.feedback))
    done = [row for _, row in rows if setting.past(row.carried_out_on)]
    remarks = [
        attention(path, "feedback-not-analysed", subject=row.subject)
        for path, row in rows
        if not row.analysis.strip()
    ]
    if not done:
        remarks.append(gap("facts.feedback", "feedback-without-improvement"))
    else:
        remarks += [
            attention(path, "feedback-still-open", subject=row.subject)
            for path, row in rows
            if not setting.past(row.carried_out_on)
        ]
    found = figures(
        feedback=len(rows),
        sources=len({row.source for _, row in rows}),
        analysed=sum(1 for _, row in rows if row.analysis.strip()),
        carried_out=len(done),
    )
    return found, remarks


@question("research-on-problems", "6.2", needs=("research",))
def research(facts: Facts, setting: Setting) -> Found:
    """Whether a department or institution looks into hard problems, and into which."""
    rows = list(placed("research", facts.research))
    remarks = [
        attention(path, "research-without-problem", name=row.name)
        for path, row in rows
        if not row.problem.strip()
    ]
    remarks += [
        attention(path, "research-not-begun", name=row.name)
        for path, row in rows
        if row.began_on is not None and not setting.past(row.began_on)
    ]
    with_result = sum(1 for _, row in rows if row.result.strip())
    return figures(bodies=len(rows), with_result=with_result), remarks


@question("voluntary-certificates", "6.3", needs=("certificates",))
def voluntary_certificates(facts: Facts, setting: Setting) -> Found:
    """Whether the client holds a voluntary, nationally approved certificate that is valid on the day."""
    rows = list(placed("certificates", facts.certificates))
    voluntary = [row for _, row in rows if row.kind is CertificateKind.VOLUNTARY]
    counted = [row for _, row in rows if _counts(row, setting)]
    remarks = [remark for path, row in rows for remark in _certificate(path, row, setting)]
    if not counted:
        remarks.append(gap("facts.certificates", "no-voluntary-certificate"))
    found = figures(
        certificates=len(rows),
        voluntary=len(voluntary),
        mandatory=len(rows) - len(voluntary),
        counted=len(counted),
    )
    return found, remarks


def _prior(row: HeldCertificate, setting: Setting) -> bool:
    """Marked as the prior certificate, or of its number: an applicant may forget the mark."""
    number = same(setting.prior_certificate)
    return row.is_prior or bool(number and same(row.number) == number)


def _begun(row: HeldCertificate, setting: Setting) -> bool:
    return row.valid_from is None or setting.past(row.valid_from)


def _counts(row: HeldCertificate, setting: Setting) -> bool:
    valid = _begun(row, setting) and setting.valid(row.valid_until)
    approved = row.nationally_approved is not False
    prior_bars = _prior(row, setting) and not setting.rules.prior_certificate_counts
    return row.kind is CertificateKind.VOLUNTARY and valid and approved and not prior_bars


def _certificate(path: str, row: HeldCertificate, setting: Setting) -> Iterator[Remark]:
    if row.kind is CertificateKind.MANDATORY:
        return
    if _prior(row, setting):
        if setting.rules.prior_certificate_counts:
            yield note(path, "prior-certificate-counted", name=row.name)
        else:
            yield attention(path, "prior-certificate-not-counted", name=row.name)
    if row.nationally_approved is None:
        yield attention(path, "approval-not-stated", name=row.name)
    elif not row.nationally_approved:
        yield attention(path, "held-certificate-not-approved", name=row.name)
    if not _begun(row, setting):
        yield attention(path, "held-certificate-not-begun", name=row.name, valid_from=row.valid_from)
    elif not setting.valid(row.valid_until):
        yield attention(path, "held-certificate-expired", name=row.name, until=row.valid_until)
    elif setting.expiring(row.valid_until):
        yield attention(path, "held-certificate-expiring", name=row.name, until=row.valid_until)


@question("standards-work", "6.4", needs=("standards",))
def standards(facts: Facts, setting: Setting) -> Found:
    """Whether the client has standards of its own and takes part in those of others."""
    rows = list(placed("standards", facts.standards))
    own = sum(1 for _, row in rows if row.level is StandardLevel.ENTERPRISE and row.role is StandardRole.OWN)
    part = sum(
        1
        for _, row in rows
        if row.level is not StandardLevel.ENTERPRISE and row.role is not StandardRole.APPLIES
    )
    remarks = []
    if not own:
        remarks.append(gap("facts.standards", "no-own-standard"))
    if not part:
        remarks.append(attention("facts.standards", "no-part-in-standards"))
    remarks += [
        attention(path, "standard-not-in-force", title=row.title)
        for path, row in rows
        if row.in_force_on is not None and not setting.past(row.in_force_on)
    ]
    return figures(standards=len(rows), own=own, took_part=part), remarks
