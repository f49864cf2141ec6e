# SPDX-License-Identifier: Apache-2.0
"""Engagements of the cast at any stage, through the real actions; the same builder that fills the demo."""

from tests.cast import NOW
from zhuoping.cli.demo_data import enterprises
from zhuoping.cli.demo_data.clock import Clock
from zhuoping.cli.demo_data.players import Players, adopted, fill_sheets
from zhuoping.cli.demo_data.stages import engagement_at as reach
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import AdoptedEdition


def edition_of(cast):
    """The edition in force; adopted when there is none."""
    standing = AdoptedEdition.objects.filter(ended_at=None).first()
    return standing or adopted(cast.tan, Clock(NOW))


def players(cast, client=None):
    """Ma as officer, Lin, Sun and He as team, and client A with Alice; for client B with Bob."""
    client = client or cast.client_a
    user = cast.bob if client == cast.client_b else cast.alice
    fill_sheets(enterprises.APPLIANCES, client, user, Clock(NOW))
    return Players(
        officer=cast.ma,
        leader=cast.lin,
        auditor=cast.sun,
        expert=cast.he,
        client=client,
        user=user,
        edition=edition_of(cast),
        one_file=True,
    )


def engagement_at(cast, stage, client=None):
    """An engagement of client A (or of `client`) at a stage (`Stage.SUBMITTED`, "submitted"); all happens at NOW."""
    return reach(Stage(stage), players(cast, client), Clock(NOW))
