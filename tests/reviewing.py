# SPDX-License-Identifier: Apache-2.0
"""Reviews and agreements for tests with a database, by the real actions: `accepted`, `issued`, `agreed`."""

from dataclasses import replace
from io import BytesIO

from tests import files
from tests.cast import NOW, TODAY
from tests.engagements import FORM, submitted
from tests.remembering import remembered
from zhuoping.actions import agreement, application_review
from zhuoping.actions.evidence import Handed
from zhuoping.core.agreement import template
from zhuoping.core.application_review import Answer, Outcome, ReviewItem
from zhuoping.core.case import CertificateStatus
from zhuoping.core.review_form import Found, Noted, ReviewForm
from zhuoping.records.models import Agreement

FOUND = Found(
    FORM.prior_number,
    FORM.prior_issuer,
    FORM.prior_level,
    FORM.prior_valid_until,
    CertificateStatus.VALID,
    TODAY,
)
ACCEPT = ReviewForm(
    Outcome.ACCEPT,
    "申请符合受理条件。",
    {item: Noted(Answer.YES, "做过同类服务" if item is ReviewItem.EXPERIENCE else "") for item in ReviewItem},
    FOUND,
)
SUPPLEMENT = ReviewForm(Outcome.SUPPLEMENT, "网点没有清单。", to_add=("网点清单", "服务手册发布文件"))
DECLINE = ReviewForm(Outcome.DECLINE, "申请范围不是售后服务。")


def proof():
    """A page of the look-up as somebody hands it in."""
    return Handed(BytesIO(files.image()), "查询截图.png", TODAY)


def record(cast, engagement, form=ACCEPT, by=None, **changes):
    """Record a review as Ma; the engagement is read anew afterwards."""
    given = {"proof": proof() if form.outcome is Outcome.ACCEPT else None, "on": TODAY, "at": NOW} | changes
    version = given.pop("version", engagement.version)
    row = application_review.record(
        by=by or cast.ma, number=engagement.number, version=version, form=form, **given
    )
    engagement.refresh_from_db()
    return row


@remembered
def accepted(cast, edition, **given):
    """An engagement whose application was accepted by Ma."""
    engagement = submitted(cast, edition, **given)
    record(cast, engagement)
    return engagement


def issue(cast, engagement, **changes):
    """Issue the agreement as Ma; the engagement is read anew afterwards."""
    given = {"by": cast.ma, "at": NOW, "on": TODAY, "clauses": template("zh"), "language": "zh"} | changes
    version = given.pop("version", engagement.version)
    row = agreement.issue(number=engagement.number, version=version, **given)
    engagement.refresh_from_db()
    return row


@remembered
def issued(cast, edition, **given):
    """An engagement whose agreement waits for both signatures."""
    engagement = accepted(cast, edition, **given)
    issue(cast, engagement)
    return engagement


def sign(cast, engagement, by=None, **changes):
    """Sign the version in force; the client's side by its own user, who may bind it."""
    standing = Agreement.objects.filter(engagement=engagement, withdrawn_at=None).last()
    given = {
        "digest": standing.document.file_id if standing else "",
        "signatory": "王总",
        "may_bind": True,
    } | changes
    row = agreement.sign(by=by or cast.ma, at=NOW, number=engagement.number, **given)
    engagement.refresh_from_db()
    return row


@remembered
def agreed(cast, edition, **given):
    """An engagement whose agreement both sides have signed."""
    engagement = issued(cast, edition, **given)
    sign(cast, engagement)
    sign(cast, engagement, cast.alice)
    return engagement


def without(form, item):
    """The form with one item not answered."""
    return replace(form, noted={key: noted for key, noted in form.noted.items() if key is not item})
