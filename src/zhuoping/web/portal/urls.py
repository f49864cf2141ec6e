# SPDX-License-Identifier: Apache-2.0
"""Addresses of this door."""

from django.urls import URLPattern, URLResolver

from zhuoping.web.portal import (
    agreement,
    application,
    colleagues,
    documents,
    engagement,
    enterprise,
    fact_import,
    facts,
    home,
    nonconformities,
    plan,
    scorecard,
    sheets,
    submission,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *enterprise.urlpatterns,
    *fact_import.urlpatterns,
    *facts.urlpatterns,
    *application.urlpatterns,
    *documents.urlpatterns,
    *submission.urlpatterns,
    *engagement.urlpatterns,
    *agreement.urlpatterns,
    *plan.urlpatterns,
    *scorecard.urlpatterns,
    *nonconformities.urlpatterns,
    *colleagues.urlpatterns,
    *sheets.urlpatterns,
]
