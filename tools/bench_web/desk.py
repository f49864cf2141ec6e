# SPDX-License-Identifier: Apache-2.0
"""The scoring desk, measured in one process: opening it, saving a field, asking for changes, taking in photos.

Run inside of an installation with a migrated database: `python -m tools.bench_web.desk SQLite`. Prints as JSON, for
each figure, its name, unit, target and values. The engagement has 19 indicators with findings, 200 pieces of evidence
and a roster of 3,000 rows.
"""

import io
import json
import os
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

EVIDENCE, ROSTER = 200, 3_000
OPENED, SAVED, POLLED = 40, 100, 40
CLIENTS, EACH_SAVES = 8, 25
PHOTOS = 20
NUMBER = "ZP-2026-900001"

Row = tuple[str, str, str, list[float]]


def main(called: str) -> list[Row]:
    """Make the engagement and measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuoping.config.settings")
    import django

    django.setup()
    auditors = _fill(datetime.now(UTC))
    return [
        (f"{called}: desk, {name}", unit, target, values)
        for name, unit, target, values in _measured(auditors)
    ]


def _measured(auditors: list[Any]) -> Iterator[Row]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asker = _Asker(auditors[0])
    cold = _timed(lambda: asker.get(""))
    asker.get("findings/2.1/facts/")
    opened = [_timed(lambda: asker.get("?ref=2.1")) for _ in range(OPENED)]
    yield "first opening in a process", "ms", "-", [cold]
    yield "opening", "ms", "≤ 20", opened
    saves = [_timed(partial(asker.save, "1.1", index)) for index in range(SAVED)]
    yield "save of a score", "ms", "≤ 12", saves
    with CaptureQueriesContext(connection) as asked:
        asker.save("1.1", SAVED)
    statements = [each["sql"] for each in asked.captured_queries]
    counted = [
        each for each in statements if not each.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]
    yield "queries of a save", "", "≤ 12", [len(counted)]
    seen = asker.stamp()
    polled = [_timed(lambda: asker.get(f"changes/?ref=1.1&seen={seen}", 204)) for _ in range(POLLED)]
    yield "nothing new", "ms", "-", polled
    together = sorted(_together(auditors))
    yield f"save, {CLIENTS} auditors at once, median", "ms", "≤ 12", [statistics.median(together)]
    yield f"save, {CLIENTS} auditors at once, p99", "ms", "≤ 50", [together[int(len(together) * 0.99)]]
    photos = _photos()
    size = f"{len(photos[0]) / 1024 / 1024:.1f}"
    yield f"{PHOTOS} photos of {size} MB", "s", "≤ 6", [_timed(lambda: asker.photos(photos)) / 1000]


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _together(auditors: list[Any]) -> list[float]:
    """Several auditors save, each their own indicator, as fast as they are answered."""
    waited: list[float] = []
    refs = ("1.2", "1.3", "3.1", "3.2", "5.1", "6.2", "6.3", "6.4")

    def save(person: Any, ref: str) -> None:  # noqa: ANN401 - a row of a package that is loaded late.
        from django.db import connection

        asker = _Asker(person)
        waited.extend(_timed(partial(asker.save, ref, index)) for index in range(EACH_SAVES))
        connection.close()

    threads = [threading.Thread(target=save, args=pair) for pair in zip(auditors, refs, strict=True)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return waited


class _Asker:
    """Somebody's browser, without the network."""

    def __init__(self, person: Any) -> None:  # noqa: ANN401
        from django.conf import settings
        from django.test import Client

        host = settings.ALLOWED_HOSTS[0]
        self._browser = Client(headers={"host": host, "X-Forwarded-Proto": "https"})
        self._browser.force_login(person, settings.AUTHENTICATION_BACKENDS[1])
        self._base = f"/desk/engagements/{NUMBER}/fieldwork/"
        self._seen: dict[str, int] = {}

    def get(self, path: str, status: int = 200) -> Any:  # noqa: ANN401
        answer = self._browser.get(self._base + path)
        _expect(answer, status)
        return answer

    def stamp(self) -> int:
        from zhuoping.records.models import LedgerHead

        return int(LedgerHead.objects.values_list("sequence", flat=True)[0])

    def save(self, ref: str, index: int) -> None:
        """The other score than the last time, with its reason."""
        import re

        points = "1" if index % 2 else "1.5"
        sent = {
            "method": "judged",
            "points": points,
            "reason": f"第 {index} 次",
            "seen": self._seen.get(ref, 10**6),
        }
        answer = self._browser.post(
            f"{self._base}findings/{ref}/award/", sent, headers={"HX-Request": "true"}
        )
        _expect(answer, 200)
        found = re.search(rb'name="seen" value="(\d+)"', answer.content)
        self._seen[ref] = int(found[1]) if found else 0

    def photos(self, photos: list[bytes]) -> None:
        """Photos, one request each, as the page sends them."""
        for index, content in enumerate(photos):
            file = io.BytesIO(content)
            file.name = f"现场照片{index:02}.jpg"
            answer = self._browser.post(
                f"{self._base}evidence/add/", {"ref": "1.1", "file": file}, headers={"X-Upload": "1"}
            )
            _expect(answer, 204)


def _photos() -> list[bytes]:
    """Pictures of some four megabytes; they differ by a comment."""
    from PIL import Image

    random.seed(4)
    side = 1600
    noise = Image.frombytes("RGB", (side, side), random.randbytes(side * side * 3))  # noqa: S311 - noise.
    made = io.BytesIO()
    noise.save(made, "jpeg", quality=92)
    start, rest = made.getvalue()[:2], made.getvalue()[2:]
    return [start + b"\xff\xfe\x00\x06" + f"{index:04}".encode() + rest for index in range(PHOTOS)]


def _expect(answer: Any, status: int) -> None:  # noqa: ANN401
    if answer.status_code != status:
        raise SystemExit(
            f"bench: {answer.request['PATH_INFO']} answered {answer.status_code}: {answer.content[:500]!r}"
        )


def _fill(now: datetime) -> list[Any]:
    """One engagement in the field, written straight into the tables; its auditors, the leader first."""
    from tools.bench_web.filling import _edition, _engagement
    from zhuoping.core.authority import Role
    from zhuoping.core.lifecycle import Stage
    from zhuoping.records.models import (
        AdoptedEdition,
        Client,
        Engagement,
        Fieldwork,
        Person,
        Plan,
        PlanMember,
        PlanState,
        RoleHolding,
    )

    edition = AdoptedEdition.objects.filter(ended_at=None).first() or _edition(now)
    auditors = [
        Person.objects.create(name=f"审查{index}", email=f"auditor{index}@bench.example", joined_at=now)
        for index in range(CLIENTS)
    ]
    RoleHolding.objects.bulk_create(
        [RoleHolding(person=each, role=Role.AUDITOR, since_at=now) for each in auditors]
    )
    client = Client.objects.create(
        uscc="91350200MA0000010T", name="甲泵业有限公司", registered_at=now, registered_by=auditors[0]
    )
    given = _engagement(0, client, edition, auditors[0], now)
    engagement = Engagement.objects.create(**given | {"number": NUMBER, "stage": Stage.FIELDWORK})
    Fieldwork.objects.create(engagement=engagement, opened_at=now, opened_by=auditors[0])
    plan = Plan.objects.create(
        engagement=engagement,
        version=1,
        number="2026900001",
        state=PlanState.CONFIRMED,
        type="initial",
        modes="E+H+I",
        starts_on=date(2026, 11, 23),
        ends_on=date(2026, 11, 25),
        planned_days=Decimal(8),
        made_at=now,
        made_by=auditors[0],
    )
    roles = ["leader"] + ["auditor"] * (CLIENTS - 1)
    PlanMember.objects.bulk_create(
        [
            PlanMember(plan=plan, person=each, role=role, modes=["E", "I"])
            for each, role in zip(auditors, roles, strict=True)
        ]
    )
    _found(engagement, auditors[0], now)
    _submitted(engagement, auditors[0], now)
    return auditors


def _found(engagement: Any, person: Any, now: datetime) -> None:  # noqa: ANN401
    """A finding on each indicator, with about ten pieces of evidence."""
    from zhuoping.records.models import Evidence, EvidenceFile, Finding, Tie
    from zhuoping.records.values import scheme_of

    refs = list(scheme_of(engagement.edition).indicators)
    text = "查阅组织机构图和部门职责，抽问三名在岗人员，职责清楚，记录齐全。" * 3
    Finding.objects.bulk_create(
        [
            Finding(engagement=engagement, ref=ref, text=text, notes=text, changed_at=now, changed_by=person)
            for ref in refs
        ]
    )
    file = EvidenceFile.objects.create(
        digest="0" * 64, size=4_000_000, media_type="image/jpeg", stored_at=now
    )
    rows = Evidence.objects.bulk_create(
        [
            Evidence(
                client_id=engagement.client_id,
                engagement=engagement,
                file=file,
                name=f"照片{index:03}.jpg",
                uploaded_at=now,
                uploaded_by=person,
                internal=True,
            )
            for index in range(EVIDENCE)
        ]
    )
    Tie.objects.bulk_create(
        [
            Tie(
                engagement=engagement,
                subject=f"finding:{refs[index % len(refs)]}",
                evidence=row,
                tied_at=now,
                tied_by=person,
            )
            for index, row in enumerate(rows)
        ]
    )


def _submitted(engagement: Any, person: Any, now: datetime) -> None:  # noqa: ANN401
    """A submission whose roster is long."""
    from dataclasses import asdict

    from zhuoping.core.facts import Facts
    from zhuoping.core.facts.rows.staffing import Employment, StaffMember
    from zhuoping.records.models import Submission

    roster = tuple(StaffMember(f"员工{index:04}", "维修", Employment.OWN) for index in range(ROSTER))
    facts = asdict(Facts(roster=roster))
    content = json.dumps({"application": {"facts": facts, "prior_certificate": None}}, ensure_ascii=False)
    Submission.objects.create(
        engagement=engagement,
        round=1,
        content=content,
        digest="d" * 64,
        submitted_at=now,
        submitted_by=person,
    )


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
