# SPDX-License-Identifier: Apache-2.0
"""Who may do what: one table of acts, the roles that may do each, and to whose things (17065 4.2, 4.5, 6.1).

A person who holds several roles may do what any of them may. Nobody is on both sides: whoever acts for a client
holds no role in the body, and a record that says otherwise gives no right at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.scheme import Openness
from zhuoping.core.wording.labels import Word


class Role(StrEnum):
    """What a person is in this house."""

    ADMINISTRATOR = "administrator"
    CASE_OFFICER = "case-officer"
    AUDITOR = "auditor"
    TECHNICAL_EXPERT = "technical-expert"
    REVIEWER = "reviewer"
    DECIDER = "decider"
    CERTIFICATE_OFFICER = "certificate-officer"
    COMPLAINTS_OFFICER = "complaints-officer"
    OBSERVER = "observer"
    CLIENT_USER = "client-user"


STAFF = frozenset(Role) - {Role.CLIENT_USER}

# Who signs for others or opens the house to others proves twice who they are.
SECOND_FACTOR_ROLES = frozenset({Role.ADMINISTRATOR, Role.REVIEWER, Role.DECIDER})


class Party(StrEnum):
    """The two sides of an engagement."""

    CLIENT = "client"
    BODY = "body"


class Relation(StrEnum):
    """To whose things a role may do an act; ON_TEAM counts proposed and released teams."""

    ANY = "any"
    OWN_CLIENT = "own-client"
    ON_TEAM = "on-team"


class Act(StrEnum):
    """What one may do. Searching and the work list show nothing but what `visibility` and `may` allow."""

    SEARCH = "search"
    VIEW_WORK_LIST = "view-work-list"
    USE_DESK = "use-desk"
    VIEW_ENGAGEMENT = "view-engagement"
    VIEW_CLIENT = "view-client"
    DOWNLOAD_EVIDENCE = "download-evidence"
    VIEW_PLAN = "view-plan"
    VIEW_PLAN_DRAFT = "view-plan-draft"
    VIEW_HISTORY = "view-history"
    REGISTER_CLIENT = "register-client"
    EDIT_CLIENT = "edit-client"
    ACCEPT_CREDIT_CODE = "accept-credit-code"
    APPLY = "apply"
    ADD_EVIDENCE = "add-evidence"
    REVIEW_APPLICATION = "review-application"
    ISSUE_AGREEMENT = "issue-agreement"
    SIGN_AGREEMENT = "sign-agreement"
    MAKE_PLAN = "make-plan"
    RELEASE_PLAN = "release-plan"
    WITHDRAW_PLAN = "withdraw-plan"
    DECLARE_INTERESTS = "declare-interests"
    CONFIRM_PLAN = "confirm-plan"
    VIEW_FIELDWORK = "view-fieldwork"
    RECORD_FIELDWORK = "record-fieldwork"
    SCORE = "score"
    LEAD_FIELDWORK = "lead-fieldwork"
    DETERMINE = "determine"
    RAISE_NONCONFORMITY = "raise-nonconformity"
    VIEW_NONCONFORMITIES = "view-nonconformities"
    ANSWER_NONCONFORMITY = "answer-nonconformity"
    VIEW_SHEETS = "view-sheets"
    VIEW_SCORECARD = "view-scorecard"
    SIGN_SCORECARD = "sign-scorecard"
    REOPEN_FIELDWORK = "reopen-fieldwork"
    DISCONTINUE = "discontinue"
    VIEW_PEOPLE = "view-people"
    MANAGE_PEOPLE = "manage-people"
    MANAGE_ROLES = "manage-roles"
    MANAGE_QUALIFICATIONS = "manage-qualifications"
    ADOPT_EDITION = "adopt-edition"
    SET_NUMBER_PATTERNS = "set-number-patterns"
    VIEW_LEDGER = "view-ledger"
    EXPORT_LEDGER = "export-ledger"
    SIGN_CHECKPOINT = "sign-checkpoint"
    MANAGE_OWN_API_KEYS = "manage-own-api-keys"
    MANAGE_API_KEYS = "manage-api-keys"


Holders = Mapping[Role, Relation]

_EVERYBODY: Holders = dict.fromkeys(Role, Relation.ANY)
_OFFICER: Holders = {Role.CASE_OFFICER: Relation.ANY}
_ADMINISTRATOR: Holders = {Role.ADMINISTRATOR: Relation.ANY}
_CLIENT: Holders = {Role.CLIENT_USER: Relation.OWN_CLIENT}
_AUDITORS: Holders = {Role.AUDITOR: Relation.ON_TEAM}
_TEAM: Holders = {Role.AUDITOR: Relation.ON_TEAM, Role.TECHNICAL_EXPERT: Relation.ON_TEAM}
# 17065 4.5: who goes out sees the engagements they go out for; who answers for all of them sees all.
_STAFF_SEEING: Holders = {**dict.fromkeys((role for role in Role if role in STAFF), Relation.ANY), **_TEAM}
_SEEING: Holders = {**_STAFF_SEEING, **_CLIENT}
_OVERSIGHT: Holders = {**_ADMINISTRATOR, Role.OBSERVER: Relation.ANY}

RULES: Mapping[Act, Holders] = {
    Act.SEARCH: _EVERYBODY,
    Act.VIEW_WORK_LIST: _EVERYBODY,
    # Its pages show what the body keeps to itself; a client has the portal.
    Act.USE_DESK: dict.fromkeys((role for role in Role if role in STAFF), Relation.ANY),
    Act.VIEW_ENGAGEMENT: _SEEING,
    Act.VIEW_CLIENT: _SEEING,
    Act.DOWNLOAD_EVIDENCE: _SEEING,
    Act.VIEW_PLAN: _SEEING,
    # Before its release a plan is the body's own, and its history may tell of covert acts.
    Act.VIEW_PLAN_DRAFT: _STAFF_SEEING,
    Act.VIEW_HISTORY: _STAFF_SEEING,
    # Whoever signs up has no client yet, so this one is not tied to any.
    Act.REGISTER_CLIENT: {**_OFFICER, Role.CLIENT_USER: Relation.ANY},
    Act.EDIT_CLIENT: {**_OFFICER, **_CLIENT},
    # Domain rule A3: what a client writes is accepted by somebody of the body.
    Act.ACCEPT_CREDIT_CODE: _OFFICER,
    Act.APPLY: _CLIENT,
    Act.ADD_EVIDENCE: {**_OFFICER, **_TEAM, **_CLIENT},
    Act.REVIEW_APPLICATION: _OFFICER,
    Act.ISSUE_AGREEMENT: _OFFICER,
    Act.SIGN_AGREEMENT: {**_OFFICER, **_CLIENT},
    Act.MAKE_PLAN: _OFFICER,
    Act.RELEASE_PLAN: _OFFICER,
    Act.WITHDRAW_PLAN: _OFFICER,
    Act.DECLARE_INTERESTS: _TEAM,
    Act.CONFIRM_PLAN: _CLIENT,
    # What the team writes down is the body's own until the scorecard is frozen.
    Act.VIEW_FIELDWORK: _STAFF_SEEING,
    Act.RECORD_FIELDWORK: _TEAM,
    # A technical expert comments and records evidence, and gives no points (17065 6.1).
    Act.SCORE: _AUDITORS,
    # Which of the auditors leads stands in the plan: core/fieldwork/people.
    Act.LEAD_FIELDWORK: _AUDITORS,
    # Reading A1: somebody who answers for the result, and who did not score it.
    Act.DETERMINE: {Role.DECIDER: Relation.ANY},
    Act.RAISE_NONCONFORMITY: _AUDITORS,
    Act.VIEW_NONCONFORMITIES: _SEEING,
    Act.ANSWER_NONCONFORMITY: _CLIENT,
    # For a client those that were released; the others are secret things (Subject).
    Act.VIEW_SHEETS: _SEEING,
    Act.VIEW_SCORECARD: _SEEING,
    Act.SIGN_SCORECARD: {**_TEAM, **_CLIENT},
    Act.REOPEN_FIELDWORK: _OFFICER,
    Act.DISCONTINUE: {**_OFFICER, **_CLIENT},
    Act.VIEW_PEOPLE: {**_OVERSIGHT, **_OFFICER},
    Act.MANAGE_PEOPLE: _ADMINISTRATOR,
    Act.MANAGE_ROLES: _ADMINISTRATOR,
    Act.MANAGE_QUALIFICATIONS: _ADMINISTRATOR,
    Act.ADOPT_EDITION: _ADMINISTRATOR,
    Act.SET_NUMBER_PATTERNS: _ADMINISTRATOR,
    Act.VIEW_LEDGER: _OVERSIGHT,
    Act.EXPORT_LEDGER: _OVERSIGHT,
    Act.SIGN_CHECKPOINT: _ADMINISTRATOR,
    Act.MANAGE_OWN_API_KEYS: _EVERYBODY,
    Act.MANAGE_API_KEYS: _ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who is signed in: `clients` are the ids of those that a client user acts for."""

    id: int
    name: str
    roles: frozenset[Role] = frozenset()
    clients: frozenset[int] = frozenset()

    @property
    def is_staff(self) -> bool:
        """Whether this person works for the body, and for it only."""
        return not STAFF.isdisjoint(self.roles) and not _on_both_sides(self.roles)

    @property
    def sees_all(self) -> bool:
        """Whether every engagement is visible to this person."""
        return visibility(self).everything


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is done to: whose it is, and who is on the team (proposed or released).

    `secret` things are kept from the client, see `is_secret`.
    """

    client: int | None = None
    team: frozenset[int] = frozenset()
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Visibility:
    """Which engagements a list shows: all, or those of `clients` and those on whose team `on_team_of` is."""

    everything: bool = False
    clients: frozenset[int] = frozenset()
    on_team_of: int | None = None


_NOTHING = Subject()


def may(actor: Actor, act: Act, subject: Subject | None = None) -> bool:
    """Whether this person may do it to that. Without a subject, only acts that are tied to nothing are allowed."""
    return any(_reaches(actor, relation, subject or _NOTHING) for relation in _relations(actor, act))


def ever_may(actor: Actor, act: Act) -> bool:
    """Whether there can be anything that this person may do it to: for menus, never instead of `may`."""
    return bool(_relations(actor, act))


def check(actor: Actor, act: Act, subject: Subject | None = None) -> None:
    """Nothing where the person may do it.

    Raises Refused: roles-not-together, not-allowed-role (naming the roles that may), not-allowed-relation.
    """
    if may(actor, act, subject):
        return
    problems = check_roles(actor.name, actor.roles)
    if problems:
        raise Refused(problems)
    done = Word(f"Act.{act}")
    relations = _relations(actor, act)
    if relations:
        kinds = tuple(Word(f"Relation.{relation}") for relation in dict.fromkeys(relations))
        raise Refused([problem("by", "not-allowed-relation", act=done, relations=kinds)])
    raise Refused([problem("by", "not-allowed-role", act=done, roles=words_of(RULES[act]))])


def check_anywhere(actor: Actor, act: Act) -> None:
    """Nothing where there can be anything that the person may do it to; the things themselves are asked for later.

    Raises Refused: roles-not-together, not-allowed-role.
    """
    if not ever_may(actor, act):
        check(actor, act)


def check_roles(name: str, roles: Iterable[Role]) -> tuple[Problem, ...]:
    """What is wrong with a person holding these roles: roles-not-together (17065 4.2, impartiality)."""
    held = frozenset(roles)
    if not _on_both_sides(held):
        return ()
    return (problem("roles", "roles-not-together", name=name, roles=words_of(held & STAFF)),)


def roles_for(act: Act) -> tuple[Role, ...]:
    """The roles that may do it, in the order of Role."""
    return tuple(role for role in Role if role in RULES[act])


def words_of(roles: Iterable[Role]) -> tuple[Word, ...]:
    """What people call these roles, in the order of Role."""
    held = frozenset(roles)
    return tuple(Word(f"Role.{role}") for role in Role if role in held)


def party_of(role: Role) -> Party:
    """The side that a role stands on."""
    return Party.CLIENT if role is Role.CLIENT_USER else Party.BODY


def needs_second_factor(roles: Iterable[Role]) -> bool:
    """Whether somebody with these roles has to prove twice who they are."""
    return not SECOND_FACTOR_ROLES.isdisjoint(roles)


def visibility(actor: Actor) -> Visibility:
    """The engagements that `may(…, VIEW_ENGAGEMENT, …)` allows, for whoever has to list them."""
    relations = _relations(actor, Act.VIEW_ENGAGEMENT)
    return Visibility(
        everything=Relation.ANY in relations,
        clients=actor.clients if Relation.OWN_CLIENT in relations else frozenset(),
        on_team_of=actor.id if Relation.ON_TEAM in relations else None,
    )


def is_secret(openness: Openness, *, released: bool) -> bool:
    """Whether what belongs to a mode of this openness is kept from the client (domain rules 3.2).

    A mystery customer whom the client expects measures nothing: until the team leader releases what came of the
    covert act, the client must not learn that there is one, its place, time, person and script. Open modes never are.
    """
    return openness is Openness.COVERT and not released


def _relations(actor: Actor, act: Act) -> tuple[Relation, ...]:
    """How far the person's roles reach for this act, in the order of Role."""
    if _on_both_sides(actor.roles):
        return ()
    return tuple(RULES[act][role] for role in roles_for(act) if role in actor.roles)


def _reaches(actor: Actor, relation: Relation, subject: Subject) -> bool:
    if relation is Relation.OWN_CLIENT:
        return subject.client in actor.clients and not subject.secret
    if relation is Relation.ON_TEAM:
        return actor.id in subject.team
    return True


def _on_both_sides(roles: frozenset[Role]) -> bool:
    return Role.CLIENT_USER in roles and not STAFF.isdisjoint(roles)
