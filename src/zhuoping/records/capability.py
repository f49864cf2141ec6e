# SPDX-License-Identifier: Apache-2.0
"""What the body's people may do on a day, as an application review asks it (17065 7.3.1 e)."""

from datetime import date

from zhuoping.core.application_review import Capability
from zhuoping.core.authority import Role
from zhuoping.records.models import Person, Qualification, RoleHolding


def capability_of(reviewer: Person, scheme: str, on: date) -> Capability:
    """Whether the reviewer is authorised for the scheme on that day, and the modes that some active auditor is."""
    standing = Qualification.objects.filter(
        scheme=scheme, from_on__lte=on, until_on__gte=on, ended_at=None, person__is_active=True
    )
    auditors = RoleHolding.objects.filter(role=Role.AUDITOR, ended_at=None)
    of_auditors = standing.filter(person_id__in=auditors.values("person_id"))
    modes = {letter for letters in of_auditors.values_list("modes", flat=True) for letter in letters}
    return Capability(reviewer_is_competent=standing.filter(person=reviewer).exists(), modes=frozenset(modes))
