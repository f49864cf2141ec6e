# SPDX-License-Identifier: Apache-2.0
"""Keys of programs: what they may be made for, for how long at most, and what of a request cannot be kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from zhuoping.core import shapes
from zhuoping.core.authority import Act, Role, needs_second_factor
from zhuoping.core.fact_rows import first_unshown
from zhuoping.core.problems import Problem, Refused, at, problem

LONGEST = timedelta(days=366)
# How long the answer to a write with an idempotency key is kept at least: programs send again within minutes or hours.
ANSWERS_KEPT = timedelta(hours=48)
NAME_LIMIT = 100


class Scope(StrEnum):
    """What a key may be used for; it never widens what its person may do."""

    READ = "read"
    APPLY = "apply"
    REVIEW = "review"
    PLAN = "plan"
    FIELDWORK = "fieldwork"
    ADMINISTER = "administer"
    LEDGER = "ledger"


_OF_BOTH_SIDES = (Scope.APPLY, Scope.REVIEW)

# Of the scopes of an act, a key needs one. What has none is for people who are signed in.
SCOPES: Mapping[Act, tuple[Scope, ...]] = {
    Act.SEARCH: (Scope.READ,),
    Act.VIEW_WORK_LIST: (Scope.READ,),
    Act.VIEW_ENGAGEMENT: (Scope.READ,),
    Act.VIEW_CLIENT: (Scope.READ,),
    Act.DOWNLOAD_EVIDENCE: (Scope.READ,),
    Act.VIEW_PLAN: (Scope.READ,),
    Act.VIEW_PLAN_DRAFT: (Scope.READ,),
    Act.VIEW_HISTORY: (Scope.READ,),
    Act.REGISTER_CLIENT: _OF_BOTH_SIDES,
    Act.EDIT_CLIENT: _OF_BOTH_SIDES,
    Act.ACCEPT_CREDIT_CODE: (Scope.REVIEW,),
    Act.APPLY: (Scope.APPLY,),
    Act.ADD_EVIDENCE: (*_OF_BOTH_SIDES, Scope.FIELDWORK),
    Act.REVIEW_APPLICATION: (Scope.REVIEW,),
    Act.ISSUE_AGREEMENT: (Scope.REVIEW,),
    Act.SIGN_AGREEMENT: _OF_BOTH_SIDES,
    Act.MAKE_PLAN: (Scope.PLAN,),
    Act.RELEASE_PLAN: (Scope.PLAN,),
    Act.WITHDRAW_PLAN: (Scope.PLAN,),
    Act.DECLARE_INTERESTS: (Scope.PLAN,),
    Act.CONFIRM_PLAN: (Scope.APPLY,),
    Act.VIEW_FIELDWORK: (Scope.READ,),
    Act.RECORD_FIELDWORK: (Scope.FIELDWORK,),
    Act.SCORE: (Scope.FIELDWORK,),
    Act.LEAD_FIELDWORK: (Scope.FIELDWORK,),
    Act.DETERMINE: (Scope.REVIEW,),
    Act.RAISE_NONCONFORMITY: (Scope.FIELDWORK,),
    Act.VIEW_NONCONFORMITIES: (Scope.READ,),
    Act.ANSWER_NONCONFORMITY: (Scope.APPLY,),
    Act.VIEW_SHEETS: (Scope.READ,),
    Act.VIEW_SCORECARD: (Scope.READ,),
    Act.SIGN_SCORECARD: (Scope.FIELDWORK, Scope.APPLY),
    Act.REOPEN_FIELDWORK: (Scope.REVIEW,),
    Act.DISCONTINUE: _OF_BOTH_SIDES,
    Act.VIEW_PEOPLE: (Scope.READ,),
    Act.MANAGE_PEOPLE: (Scope.ADMINISTER,),
    Act.MANAGE_ROLES: (Scope.ADMINISTER,),
    Act.MANAGE_QUALIFICATIONS: (Scope.ADMINISTER,),
    Act.ADOPT_EDITION: (Scope.ADMINISTER,),
    Act.SET_NUMBER_PATTERNS: (Scope.ADMINISTER,),
    Act.VIEW_LEDGER: (Scope.LEDGER,),
    Act.EXPORT_LEDGER: (Scope.LEDGER,),
    Act.SIGN_CHECKPOINT: (Scope.LEDGER,),
    Act.USE_DESK: (),
    Act.MANAGE_OWN_API_KEYS: (),
    Act.MANAGE_API_KEYS: (Scope.ADMINISTER,),
}


def check_key(name: str, scopes: Collection[Scope], at: datetime, expires_at: datetime) -> None:
    """Nothing, when such a key may be made.

    Raises Refused: empty-text, text-too-long, api-key-without-scope, api-key-expired, api-key-too-long.
    """
    found = tuple(_problems(name, scopes, at, expires_at))
    if found:
        raise Refused(found)


def check_scope(held: Collection[Scope], act: Act) -> None:
    """Nothing, when a key with these scopes may be used for an act. Raises Refused: api-key-scope."""
    wanted = SCOPES[act]
    if not set(wanted).intersection(held):
        values = {"wanted": tuple(map(str, wanted)), "held": tuple(map(str, sorted(held)))}
        raise Refused([problem("key", "api-key-scope", **values)])


def check_age(made_at: datetime, second_factor_since: datetime | None) -> None:
    """Nothing, when a key was made after its person came to a role that needs a second factor; None: holds none.

    An older key may have been made with a password alone. Raises Refused: api-key-before-second-factor.
    """
    if second_factor_since is not None and made_at < second_factor_since:
        raise Refused([problem("key", "api-key-before-second-factor", since=second_factor_since.date())])


def check_second_factor(roles: Iterable[Role], *, is_set_up: bool) -> None:
    """Nothing, when the key of somebody with these roles counts: who needs a second factor has one set up.

    Raises Refused: api-key-without-second-factor.
    """
    if needs_second_factor(roles) and not is_set_up:
        raise Refused([problem("key", "api-key-without-second-factor")])


def check_characters(value: object, path: str = "") -> None:
    """Nothing, when every text in plain values can be kept and shown. Raises Refused: character-not-allowed."""
    found = tuple(_unshown(value, path))
    if found:
        raise Refused(found)


def _unshown(value: object, path: str) -> Iterator[Problem]:
    if isinstance(value, str):
        character = first_unshown(value)
        if character:
            yield problem(path, "character-not-allowed", given=character)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _unshown(key, path)
            yield from _unshown(each, at(path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _unshown(each, at(path, index))


def _problems(name: str, scopes: Collection[Scope], at: datetime, expires_at: datetime) -> Iterator[Problem]:
    if not shapes.text(name, "name", [], required=False):
        yield problem("name", "empty-text")
    elif len(name) > NAME_LIMIT:
        yield problem("name", "text-too-long", length=len(name), limit=NAME_LIMIT)
    if not scopes:
        yield problem("scopes", "api-key-without-scope", known=tuple(map(str, Scope)))
    if expires_at <= at:
        yield problem("expires_at", "api-key-expired")
    elif expires_at - at > LONGEST:
        yield problem("expires_at", "api-key-too-long", days=LONGEST.days)
