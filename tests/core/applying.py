# SPDX-License-Identifier: Apache-2.0
"""An application that may be submitted on `ON`, and its review that may be recorded then."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tests.make import edition
from zhuoping.core.application import Application, Declaration
from zhuoping.core.application_documents import DocumentKind, Paper
from zhuoping.core.case import CertificateStatus, PriorCertificate
from zhuoping.core.facts import Facts
from zhuoping.core.facts.rows.organisation import Outlet, OutletKind, Ownership, SalesRegion, ServedBy
from zhuoping.core.facts.rows.staffing import Employment, Manager, ManagerLevel, StaffMember
from zhuoping.core.problems import Problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording import LANGUAGES

ON = date(2026, 11, 24)
SCHEME = edition("2025")
PRIOR = PriorCertificate(
    "27922-001", "测试认证有限公司", "五星", date(2027, 6, 30), CertificateStatus.VALID, ON
)
OUTLETS = (
    Outlet("海淀店", OutletKind.SALES_SHOP, Ownership.SELF_BUILT, "110000"),
    Outlet("朝阳店", OutletKind.SALES_SHOP, Ownership.SELF_BUILT, "110000", closed_on=date(2026, 12, 31)),
    Outlet("旧店", OutletKind.SALES_SHOP, Ownership.SELF_BUILT, "110000", closed_on=ON),
)
FACTS = Facts(
    outlets=OUTLETS,
    regions=(SalesRegion("110000", ServedBy.OUTLETS),),
    roster=(StaffMember("王工", "维修", Employment.OWN),),
    managers=(Manager("李经理", ManagerLevel.HEADQUARTERS),),
)
PAPERS = {
    kind: (Paper(f"E-{kind.value}", date(2026, 10, 1)),)
    for kind in DocumentKind
    if kind not in (DocumentKind.PERMITS, DocumentKind.HONOURS)
} | {DocumentKind.SERVICE_RECORDS: (Paper("E-1", date(2026, 11, 1), date(2026, 8, 1), date(2026, 10, 31)),)}
SOUND = Application(
    scheme=SCHEME.scheme,
    edition=SCHEME.edition,
    scope="水泵的销售与售后服务",
    design_responsibility=True,
    design_reason="自行设计服务",
    running_since=date(2026, 8, 24),
    places=1,
    outlets=2,
    outsourced=(),
    languages=("中文",),
    prior_certificate=PRIOR,
    prior_proof="E-27922",
    declarations=frozenset(Declaration),
    documents=PAPERS,
    not_applicable={DocumentKind.PERMITS: "本行业不要求许可"},
    facts=FACTS,
)


def with_values(scheme: Scheme = SCHEME, **values: object) -> Scheme:
    """The edition with other values of parameters, written `application__record_months`; None as the value removes."""
    parameters = dict(scheme.parameters)
    for written, value in values.items():
        key = written.replace("__", ".")
        if value is None:
            del parameters[key]
        else:
            parameters[key] = replace(parameters[key], value=value)
    return replace(scheme, parameters=parameters)


def told(problems: Iterable[Problem]) -> list[str]:
    """Each problem as `path: code`; each can be said in every language."""
    found = list(problems)
    assert all(each.message(language) for each in found for language in LANGUAGES)
    return [f"{each.path}: {each.code}" for each in found]
