# SPDX-License-Identifier: Apache-2.0
"""A stored plan as people read it; what of it depends on who reads (core/plan, `client_view`)."""

from zoneinfo import ZoneInfo

from django.conf import settings

from zhuoping.core.plan_paper import Heading, PlanPaper, paper
from zhuoping.records.models import Plan, PlanState
from zhuoping.records.plan_values import client_plan, place_names
from zhuoping.records.values import scheme_of


def paper_of(plan: Plan, body: str, language: str) -> PlanPaper:
    """A plan with its dates as the client gets it, in `zh` or `en`; a draft carries no date of release."""
    engagement = plan.engagement
    client = engagement.client
    scheme = scheme_of(engagement.edition, language)
    released_on = None
    if plan.released_at is not None and plan.state != PlanState.DRAFT:
        released_on = plan.released_at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    heading = Heading(
        body=body,
        number=plan.number,
        engagement=engagement.number,
        version=plan.version,
        client=(client.name_en if language == "en" else "") or client.name,
        address=client.address,
        scope=engagement.application.scope,
        released_on=released_on,
    )
    return paper(scheme, client_plan(plan, scheme), heading, place_names(plan), language)
