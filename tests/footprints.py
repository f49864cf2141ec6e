# SPDX-License-Identifier: Apache-2.0
"""Past service records for tests, by the real actions: lists of orders as CSV, a promise, a sample, marks."""

from io import BytesIO

from tests.fieldworking import IN_FIELD
from tests.sheets import in_field_with
from zhuoping.actions import evidence as files
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import footprint
from zhuoping.core.footprint import Limits, Promise
from zhuoping.records.footprint_values import footprint_of, order_sample

HEAD = "工单号,客户,产品,地区或网点,受理时间,响应时间,到达时间,客户签收,回访"
KEPT = "{0},王小明,水泵,厦门,2026-11-20 08:00,2026-11-20 08:20,2026-11-20 09:30,是,是"
LATE = "{0},13800001234,水泵,西藏,2026-11-20 08:00,2026-11-20 09:20,,否,"
PROMISE = Promise(Limits(30, 120), sign_off=True)


def listed(*rows):
    """A list of orders as CSV; rows without a number get one."""
    lines = [row.format(f"WX-{number}") for number, row in enumerate(rows, 1)]
    return "\n".join([HEAD, *lines]).encode()


def in_field(cast, edition, modes="F+G", **more):
    """An engagement in the field whose plan gives modes F and G to Lin."""
    return in_field_with(cast, edition, modes, **more)


def received(content, name="工单.csv", at=IN_FIELD):
    """A file in the store."""
    return files.receive(Handed(BytesIO(content), name), at=at)


def imported(engagement, by, *rows, seen=None, content=None):
    """Orders of a list."""
    given = footprint.read_file(received(content or listed(*rows)), IN_FIELD)
    seen = footprint_of(engagement).version if seen is None else seen
    return footprint.import_orders(by=by, at=IN_FIELD, number=engagement.number, given=given, seen=seen)


def promised(engagement, by, promise=PROMISE, seen=None):
    """What the client promises."""
    seen = footprint_of(engagement).version if seen is None else seen
    return footprint.save_promise(by=by, at=IN_FIELD, number=engagement.number, promise=promise, seen=seen)


def drawn(engagement, by, size=2, seed="起点", reason=""):
    """A sample of the orders."""
    given = {"size": size, "seed": seed, "reason": reason}
    return footprint.draw_orders(by=by, at=IN_FIELD, number=engagement.number, **given)


def marked(engagement, by, member, *, conforming=True, **more):
    """What was found of one order."""
    given = {"note": "已对照原始记录", "seen": 0, **more}
    given.setdefault("sample", getattr(order_sample(engagement), "pk", 0))
    return footprint.mark_order(
        by=by, at=IN_FIELD, number=engagement.number, member=member, conforming=conforming, **given
    )


def ready(cast, edition):
    """Orders, promise and a sample of both."""
    engagement = in_field(cast, edition)
    imported(engagement, cast.lin, KEPT, LATE)
    promised(engagement, cast.lin)
    drawn(engagement, cast.lin)
    return engagement
