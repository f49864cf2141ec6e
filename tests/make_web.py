# SPDX-License-Identifier: Apache-2.0
"""Engagements of the cast at any stage, through the real actions; the same builder that fills the demo."""

from tests.cast import NOW
from tests.remembering import remembered
from zhuoping.cli.demo_data import enterprises
from zhuoping.cli.demo_data.applying import open_
from zhuoping.cli.demo_data.clock import Clock
from zhuoping.cli.demo_data.players import Players, adopted, fill_sheets
from zhuoping.cli.demo_data.stages import STEPS
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import AdoptedEdition, Engagement


@remembered
def edition_of(cast):
    """The edition in force; adopted when there is none."""
    standing = AdoptedEdition.objects.filter(ended_at=None).first()
    return standing or adopted(cast.tan, Clock(NOW))


def players(cast, client=None):
    """Ma as officer, Lin, Sun and He as team, and client A with Alice; for client B with Bob."""
    client = client or cast.client_a
    return Players(
        officer=cast.ma,
        leader=cast.lin,
        auditor=cast.sun,
        expert=cast.he,
        client=client,
        user=cast.bob if client == cast.client_b else cast.alice,
        edition=edition_of(cast),
        one_file=True,
    )


@remembered
def _opened(cast, client):
    playing = players(cast, client)
    fill_sheets(enterprises.APPLIANCES, playing.client, playing.user, Clock(NOW))
    return open_(playing, Clock(NOW))


@remembered
def _gone(cast, client, number, step):
    step(players(cast, client), number, Clock(NOW))


@remembered
def engagement_at(cast, stage, client=None):
    """An engagement of client A (or of `client`) at a stage (`Stage.SUBMITTED`, "submitted"); all happens at NOW."""
    number = _opened(cast, client)
    for step in STEPS[Stage(stage)]:  # Each remembered by itself: most stages begin alike.
        _gone(cast, client, number, step)
    return Engagement.objects.select_related("client", "edition").get(number=number)
