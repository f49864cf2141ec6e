# SPDX-License-Identifier: Apache-2.0
"""Work orders of a client, as mode F samples them: read from the cells of its own list, with every fault told at once.

Times are those of the client's clock, without a zone. The customer is kept only so far as to tell orders apart: no
name and no telephone number (17065 4.5; the file itself stays with the body as internal evidence).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256

from zhuoping.core.fact_rows import first_unshown
from zhuoping.core.fieldwork.field_samples import FrameMember
from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.shapes import shown
from zhuoping.core.wording.footprint import HEADINGS, LABELS, NO, YES
from zhuoping.core.wording.labels import Word

ORDER_LIMIT = 10_000
NUMBER_LIMIT, TEXT_LIMIT = 100, 200
TIMES = ("received_at", "responded_at", "arrived_at", "completed_at")
COLUMNS = ("number", "customer", "product", "region", *TIMES, "signed_off", "called_back")
# Without these no order can be told apart or measured.
REQUIRED = ("number", "received_at")

_KEY_LENGTH = 16
_PERSONAL_DIGITS = 3
_TIME = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?[\sT]+"
    r"([0-9]{1,2})\s*[:：时点]\s*([0-9]{1,2})(?:\s*[:：分]\s*([0-9]{1,2})(?:\.[0-9]+)?)?\s*[分秒]?"
)


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """One past service; None where the client's list says nothing. `customer` is shortened."""

    number: str
    received_at: datetime
    customer: str = ""
    product: str = ""
    region: str = ""
    responded_at: datetime | None = None
    arrived_at: datetime | None = None
    completed_at: datetime | None = None
    signed_off: bool | None = None
    called_back: bool | None = None
    called_back_at: datetime | None = None

    @property
    def is_crossed(self) -> bool:
        """Whether something is said to have happened before the order came in."""
        later = (self.responded_at, self.arrived_at, self.completed_at, self.called_back_at)
        return any(each is not None and each < self.received_at for each in later)


@dataclass(frozen=True, slots=True)
class OrdersRead:
    """What cells say, and what is wrong with them, at `orders[0].received_at`; without faults they may be kept."""

    orders: tuple[WorkOrder, ...]
    problems: tuple[Problem, ...] = ()


def column_of(heading: str) -> str:
    """The column that a heading stands for; empty where it is none of ours.

    >>> column_of(" 工单号 "), column_of("Received at"), column_of("颜色")
    ('number', 'received_at', '')
    """
    return _HEADINGS.get(_plain_heading(heading), "")


def read_orders(rows: Sequence[Mapping[str, str]], now: datetime) -> OrdersRead:
    """The orders in rows of cells by column; `now` is the client's clock, and nothing past is later.

    Codes: orders-none, orders-too-many, order-cell-missing, order-number-twice, order-time-unreadable,
    order-time-later, order-answer-unreadable, text-too-long, character-not-allowed.
    """
    if not rows:
        return OrdersRead((), (problem("orders", "orders-none"),))
    if len(rows) > ORDER_LIMIT:
        return OrdersRead((), (problem("orders", "orders-too-many", count=len(rows), limit=ORDER_LIMIT),))
    found: list[Problem] = []
    orders: list[WorkOrder] = []
    seen: dict[str, int] = {}
    for index, row in enumerate(rows):
        path, before = at("orders", index), len(found)
        order = _read(row, path, now, found)
        number = _line(row.get("number", ""))
        if number and (first := seen.setdefault(number, index)) != index:
            found.append(
                problem(at(path, "number"), "order-number-twice", given=shown(number), row=first + 1)
            )
        if order is not None and len(found) == before:
            orders.append(order)
    return OrdersRead(tuple(orders), tuple(found))


def shortened(customer: str) -> str:
    """What is kept of a customer: a first letter, or of something with digits the last two.

    >>> shortened("王小明"), shortened("138 0000 1234"), shortened("")
    ('王**', '**34', '')
    """
    text = _line(customer)
    digits = [each for each in text if each.isdigit()]
    if len(digits) >= _PERSONAL_DIGITS:
        return f"**{''.join(digits[-2:])}"
    return f"{text[0]}**" if text else ""


def plain_order(order: WorkOrder) -> dict[str, str | bool | None]:
    """An order as plain values, which `order_from_plain` reads again."""
    values = {each.name: getattr(order, each.name) for each in fields(WorkOrder)}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }


def order_from_plain(stored: Mapping[str, object]) -> WorkOrder:
    """A stored order; what was kept was checked."""
    values = {
        name: datetime.fromisoformat(value) if name.endswith("_at") and isinstance(value, str) else value
        for name, value in stored.items()
    }
    return WorkOrder(**values)  # type: ignore[arg-type] # As plain_order has it.


def order_key(order: WorkOrder) -> str:
    """By what a sample knows an order: it follows from every cell, so an order that was changed is another one."""
    text = json.dumps(plain_order(order), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:_KEY_LENGTH]


def order_frame(orders: Sequence[WorkOrder]) -> tuple[FrameMember, ...]:
    """The orders as what a sample is drawn from."""
    return tuple(FrameMember(order_key(each), each.number, _detail(each)) for each in orders)


def _detail(order: WorkOrder) -> str:
    said = (order.product, order.region, order.received_at.isoformat(" ", "minutes"))
    return " · ".join(each for each in said if each)


def _read(row: Mapping[str, str], path: str, now: datetime, found: list[Problem]) -> WorkOrder | None:
    texts = {name: _line(row.get(name, "")) for name in COLUMNS}
    found.extend(_text_faults(path, texts))
    times = {name: _time(texts[name], at(path, name), now, found) for name in TIMES}
    signed_off = _answer(texts["signed_off"], at(path, "signed_off"), found)
    # A column of calls may say whether, or when.
    is_moment = _TIME.fullmatch(texts["called_back"]) is not None
    where = at(path, "called_back")
    called_back_at = _time(texts["called_back"], where, now, found) if is_moment else None
    called_back = True if is_moment else _answer(texts["called_back"], where, found)
    received = times["received_at"]
    if received is None:
        return None
    return WorkOrder(
        texts["number"],
        received,
        shortened(texts["customer"]),
        texts["product"],
        texts["region"],
        times["responded_at"],
        times["arrived_at"],
        times["completed_at"],
        signed_off,
        called_back,
        called_back_at,
    )


def _text_faults(path: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    for name in REQUIRED:
        if not texts[name]:
            yield problem(at(path, name), "order-cell-missing", column=Word(f"WorkOrder.{name}"))
    for name, text in texts.items():
        limit = NUMBER_LIMIT if name == "number" else TEXT_LIMIT
        if len(text) > limit:
            yield problem(at(path, name), "text-too-long", length=len(text), limit=limit)
        if unshown := first_unshown(text):
            yield problem(at(path, name), "character-not-allowed", given=unshown)


def _time(text: str, path: str, now: datetime, found: list[Problem]) -> datetime | None:
    if not text:
        return None
    moment = _moment(text)
    if moment is None:
        found.append(problem(path, "order-time-unreadable", given=shown(text)))
        return None
    if moment > now:
        found.append(problem(path, "order-time-later", given=moment.isoformat(" ", "minutes")))
        return None
    return moment


def _moment(text: str) -> datetime | None:
    read = _TIME.fullmatch(text)
    if read is None:
        return None
    year, month, day, hour, minute, second = (int(each or 0) for each in read.groups())
    try:
        return datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    except ValueError:
        return None


def _answer(text: str, path: str, found: list[Problem]) -> bool | None:
    if not text:
        return None
    said = text.casefold()
    if said in YES or said in NO:
        return said in YES
    found.append(problem(path, "order-answer-unreadable", given=shown(text)))
    return None


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain_heading(text: str) -> str:
    return re.sub(r"[\s*_:：]+", "", text).casefold()


_HEADINGS: Mapping[str, str] = {
    _plain_heading(word): name
    for name in COLUMNS
    for word in (name, *LABELS[f"WorkOrder.{name}"], *HEADINGS.get(name, ()))
}
