# SPDX-License-Identifier: Apache-2.0
"""Addresses of this door."""

from django.urls import URLPattern, URLResolver

from zhuoping.web.desk import (
    agreement,
    client,
    clients,
    editions,
    engagement,
    engagements,
    history,
    interests,
    ledger,
    look_up,
    numbering,
    people,
    people_changes,
    plan,
    plan_agenda,
    plan_parts,
    plan_sample,
    plan_team,
    review,
    work,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *work.urlpatterns,
    *engagements.urlpatterns,
    *engagement.urlpatterns,
    *review.urlpatterns,
    *look_up.urlpatterns,
    *agreement.urlpatterns,
    *clients.urlpatterns,
    *client.urlpatterns,
    *editions.urlpatterns,
    *history.urlpatterns,
    *ledger.urlpatterns,
    *numbering.urlpatterns,
    *people.urlpatterns,
    *people_changes.urlpatterns,
    *interests.urlpatterns,
    *plan.urlpatterns,
    *plan_agenda.urlpatterns,
    *plan_parts.urlpatterns,
    *plan_sample.urlpatterns,
    *plan_team.urlpatterns,
]
