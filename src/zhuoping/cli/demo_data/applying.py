# SPDX-License-Identifier: Apache-2.0
"""How the enterprise applies: what it writes, declares and hands in."""

from datetime import date, timedelta
from io import BytesIO

from zhuoping.actions import application, evidence
from zhuoping.cli.demo_data.clock import Clock
from zhuoping.cli.demo_data.players import Players
from zhuoping.core.application import Declaration
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.application_form import ApplicationForm
from zhuoping.core.case import CertificateStatus
from zhuoping.core.dates import months_after
from zhuoping.core.wording.labels import label
from zhuoping.records.models import Engagement, Evidence, FactRow

_LEFT = {
    DocumentKind.PERMITS: "本行业的安装和维修不需要行政许可。",
    DocumentKind.OUTLET_LIST: "网点清单已填在情况表中。",
}


def open_(players: Players, clock: Clock) -> str:
    """Open an engagement and fill in part of the application; its number."""
    engagement = application.open_application(
        by=players.user, at=clock.tick(), client=players.client, edition=players.edition
    )
    form = ApplicationForm(scope=players.scope, languages=("中文",))
    application.save(
        by=players.user, at=clock.tick(), number=engagement.number, version=engagement.version, form=form
    )
    return engagement.number


def complete(players: Players, number: str, clock: Clock) -> None:
    """Fill in the rest, declare, and put every document on the list."""
    proof = hand_in(players, number, "前置认证证书查询截图", clock)
    application.save(
        by=players.user,
        at=clock.tick(),
        number=number,
        version=_version(number),
        form=_form(players, clock.today, proof),
    )
    application.declare(by=players.user, at=clock.tick(), number=number, declarations=frozenset(Declaration))
    for kind in DocumentKind:
        if kind in _LEFT:
            application.leave_document(
                by=players.user, at=clock.tick(), number=number, kind=kind, reason=_LEFT[kind]
            )
        else:
            given = (
                proof if players.one_file else hand_in(players, number, label(f"DocumentKind.{kind}"), clock)
            )
            _list(players, number, kind, given, clock)


def submit(players: Players, number: str, clock: Clock) -> None:
    """Hand the application in."""
    application.submit(
        by=players.user, at=clock.tick(), number=number, version=_version(number), on=clock.today
    )


def hand_in(players: Players, number: str, title: str, clock: Clock, *, by_body: bool = False) -> Evidence:
    """Upload a document of one page; `by_body` for what the officer keeps to the body."""
    content = BytesIO(players.paper(title, players.client.name))
    return evidence.add(
        by=players.officer if by_body else players.user,
        at=clock.tick(),
        client=players.client,
        engagement=Engagement.objects.get(number=number),
        content=content,
        name=f"{title}.pdf",
        dated_on=clock.today - timedelta(days=20),
        internal=by_body,
    )


def _form(players: Players, on: date, proof: Evidence) -> ApplicationForm:
    return ApplicationForm(
        scope=players.scope,
        design_responsibility=True,
        design_reason=players.design_reason,
        running_since=months_after(on, -30),
        places=3,
        outlets=_outlets_in_use(players, on),
        outsourced=(),
        languages=("中文",),
        prior_number=players.prior_number,
        prior_issuer="示例服务认证中心",
        prior_level="五星",
        # Far enough for whatever follows.
        prior_valid_until=months_after(on, 18),
        prior_status=CertificateStatus.VALID,
        prior_checked_on=on,
        prior_proof=proof.pk,
        wishes="希望避开年末盘点。",
    )


def _outlets_in_use(players: Players, on: date) -> int:
    rows = FactRow.objects.filter(sheet__client=players.client, sheet__key="outlets")
    closed = (values.get("closed_on") for values in rows.values_list("values", flat=True))
    return sum(day is None or date.fromisoformat(day) > on for day in closed)


def _list(players: Players, number: str, kind: DocumentKind, given: Evidence, clock: Clock) -> None:
    """Put a document on the list; records cover the months that have just passed."""
    on = clock.today
    covers = kind is DocumentKind.SERVICE_RECORDS
    application.add_document(
        by=players.user,
        at=clock.tick(),
        number=number,
        kind=kind,
        evidence=given,
        from_on=months_after(on, -6) if covers else None,
        until_on=on - timedelta(days=1) if covers else None,
    )


def _version(number: str) -> int:
    return Engagement.objects.values_list("version", flat=True).get(number=number)
