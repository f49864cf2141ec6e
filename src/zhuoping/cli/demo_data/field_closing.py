# SPDX-License-Identifier: Apache-2.0
"""To the end of a visit: all scored, a deduction with its correction, a bonus, conclusions, closed and signed."""

from io import BytesIO

from zhuoping.actions import nonconformities
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import closing, conclusions, design, signing, special_items
from zhuoping.cli.demo_data import enterprises, fielding, photos
from zhuoping.cli.demo_data.clock import Clock
from zhuoping.cli.demo_data.players import Players
from zhuoping.core.authority import Party
from zhuoping.core.design_review import DesignElement, DesignVerdict
from zhuoping.core.fieldwork.meetings import MeetingKind
from zhuoping.core.mode_conclusions import ModeVerdict
from zhuoping.core.nonconformities import CorrectiveAnswer, Doing, NonconformityGrade, NonconformityText
from zhuoping.core.plain import Plain
from zhuoping.records.fieldwork_values import field_team_of
from zhuoping.records.meeting_values import planned_days
from zhuoping.records.models import Engagement, FrozenScorecard, Nonconformity
from zhuoping.records.values import scheme_of

_RULE = "服务手册 CY-FW-09（满意度测评规范）"
_GAP = "抽查电话传真派工 60 单，9 单没有回访记录，呼叫中心的周报也没有发现断档。"
_BONUS = "整机包修期长于国家规定；全部自有网点联网派工、到场和完工时刻自动回传，在行业中率先做到。"


def finish(players: Players, number: str, clock: Clock) -> None:
    """Every indicator, day by day; the special items, the design, the conclusions, the closing meeting."""
    refs = list(enterprises.sample(enterprises.APPLIANCES).awards)
    plan, _ = field_team_of(Engagement.objects.get(number=number))
    if plan is None:
        raise LookupError(number)
    days = sorted(planned_days(plan))
    share = -(-len(refs) // len(days))
    for index, day in enumerate(days):
        clock.wait_until(day)
        for ref in refs[index * share : (index + 1) * share]:
            fielding.score(players, number, clock, ref)
        if index == 0:
            fielding.verify_facts(players, number, clock)
            _deduct(players, number, clock)
        if index == len(days) - 1:
            _conclude(players, number, clock)
            fielding.meet(players, number, clock, MeetingKind.CLOSING)
        if clock.today >= day:
            fielding.log(players, number, clock, f"第 {index + 1} 天：按审查计划完成。")


def close(players: Players, number: str, clock: Clock) -> None:
    """The leader closes fieldwork: the scorecard is frozen, its summary filed."""
    closing.close_fieldwork(by=players.leader, at=clock.tick(), number=number)


def sign(players: Players, number: str, clock: Clock) -> None:
    """The client signs the frozen scorecard."""
    card = FrozenScorecard.objects.filter(engagement__number=number).latest("round")
    signing.sign_scorecard(
        by=players.user,
        at=clock.tick(),
        number=number,
        digest=card.digest,
        party=Party.CLIENT,
        image=Handed(BytesIO(photos.signature()), "签名.png", clock.today),
        name=str(players.user),
        function="客户服务部",
    )


def _deduct(players: Players, number: str, clock: Clock) -> None:
    """A rule of its own that the client did not keep: a deduction, put right through a nonconformity; and a bonus."""
    text = NonconformityText(NonconformityGrade.MINOR, _RULE, _GAP, "未联网网点", "5.2")
    raised = fielding.raise_(players, number, clock, text)
    item = special_items.record_deduction(
        by=players.leader,
        at=clock.tick(),
        number=number,
        ground="own-rules",
        reason=f"{_RULE}规定完工后全部回访。{_GAP}",
        nonconformity=raised.number,
    )
    fielding.note(players.leader, number, clock, f"special:{item.pk}", "电话传真派工抽样表 60 单（CY-07）")
    scheme = scheme_of(Engagement.objects.select_related("edition").get(number=number).edition)
    bonus = special_items.record_bonus(
        by=players.leader,
        at=clock.tick(),
        number=number,
        reason=_BONUS,
        conditions={each.key for each in scheme.bonus_conditions},
    )
    fielding.note(players.leader, number, clock, f"special:{bonus.pk}", "整机包修承诺与服务系统的派工记录")
    _correct(players, number, clock, raised)


def _correct(players: Players, number: str, clock: Clock, raised: Nonconformity) -> None:
    """The client answers and has put it right; the leader sees that, and closes it."""
    at = clock.tick()
    raised.refresh_from_db()
    nonconformities.answer(
        by=players.user,
        at=at,
        number=number,
        nonconformity=raised.pk,
        version=raised.version,
        given=CorrectiveAnswer(
            "电话和传真接的单不进回访系统，没有人核对。",
            "9 单已全部补做回访。",
            "未联网网点改用手机接单，周报逐项列出没有回访的单。",
            clock.today,
        ),
    )
    raised.refresh_from_db()
    nonconformities.verify(
        by=players.leader,
        at=clock.tick(),
        number=number,
        nonconformity=raised.pk,
        version=raised.version,
        doing=Doing.CLOSE,
        reason="核对 9 单的回访录音和新周报，措施有效。",
    )


def _conclude(players: Players, number: str, clock: Clock) -> None:
    """The design of the service, and the conclusions on it and on the management."""
    at = clock.tick()
    design.save_blueprint(by=players.leader, at=at, number=number, blueprint=_blueprint(), seen=0)
    for version, element in enumerate(DesignElement, start=1):
        fielding.note(players.leader, number, clock, f"design:{element}", "已定版的服务设计文件")
        design.judge_element(
            by=players.leader,
            at=at,
            number=number,
            element=element,
            verdict=DesignVerdict.CONFORMING,
            reason="",
            seen=version,
        )
    for mode, reason in (
        ("H", "五项设计文件齐全、现行有效，服务蓝图与实际一致。"),
        ("I", "19 项指标逐项查证，证据充分。"),
    ):
        conclusions.conclude_mode(
            by=players.leader,
            at=clock.tick(),
            number=number,
            mode=mode,
            verdict=ModeVerdict.CONFORMING,
            reason=reason,
            seen=0,
        )


def _blueprint() -> Plain:
    """Repair at home, from the call to the call back."""
    arrival: Plain = {"name": "到达时间", "target": "24", "bound": "at-most", "unit": "h", "tolerance": "2"}
    return {
        "stages": [
            _stage("报修", "来电说明故障", ["呼叫中心坐席"], "登记、派工", "呼叫中心系统", []),
            _stage("上门维修", "开门，确认故障", ["服务工程师"], "备件出库", "服务软件、备件仓库", [arrival]),
            _stage("回访", "评价服务", ["回访坐席"], "统计满意度", "回访系统", []),
        ]
    }


def _stage(
    title: str, act: str, contacts: list[str], behind: str, support: str, characteristics: list[Plain]
) -> Plain:
    return {
        "title": title,
        "customer": [act],
        "contacts": [{"text": each, "characteristics": characteristics} for each in contacts],
        "backstage": [behind],
        "support": [support],
    }
