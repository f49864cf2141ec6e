# SPDX-License-Identifier: Apache-2.0
"""Version 1 of the API: one router an action file. Its description is at /api/v1/openapi.json."""

from django.conf import settings
from ninja.throttling import BaseThrottle

from zhuoping.api import limits, problems
from zhuoping.api.description import Api
from zhuoping.api.reading import StrictParser
from zhuoping.api.v1 import (
    agenda,
    agreement,
    application,
    application_review,
    clients,
    competence,
    documents,
    editions,
    engagements,
    evidence,
    facts,
    fieldwork,
    fieldwork_capability,
    fieldwork_closing,
    fieldwork_conclusions,
    fieldwork_design,
    fieldwork_double,
    fieldwork_facts,
    fieldwork_footprint,
    fieldwork_meetings,
    fieldwork_nonconformities,
    fieldwork_samples,
    fieldwork_sheets,
    fieldwork_special,
    interests,
    invitations,
    ledger,
    look_ups,
    me,
    numbering,
    people,
    plan_answers,
    planning,
    sample,
    staff_invitations,
    team,
    work,
)

_THROTTLE: BaseThrottle = limits.PerKey(
    reads=settings.API_READS_A_MINUTE, writes=settings.API_WRITES_A_MINUTE
)

api = Api(
    title="Zhuoping",
    version="1",
    description=(
        "Certification of after-sales service, from application to a released plan. "
        "The same actions as the pages: what a page refuses, this refuses, with the same codes."
    ),
    urls_namespace="api-1",
    docs_url=None,  # Its page would load scripts from elsewhere, which our policy forbids.
    throttle=_THROTTLE,
    parser=StrictParser(),
)
problems.add_handlers(api)
for place, modules in {
    "/clients": (clients, facts, invitations),
    "/engagements": (
        engagements,
        application,
        documents,
        application_review,
        look_ups,
        agreement,
        planning,
        sample,
        team,
        agenda,
        interests,
        plan_answers,
        fieldwork,
        fieldwork_capability,
        fieldwork_closing,
        fieldwork_conclusions,
        fieldwork_design,
        fieldwork_double,
        fieldwork_facts,
        fieldwork_meetings,
        fieldwork_footprint,
        fieldwork_nonconformities,
        fieldwork_samples,
        fieldwork_sheets,
        fieldwork_special,
    ),
    "/evidence": (evidence,),
    "/people": (people, competence),
    "/invitations": (staff_invitations,),
    "/editions": (editions,),
    "/numbering": (numbering,),
    "/ledger": (ledger,),
    "": (me, work),
}.items():
    for module in modules:
        api.add_router(place, module.router)
