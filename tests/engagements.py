# SPDX-License-Identifier: Apache-2.0
"""Engagements for tests with a database, brought to a stage by the real actions only.

`filled(cast, edition)` is an application that may be submitted; `submitted` has been. Further stages stand in
the tests of their actions.
"""

import io
from datetime import date

from tests import files
from tests.cast import NOW, TODAY
from tests.remembering import remembered
from zhuoping.actions import application, evidence, facts
from zhuoping.core.application import Declaration
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.application_form import ApplicationForm
from zhuoping.core.case import CertificateStatus

FORM = ApplicationForm(
    scope="供水泵组的安装、维修、保养和技术支持",
    design_responsibility=True,
    design_reason="服务流程由本公司服务部自行设计",
    running_since=date(2024, 1, 1),
    places=1,
    outlets=3,
    outsourced=(),
    languages=("中文",),
    prior_number="SC27922-0001",
    prior_issuer="样例认证中心",
    prior_level="五星",
    prior_valid_until=date(2028, 6, 30),
    prior_status=CertificateStatus.VALID,
    prior_checked_on=TODAY,
)
ROWS = {
    "regions": [{"region": "350000", "served_by": "outlets", "outlet": "厦门网点"}],
    "outlets": [
        {"name": f"{city}网点", "kind": "delivery-and-repair", "ownership": "self-built", "region": region}
        for city, region in (("厦门", "350200"), ("福州", "350100"), ("泉州", "350500"))
    ],
    "roster": [{"name": "陈一", "post": "维修", "employment": "own"}],
    "managers": [{"name": "王五", "level": "headquarters", "grade": "intermediate"}],
}
_LEFT = {
    DocumentKind.PERMITS: "产品不需要许可",
    DocumentKind.CONFORMITY_REPORTS: "产品不在强制检验目录内",
    DocumentKind.COMPLAINT_RECORDS: "近三个月没有投诉",
    DocumentKind.STAFF_CERTIFICATES: "岗位不需要持证",
    DocumentKind.SPARE_PARTS: "备件由供应商直发",
}


def handed_in(by, client, name="文件.pdf", content=None, engagement=None, dated_on=TODAY, **more):
    """A piece of evidence, taken in by the real action."""
    return evidence.add(
        by=by,
        at=NOW,
        client=client,
        engagement=engagement,
        content=io.BytesIO(content or files.pdf(f"({name}) Tj".encode())),
        name=name,
        dated_on=dated_on,
        **more,
    )


@remembered
def opened(cast, edition, by=None, client=None):
    """An application that was only opened."""
    return application.open_application(
        by=by or cast.alice, at=NOW, client=client or cast.client_a, edition=edition
    )


def fill_facts(by, client):
    """The fact sheets that an application has to have."""
    for key, rows in ROWS.items():
        if not client.sheets.filter(key=key, rows__isnull=False).exists():
            facts.replace_rows(by=by, at=NOW, client=client, key=key, version=0, rows=rows)


@remembered
def filled(cast, edition, by=None, client=None):
    """An application with everything that it needs."""
    by, client = by or cast.alice, client or cast.client_a
    fill_facts(by, client)
    engagement = opened(cast, edition, by, client)
    number = engagement.number
    proof = handed_in(by, client, "查询截图.png", files.image(), engagement)
    # One file stands for all: taking in two dozen would be most of the time of a test.
    paper = handed_in(by, client, "申请材料.pdf", engagement=engagement)
    for kind in DocumentKind:
        if kind in _LEFT:
            application.leave_document(by=by, at=NOW, number=number, kind=kind, reason=_LEFT[kind])
        elif kind is not DocumentKind.HONOURS:
            covered = {}
            if kind is DocumentKind.SERVICE_RECORDS:
                covered = {"from_on": date(2026, 7, 1), "until_on": TODAY}
            application.add_document(by=by, at=NOW, number=number, kind=kind, evidence=paper, **covered)
    application.declare(by=by, at=NOW, number=number, declarations=frozenset(Declaration))
    engagement.refresh_from_db()
    form = {**{each: getattr(FORM, each) for each in FORM.__dataclass_fields__}, "prior_proof": proof.pk}
    return application.save(
        by=by, at=NOW, number=number, version=engagement.version, form=ApplicationForm(**form)
    )


@remembered
def submitted(cast, edition, by=None, client=None):
    """An application that waits for its review."""
    engagement = filled(cast, edition, by, client)
    application.submit(
        by=by or cast.alice, at=NOW, number=engagement.number, version=engagement.version, on=TODAY
    )
    engagement.refresh_from_db()
    return engagement
