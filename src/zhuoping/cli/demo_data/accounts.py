# SPDX-License-Identifier: Apache-2.0
"""Whom one can sign in as in the demo, without loading Django."""

from dataclasses import dataclass

from zhuoping.core.authority import Role


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the demo: name, address and role."""

    key: str
    name: str
    email: str
    role: Role


# Of the demo only: it opens nothing that anybody could mind.
PASSWORD = "zhuoping-demo-2026"  # noqa: S105 - printed on every start.
STAFF = tuple(
    Somebody(key, name, f"{key}@body.example", role)
    for key, name, role in (
        ("tan", "谭明理", Role.ADMINISTRATOR),
        ("ma", "马清源", Role.CASE_OFFICER),
        ("lin", "林知夏", Role.AUDITOR),
        ("zhou", "周牧野", Role.AUDITOR),
        ("sun", "孙晚晴", Role.AUDITOR),
        ("qi", "祁远山", Role.TECHNICAL_EXPERT),
        ("fu", "傅秉正", Role.REVIEWER),
        ("wu", "吴定之", Role.DECIDER),
        ("cao", "曹书仪", Role.CERTIFICATE_OFFICER),
        ("tu", "涂安宁", Role.COMPLAINTS_OFFICER),
        ("ou", "欧阳观", Role.OBSERVER),
    )
)
# By the name of the sample enterprise that they act for.
CLIENT_USERS = {
    "pump-maker": Somebody("he", "何田田", "he@pumps.example", Role.CLIENT_USER),
    "appliance-maker": Somebody("xu", "许乔", "xu@appliances.example", Role.CLIENT_USER),
}
