# SPDX-License-Identifier: Apache-2.0
"""What an audit day needs and is not about, made by the real actions: `python -m tests.journeys.audit_ground WORD …`.

`confirmed` makes an engagement whose visit begins today, `spare` one of a team of its own; both print number and team.
`rest NUMBER LEFT…` scores everything but the indicators that are left to the journey, and judges the design.
"""

import os
import subprocess
import sys
from dataclasses import replace

from tests.cli.asking import ROOT
from zhuoping.cli.server.child import SETTINGS


def asked(product, *words):
    """Run this module on the running product's data; the words that it printed."""
    own = ("ZHUOPING_", "DJANGO_", "PYTHONWARNINGS")
    given = {
        **{key: value for key, value in os.environ.items() if not key.startswith(own)},
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "ZHUOPING_DEMO": "true",
        "ZHUOPING_DATA": str(product.printed.parent / "data"),
        "ZHUOPING_SECRET_KEY": "journeys-only",
        "ZHUOPING_HOSTS": "localhost",
        "ZHUOPING_ORIGIN": product.address,
    }
    command = [sys.executable, "-m", "tests.journeys.audit_ground", *words]
    done = subprocess.run(command, cwd=ROOT, env=given, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.split()


def main(word, *more):
    """Do one of the words above."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 - it needs the name of the settings first.

    django.setup()
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from zhuoping.cli.demo_data.clock import Clock  # noqa: PLC0415

    clock = Clock(timezone.now())
    with transaction.atomic():
        players = _players(clock)
        if word == "rest":
            _rest(players, clock, *more)
        else:
            _confirmed(players, clock, spare=word == "spare")


def _players(clock):
    from zhuoping.actions import clients  # noqa: PLC0415
    from zhuoping.cli.demo_data import enterprises  # noqa: PLC0415
    from zhuoping.cli.demo_data.players import Players, fill_sheets  # noqa: PLC0415
    from zhuoping.records.models import AdoptedEdition, Client, Person  # noqa: PLC0415

    people = {person.email.partition("@")[0]: person for person in Person.objects.all()}
    client = Client.objects.get(uscc=enterprises.enterprise(enterprises.APPLIANCES).uscc)
    fill_sheets(enterprises.APPLIANCES, client, people["xu"], clock)
    if client.uscc_accepted_by is None:
        evidence = "营业执照原件核对一致。"
        clients.accept_credit_code(by=people["ma"], at=clock.tick(), client=client, evidence=evidence)
    return Players(
        officer=people["ma"],
        leader=people["lin"],
        auditor=people["zhou"],
        expert=people["qi"],
        client=client,
        user=people["xu"],
        edition=AdoptedEdition.objects.get(),
        one_file=True,
        visit_on=clock.today,
    )


def _confirmed(players, clock, *, spare):
    from zhuoping.cli.demo_data.players import spare_team  # noqa: PLC0415
    from zhuoping.cli.demo_data.stages import engagement_at  # noqa: PLC0415
    from zhuoping.core.lifecycle import Stage  # noqa: PLC0415
    from zhuoping.records.models import Person  # noqa: PLC0415

    if spare:
        administrator = Person.objects.get(email="tan@body.example")
        leader, auditor, expert = spare_team(administrator, clock)
        players = replace(players, leader=leader, auditor=auditor, expert=expert)
    made = engagement_at(Stage.CONFIRMED, players, clock)
    team = (players.leader, players.auditor, players.expert)
    sys.stdout.write(" ".join([made.number, *(each.email for each in team)]))


def _rest(players, clock, number, *left):
    from zhuoping.actions.fieldwork import design  # noqa: PLC0415
    from zhuoping.cli.demo_data import enterprises, fielding  # noqa: PLC0415
    from zhuoping.core.design_review import DesignElement, DesignVerdict  # noqa: PLC0415
    from zhuoping.records.fieldwork_values import field_team_of  # noqa: PLC0415
    from zhuoping.records.models import Engagement, Person  # noqa: PLC0415

    _, team = field_team_of(Engagement.objects.get(number=number))
    leader, auditor, expert = [Person.objects.get(pk=each.person) for each in team]
    players = replace(players, leader=leader, auditor=auditor, expert=expert)
    for ref in enterprises.sample(enterprises.APPLIANCES).awards:
        if ref not in left:
            fielding.score(players, number, clock, ref)
    made = {"by": players.leader, "at": clock.now, "number": number}
    stage = {"title": "上门维修", "contacts": [{"text": "服务工程师"}]}
    design.save_blueprint(**made, blueprint={"stages": [stage]}, seen=0)
    for version, element in enumerate(DesignElement, start=1):
        fielding.note(players.leader, number, clock, f"design:{element}", "已定版的设计文件")
        if element not in left:
            design.judge_element(
                **made, element=element, verdict=DesignVerdict.CONFORMING, reason="", seen=version
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
