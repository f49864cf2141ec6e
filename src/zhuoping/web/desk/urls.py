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
from zhuoping.web.desk.fieldwork import blueprint as fieldwork_blueprint
from zhuoping.web.desk.fieldwork import capability as fieldwork_capability
from zhuoping.web.desk.fieldwork import closing as fieldwork_closing
from zhuoping.web.desk.fieldwork import conclusions as fieldwork_conclusions
from zhuoping.web.desk.fieldwork import design as fieldwork_design
from zhuoping.web.desk.fieldwork import double as fieldwork_double
from zhuoping.web.desk.fieldwork import evidence as fieldwork_evidence
from zhuoping.web.desk.fieldwork import facts as fieldwork_facts
from zhuoping.web.desk.fieldwork import footprint as fieldwork_footprint
from zhuoping.web.desk.fieldwork import footprint_import as fieldwork_footprint_import
from zhuoping.web.desk.fieldwork import meetings as fieldwork_meetings
from zhuoping.web.desk.fieldwork import nonconformities as fieldwork_nonconformities
from zhuoping.web.desk.fieldwork import page as fieldwork
from zhuoping.web.desk.fieldwork import samples as fieldwork_samples
from zhuoping.web.desk.fieldwork import saving as fieldwork_saving
from zhuoping.web.desk.fieldwork import scorecard as fieldwork_scorecard
from zhuoping.web.desk.fieldwork import sheet as fieldwork_sheet
from zhuoping.web.desk.fieldwork import sheets as fieldwork_sheets
from zhuoping.web.desk.fieldwork import special as fieldwork_special

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
    *fieldwork.urlpatterns,
    *fieldwork_saving.urlpatterns,
    *fieldwork_blueprint.urlpatterns,
    *fieldwork_capability.urlpatterns,
    *fieldwork_closing.urlpatterns,
    *fieldwork_conclusions.urlpatterns,
    *fieldwork_design.urlpatterns,
    *fieldwork_double.urlpatterns,
    *fieldwork_samples.urlpatterns,
    *fieldwork_special.urlpatterns,
    *fieldwork_evidence.urlpatterns,
    *fieldwork_facts.urlpatterns,
    *fieldwork_meetings.urlpatterns,
    *fieldwork_footprint.urlpatterns,
    *fieldwork_footprint_import.urlpatterns,
    *fieldwork_nonconformities.urlpatterns,
    *fieldwork_scorecard.urlpatterns,
    *fieldwork_sheets.urlpatterns,
    *fieldwork_sheet.urlpatterns,
]
