# SPDX-License-Identifier: Apache-2.0
"""Lists for programs: by a mark instead of page numbers, so that the last page costs what the first does."""

from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Query, Schema

MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST)]
Mark = Annotated[int | None, Query(ge=0, le=2**63 - 1)]
Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """Some rows, and the `after` of the next ones; null at the end."""

    items: list[Item]
    after: int | None


def paged(
    rows: QuerySet[Any, Any],
    after: int | None,
    limit: int,
    plain: Callable[[Any], dict[str, Any]],
    *,
    mark: str = "pk",
) -> dict[str, Any]:
    """The rows before the mark, those with the greatest first: the newest, as marks only grow."""
    if after is not None:
        rows = rows.filter(**{f"{mark}__lt": after})
    return _page(list(rows.order_by(f"-{mark}")[: limit + 1]), limit, plain, mark)


def in_order(
    rows: QuerySet[Any, Any],
    after: int | None,
    limit: int,
    plain: Callable[[Any], dict[str, Any]],
    *,
    mark: str,
) -> dict[str, Any]:
    """The rows behind the mark, those with the smallest first."""
    if after is not None:
        rows = rows.filter(**{f"{mark}__gt": after})
    return _page(list(rows.order_by(mark)[: limit + 1]), limit, plain, mark)


def _page(taken: list[Any], limit: int, plain: Callable[[Any], dict[str, Any]], mark: str) -> dict[str, Any]:
    after = getattr(taken[limit - 1], mark) if len(taken) > limit else None
    return {"items": [plain(each) for each in taken[:limit]], "after": after}
