# SPDX-License-Identifier: Apache-2.0
"""Labels of the procedure, from application to plan: one table of each area, together."""

from zhuoping.core.wording import (
    agreement,
    application,
    authority,
    enterprise,
    evidence,
    lifecycle,
    numbering,
    person_days,
    plan,
    programs,
    sampling,
    team,
    work,
)

LABELS: dict[str, tuple[str, str]] = {
    **agreement.LABELS,
    **application.LABELS,
    **enterprise.LABELS,
    **evidence.LABELS,
    **numbering.LABELS,
    **person_days.LABELS,
    **plan.LABELS,
    **programs.LABELS,
    **sampling.LABELS,
    **authority.LABELS,
    **lifecycle.LABELS,
    **team.LABELS,
    **work.LABELS,
}
