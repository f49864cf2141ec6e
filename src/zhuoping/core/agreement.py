# SPDX-License-Identifier: Apache-2.0
"""The certification agreement as values: what must be in it, and who may sign it (17065 4.1.2, domain rules 3.3).

The particulars come from the engagement; the text of each clause from the template (wording/agreement_terms.py), which
a body may replace clause by clause. What both sides sign is the document made of them, named by its digest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zhuoping.core import shapes
from zhuoping.core.authority import Actor, Party
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.wording import LANGUAGES
from zhuoping.core.wording.agreement_terms import CLAUSES
from zhuoping.core.wording.labels import Word

CLAUSE_LIMIT = 6000
SIGNATORY_LIMIT = 100


class AgreementLanguage(StrEnum):
    """The languages that an agreement may be issued in; the client chooses, whatever whoever issues it reads."""

    CHINESE = "zh"
    ENGLISH = "en"


class ClauseKey(StrEnum):
    """What an agreement has to settle, in its order."""

    SUBJECT = "subject"
    BODY = "body"
    CLIENT = "client"
    ACCESS = "access"
    CLAIMS = "claims"
    COMPLAINT_RECORDS = "complaint-records"
    CHANGES = "changes"
    CONFIDENTIALITY = "confidentiality"
    FEES = "fees"
    COMPLAINTS = "complaints"
    LIABILITY = "liability"
    TERM = "term"


# Where each clause comes from, for whoever replaces its text.
SOURCES: Mapping[ClauseKey, str] = {
    ClauseKey.SUBJECT: "17065 4.1.2.1, 7.7",
    ClauseKey.BODY: "17065 4.1.1, 4.2, 7.10",
    ClauseKey.CLIENT: "17065 4.1.2.2 a), b)",
    ClauseKey.ACCESS: "17065 4.1.2.2 c)",
    ClauseKey.CLAIMS: "17065 4.1.2.2 d)-i), 4.1.3",
    ClauseKey.COMPLAINT_RECORDS: "17065 4.1.2.2 j)",
    ClauseKey.CHANGES: "17065 4.1.2.2 k)",
    ClauseKey.CONFIDENTIALITY: "17065 4.5",
    ClauseKey.FEES: "17065 4.6 c)",
    ClauseKey.COMPLAINTS: "17065 7.13",
    ClauseKey.LIABILITY: "17065 4.3",
    ClauseKey.TERM: "17065 4.1.2.1, 7.11",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """One version of an agreement. `language` (`zh` or `en`) is that of its clauses and of its document.

    `modes` are the combinations that the edition allows for the type of engagement and the design responsibility.
    """

    language: str
    body: str
    approval: str
    client: str
    uscc: str
    address: str
    scheme: str
    edition: str
    type: str
    scope: str
    design_responsibility: bool
    modes: tuple[str, ...]
    clauses: Mapping[ClauseKey, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Value]:
        """The terms as plain values."""
        return {
            **self.particulars(),
            "clauses": {key.value: text for key, text in self.clauses.items()},
        }

    def particulars(self) -> dict[str, Value]:
        """What comes from the engagement and the body, as plain values: whoever issues it sees them, and types none."""
        return {
            **{key: getattr(self, key) for key in _TEXTS},
            "design_responsibility": self.design_responsibility,
            "modes": list(self.modes),
        }


_TEXTS = (
    "language",
    "body",
    "approval",
    "client",
    "uscc",
    "address",
    "scheme",
    "edition",
    "type",
    "scope",
)


def language_of(chosen: str, reads: str) -> AgreementLanguage:
    """The language of an agreement: what the client chose, else the one that whoever applied reads.

    >>> language_of("", "en"), language_of("zh", "en"), language_of("", "zh-hans")
    (<AgreementLanguage.ENGLISH: 'en'>, <AgreementLanguage.CHINESE: 'zh'>, <AgreementLanguage.CHINESE: 'zh'>)
    """
    return AgreementLanguage(chosen or ("en" if reads.startswith("en") else "zh"))


def template(language: str) -> dict[ClauseKey, str]:
    """The clauses as this house words them, until the body replaces them."""
    return {key: CLAUSES[key][LANGUAGES.index(language)] for key in ClauseKey}


def terms_problems(terms: Terms) -> tuple[Problem, ...]:
    """What keeps terms from being issued: body-name-missing, clause-missing, text-too-long."""
    return tuple(_problems(terms))


def check_terms(terms: Terms) -> None:
    """Nothing, when an agreement may be issued on these terms. Raises Refused with all of `terms_problems`."""
    found = terms_problems(terms)
    if found:
        raise Refused(found)


def signing_party(actor: Actor) -> Party:
    """The side that somebody signs for; that they may sign at all is asked of core/authority."""
    return Party.BODY if actor.is_staff else Party.CLIENT


def check_signature(party: Party, signatory: str, *, may_bind: bool) -> None:
    """Nothing, when a side may sign so: the client by a named person who says that they may bind the enterprise.

    Raises Refused: signatory-missing, text-too-long, may-bind-missing.
    """
    if party is Party.BODY:
        return
    found: list[Problem] = []
    if not shapes.text(signatory, "", [], required=False):
        found.append(problem("signatory", "signatory-missing"))
    if len(signatory) > SIGNATORY_LIMIT:
        found.append(problem("signatory", "text-too-long", length=len(signatory), limit=SIGNATORY_LIMIT))
    if not may_bind:
        found.append(problem("may_bind", "may-bind-missing"))
    if found:
        raise Refused(found)


def version_number(first: str, version: int) -> str:
    """The number of a version: the agreement keeps its own, later versions say which.

    >>> version_number("HT-2026-000017", 1), version_number("HT-2026-000017", 2)
    ('HT-2026-000017', 'HT-2026-000017-2')
    """
    return first if version == 1 else f"{first}-{version}"


def _problems(terms: Terms) -> Iterator[Problem]:
    if not terms.body.strip():
        yield problem("body", "body-name-missing")
    for key in ClauseKey:
        text, path = terms.clauses.get(key, ""), at("clauses", key.value)
        if not shapes.text(text, "", [], required=False):
            yield problem(path, "clause-missing", title=Word(f"ClauseKey.{key}"), source=SOURCES[key])
        elif len(text) > CLAUSE_LIMIT:
            yield problem(path, "text-too-long", length=len(text), limit=CLAUSE_LIMIT)
