# SPDX-License-Identifier: Apache-2.0
"""Fills a database with as many rows as a large body has. Rows are written straight: no action would be fast enough.

Run inside of an installation: `python -m tools.bench_web.filling 100000` with its ZHUOPING_* set. Prints as JSON who
may sign in (session keys) and what to ask for.
"""

import json
import os
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any

BATCH = 5_000
CLIENTS_OF_THE_PORTAL = 8
TRADES = ("水泵", "家电", "家具", "电梯", "空调", "照明", "机床", "叉车", "仪表", "锅炉")
CITIES = ("厦门", "北京", "上海", "广州", "成都", "沈阳", "武汉", "西安", "杭州", "长沙")


def main(count: int) -> dict[str, object]:
    """Fill, and say what was made."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuoping.config.settings")
    import django

    django.setup()
    from django.db import connection

    from zhuoping.records.models import Application, Client, Engagement

    now = datetime.now(UTC)
    officer, users = _people(now)
    edition = _edition(now)
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        clients = Client.objects.bulk_create([Client(**_client(each, officer, now)) for each in numbers])
        rows = [
            Engagement(**_engagement(number, client, edition, officer, now))
            for number, client in zip(numbers, clients, strict=True)
        ]
        engagements = Engagement.objects.bulk_create(rows)
        Application.objects.bulk_create(
            [Application(engagement=each, scope="安装、维修和保养") for each in engagements]
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # As the database does by itself once rows have come in over days.
    return {
        "officer": _session(officer),
        "users": [_session(user) for user in users],
        "keys": [_key(user, now) for user in users],
        "open": _open_applications(users, now),
        "numbers": [f"ZP-2025-{each:06}" for each in range(1, count, count // 40)],
        "usccs": [f"9135020{each:011}" for each in range(0, count, count // 40)],
        "words": [f"{city}{trade}" for city in CITIES[:5] for trade in TRADES[:4]],
    }


def _people(now: datetime) -> tuple[Any, list[Any]]:
    from zhuoping.core.authority import Role
    from zhuoping.records.models import Person, RoleHolding

    def person(name: str, *roles: Role) -> Person:
        made = Person.objects.create(name=name, email=f"{name}@bench.example", joined_at=now)
        for role in roles:
            RoleHolding.objects.create(person=made, role=role, since_at=now)
        return made

    officer = person("officer", Role.CASE_OFFICER)
    users = [person(f"user{index}") for index in range(CLIENTS_OF_THE_PORTAL)]
    return officer, users


def _edition(now: datetime) -> Any:  # noqa: ANN401 - a row of a package that is loaded late.
    from zhuoping.actions import scheme
    from zhuoping.core.authority import Role
    from zhuoping.records.models import Person, RoleHolding

    administrator = Person.objects.create(name="admin", email="admin@bench.example", joined_at=now)
    RoleHolding.objects.create(person=administrator, role=Role.ADMINISTRATOR, since_at=now)
    folder = resources.files("zhuoping.schemes") / "after-sales-completeness"
    return scheme.adopt(
        by=administrator,
        at=now,
        content=(folder / "2025.yaml").read_bytes(),
        overlay_en=(folder / "2025.en.yaml").read_bytes(),
        body_parameters={
            "certificate.number_pattern": "SC-{year}-{serial:05}-{cycle}",
            "person_days.base": Decimal(3),
            "person_days.per_product_family": Decimal("0.5"),
            "person_days.most_reduction_share": Decimal("0.3"),
        },
    )


def _client(number: int, officer: Any, now: datetime) -> dict[str, object]:  # noqa: ANN401
    from zhuoping.core.searching import searchable

    name = f"{CITIES[number % 10]}{TRADES[number // 10 % 10]}{number:06}服务有限公司"
    uscc = f"9135020{number:011}"
    return {
        "uscc": uscc,
        "name": name,
        "name_en": f"Enterprise {number:06} Co., Ltd.",
        "address": "样例路 1 号",
        "division": "350211",
        "industry": "C34",
        "staff": number % 900 + 1,
        "product_families": ["供水泵组"],
        "registered_at": now,
        "registered_by": officer,
        "search": searchable(name, f"Enterprise {number:06} Co., Ltd.", uscc),
    }


def _engagement(number: int, client: Any, edition: Any, officer: Any, now: datetime) -> dict[str, object]:  # noqa: ANN401
    from zhuoping.core.lifecycle import Stage
    from zhuoping.core.searching import searchable

    stages = (Stage.APPLYING, Stage.SUBMITTED, Stage.ACCEPTED, Stage.AGREED)
    name = f"ZP-2025-{number:06}"
    return {
        "number": name,
        "client": client,
        "edition": edition,
        "type": "initial",
        "stage": stages[number % 4],
        "stage_since": now,
        "due_on": date(2026, 12, number % 28 + 1),
        "officer": officer,
        "opened_at": now,
        "opened_by": officer,
        "search": searchable(name, client.name, client.name_en, client.uscc),
    }


def _open_applications(users: list[Any], now: datetime) -> list[str]:
    """One application for each user of the portal: its engagement's number."""
    from zhuoping.core.lifecycle import Stage
    from zhuoping.records.models import Engagement, Membership

    opened = Engagement.objects.filter(stage=Stage.APPLYING).order_by("pk")[: len(users)]
    for user, engagement in zip(users, opened, strict=True):
        Membership.objects.create(person=user, client_id=engagement.client_id, since_at=now)
    return [each.number for each in opened]


def _session(person: Any) -> str:  # noqa: ANN401
    """A session of somebody who has signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _key(person: Any, now: datetime) -> str:  # noqa: ANN401
    """A key of the API, of somebody who may save their own application."""
    from zhuoping.actions import api_keys
    from zhuoping.core.programs import Scope

    _, text = api_keys.make(
        by=person, at=now, name="bench", scopes=[Scope.READ, Scope.APPLY], expires_at=now + timedelta(days=1)
    )
    return text


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
