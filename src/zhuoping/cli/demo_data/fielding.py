# SPDX-License-Identifier: Apache-2.0
"""In the field: the visit is opened, indicators are scored with what the sample case says of them, half of them."""

from decimal import Decimal
from io import BytesIO

from zhuoping.actions import evidence as files
from zhuoping.actions import nonconformities
from zhuoping.actions.fieldwork import day_logs, evidence, facts, findings, meetings, opening
from zhuoping.cli.demo_data import enterprises, photos
from zhuoping.cli.demo_data.clock import Clock
from zhuoping.cli.demo_data.players import Players
from zhuoping.core.case import EvidenceKind
from zhuoping.core.fieldwork.findings import Field, Way
from zhuoping.core.fieldwork.meetings import MeetingKind
from zhuoping.core.fieldwork.records import FieldNote, FieldRecordKind
from zhuoping.core.nonconformities import NonconformityGrade, NonconformityText
from zhuoping.core.plain import Plain
from zhuoping.outputs.case_file import award_value
from zhuoping.records.models import Engagement, Finding, Nonconformity, Person
from zhuoping.records.verification_values import sheets_verified

# How many of the 19 indicators are done half-way, and how much of the evidence of each is written down.
_HALF, _PIECES = 8, 2
_PLACE = "厦门总部三楼会议室"
_HERE = (Decimal("24.479834"), Decimal("118.089425"))
_WAYS = {
    EvidenceKind.DOCUMENT: Way.DOCUMENT,
    EvidenceKind.RECORD: Way.RECORD,
    EvidenceKind.INTERVIEW: Way.INTERVIEW,
    EvidenceKind.OBSERVATION: Way.OBSERVATION,
    EvidenceKind.PHOTO: Way.OBSERVATION,
}
_NOTED = {
    EvidenceKind.INTERVIEW: FieldRecordKind.INTERVIEW,
    EvidenceKind.OBSERVATION: FieldRecordKind.OBSERVATION,
    EvidenceKind.PHOTO: FieldRecordKind.OBSERVATION,
}


def open_(players: Players, number: str, clock: Clock) -> None:
    """The leader opens fieldwork in the morning of the first day, and the team meets the client."""
    if players.visit_on is not None:
        clock.wait_until(players.visit_on)
    opening.open_fieldwork(by=players.leader, at=clock.tick(), number=number)
    meet(players, number, clock, MeetingKind.OPENING)


def go_half_way(players: Players, number: str, clock: Clock) -> None:
    """The first indicators with evidence, one nonconformity; of three more only something."""
    refs = list(enterprises.sample(enterprises.APPLIANCES).awards)
    for ref in refs[:_HALF]:
        score(players, number, clock, ref)
    verify_facts(players, number, clock, 3)
    raise_(
        players,
        number,
        clock,
        NonconformityText(
            NonconformityGrade.MINOR,
            "服务手册 CY-FW-04 第 5 条",
            "晋州、廉江、清镇 3 个网点常用备件低于最低库存，有 9 单因等件超过 7 天。",
            "廉江网点",
            "3.3",
        ),
    )
    unproven, unfinished, begun = refs[_HALF : _HALF + 3]
    write(players.leader, number, clock, unproven, Field.TEXT, _text(unproven))
    write(players.leader, number, clock, unproven, Field.AWARD, _award(unproven))
    # Below full points and without its reason yet: kept, and not counted.
    write(players.auditor, number, clock, unfinished, Field.AWARD, Decimal(9))
    write(players.expert, number, clock, begun, Field.NOTES, "先看呼叫中心的回访录音，再对照周报。")
    log(players, number, clock, "召开首次会议；查看总部制度、人员和网点名录。")


def meet(players: Players, number: str, clock: Clock, kind: MeetingKind) -> None:
    """A meeting at the client's, with a photo, the whole team and somebody of the client signed in."""
    at = clock.tick()
    given = meetings.Given(at, _PLACE, None, *_HERE)
    held = meetings.record_meeting(by=players.leader, at=at, number=number, kind=kind, given=given, seen=0)
    spot = meetings.Spot(_PLACE, *_HERE)
    for person in (players.leader, players.auditor, players.expert):
        meetings.sign_in(by=person, at=at, number=number, kind=kind, spot=spot)
    meetings.sign_in_client(
        by=players.leader,
        at=at,
        number=number,
        kind=kind,
        name="夏客服",
        function="客户服务部部长",
        spot=spot,
    )
    _attach(players.leader, number, clock, f"meeting:{held.pk}", 90, "会议现场")


def score(players: Players, number: str, clock: Clock, ref: str) -> None:
    """One indicator as in the sample case: what was found, how, on which evidence, and the award."""
    by = players.leader if int(ref.partition(".")[0]) % 2 else players.auditor
    found = enterprises.sample(enterprises.APPLIANCES).findings[ref]
    pieces = found.evidence[:_PIECES]
    ways: list[Plain] = [*sorted({_WAYS[each.kind].value for each in pieces})]
    clock.tick()
    write(by, number, clock, ref, Field.TEXT, found.text)
    write(by, number, clock, ref, Field.WAYS, ways)
    for field, text in ((Field.STRENGTHS, found.strengths), (Field.IMPROVEMENT, found.improvement)):
        if text:
            write(by, number, clock, ref, field, text)
    for each in pieces:
        note(by, number, clock, f"finding:{ref}", f"{each.title}（{each.reference}）", _NOTED.get(each.kind))
        if each.kind is EvidenceKind.OBSERVATION:
            _attach(by, number, clock, f"finding:{ref}", len(ref) + int(ref[-1]), each.title)
    write(by, number, clock, ref, Field.AWARD, _award(ref))


def write(by: Person, number: str, clock: Clock, ref: str, field: Field, value: Plain) -> None:
    """One field of a finding, as its page saves it."""
    seen = (
        Finding.objects.filter(engagement__number=number, ref=ref).values_list("version", flat=True).first()
    )
    findings.save_field(by=by, at=clock.now, number=number, ref=ref, field=field, value=value, seen=seen or 0)


def note(
    by: Person, number: str, clock: Clock, subject: str, text: str, kind: FieldRecordKind | None = None
) -> None:
    """A record seen, or what somebody said or was seen to do."""
    is_said = kind is FieldRecordKind.INTERVIEW
    given = FieldNote(
        kind or FieldRecordKind.RECORD,
        text,
        clock.now,
        who="客户服务部和网点人员" if is_said else "",
        function="受访人员" if is_said else "",
    )
    evidence.note(by=by, at=clock.now, number=number, subjects=[subject], given=given)


def raise_(players: Players, number: str, clock: Clock, text: NonconformityText) -> Nonconformity:
    """A nonconformity with what it rests on."""
    raised = nonconformities.raise_(by=players.leader, at=clock.tick(), number=number, text=text)
    subject = f"nonconformity:{raised.pk}"
    note(players.leader, number, clock, subject, text.statement)
    _attach(players.leader, number, clock, subject, 70 + (raised.number or 0), "现场照片")
    return raised


def verify_facts(players: Players, number: str, clock: Clock, at_most: int | None = None) -> None:
    """Confirm the sheets that indicators are judged by, or the first of them."""
    found = sheets_verified(Engagement.objects.select_related("edition").get(number=number))
    at = clock.tick()
    for each in [sheet for sheet in found if sheet.refs][:at_most]:
        facts.confirm_sheet(by=players.auditor, at=at, number=number, sheet=each.key)


def log(players: Players, number: str, clock: Clock, text: str) -> None:
    """What the leader writes down of the day."""
    day_logs.write_log(by=players.leader, at=clock.tick(), number=number, day=clock.today, text=text)


def _attach(by: Person, number: str, clock: Clock, subject: str, picture: int, caption: str) -> None:
    handed = files.Handed(BytesIO(photos.photo(picture)), f"{caption}.jpg", clock.today)
    evidence.attach(
        by=by,
        at=clock.now,
        number=number,
        subjects=[subject],
        received=[files.receive(handed, at=clock.now)],
        captured=evidence.Captured(clock.now, _PLACE, *_HERE, caption),
    )


def _text(ref: str) -> str:
    return enterprises.sample(enterprises.APPLIANCES).findings[ref].text


def _award(ref: str) -> Plain:
    return award_value(enterprises.sample(enterprises.APPLIANCES).awards[ref])
