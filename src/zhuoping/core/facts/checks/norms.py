# SPDX-License-Identifier: Apache-2.0
"""Checks on norms (4.1, 4.2): the service manual, and the laws that it names and staff know."""

from collections.abc import Iterator

from zhuoping.core.facts.checking import Found, Remark, Setting, attention, figures, gap, placed, question
from zhuoping.core.facts.rows.norms import Law, LawKind, ManualItem, ManualSection
from zhuoping.core.facts.sheets import Facts


@question("manual-contents", "4.1", needs=("manual",))
def manual_contents(facts: Facts, _: Setting) -> Found:
    """Whether the manual holds policy, organisation and every norm, or says why one is not needed."""
    rows = list(placed("manual", facts.manual))
    present = {row.item for _, row in rows if row.present}
    spared = {row.item for _, row in rows if row.not_needed_because.strip()} - present
    missing = [item for item in ManualItem if item not in present | spared]
    remarks = []
    for item in missing:
        path = next((path for path, row in rows if row.item is item), "facts.manual")
        remarks.append(gap(path, "manual-item-missing", item=item))
    found = figures(items=len(ManualItem), present=len(present), not_needed=len(spared), missing=len(missing))
    return found, remarks


@question("manual-issued", "4.1", needs=("manual",))
def manual_issued(facts: Facts, setting: Setting) -> Found:
    """Whether what the manual holds was issued as company documents and reached the departments."""
    rows = [(path, row) for path, row in placed("manual", facts.manual) if row.present]
    remarks = [remark for path, row in rows for remark in _issued(path, row, setting)]
    if not rows:
        remarks.append(gap("facts.manual", "manual-not-present"))
    found = figures(
        present=len(rows),
        issued=sum(1 for _, row in rows if setting.past(row.issued_on)),
        distributed=sum(1 for _, row in rows if row.distributed_to.strip()),
    )
    return found, remarks


def _issued(path: str, row: ManualSection, setting: Setting) -> Iterator[Remark]:
    if not setting.past(row.issued_on):
        yield gap(path, "manual-item-not-issued", item=row.item)
    if not row.document.strip():
        yield attention(path, "manual-item-without-number", item=row.item)
    if not row.distributed_to.strip():
        yield gap(path, "manual-item-not-distributed", item=row.item)


@question("law-register", "4.2", needs=("laws",))
def law_register(facts: Facts, setting: Setting) -> Found:
    """Whether the register of laws is dated, in force, and taken up in the manual."""
    rows = list(placed("laws", facts.laws))
    kinds = {row.kind for _, row in rows}
    remarks = [
        attention("facts.laws", "law-kind-missing", kind=kind)
        for kind in (LawKind.SAFETY, LawKind.THREE_GUARANTEES)
        if kind not in kinds
    ]
    remarks += [remark for path, row in rows for remark in _law(path, row, setting)]
    found = figures(
        laws=len(rows),
        in_force=sum(1 for _, row in rows if _in_force(row, setting)),
        in_manual=sum(1 for _, row in rows if row.in_manual),
    )
    return found, remarks


def _in_force(row: Law, setting: Setting) -> bool:
    return setting.past(row.effective_on) and not setting.past(row.repealed_on)


def _law(path: str, row: Law, setting: Setting) -> Iterator[Remark]:
    if row.effective_on is None:
        yield attention(path, "law-without-date", title=row.title)
    elif not setting.past(row.effective_on):
        yield attention(path, "law-not-yet-in-force", title=row.title, effective_on=row.effective_on)
    if setting.past(row.repealed_on):
        yield attention(path, "law-repealed", title=row.title, repealed_on=row.repealed_on)
    elif row.in_manual is None:
        yield attention(path, "law-manual-not-stated", title=row.title)
    elif not row.in_manual:
        yield gap(path, "law-not-in-manual", title=row.title)


@question("law-training", "4.2", needs=("laws",))
def law_training(facts: Facts, setting: Setting) -> Found:
    """Whether staff were trained on each law of the register that has not been repealed."""
    rows = [(path, row) for path, row in placed("laws", facts.laws) if not setting.past(row.repealed_on)]
    untrained = [(path, row) for path, row in rows if not setting.past(row.trained_on)]
    remarks = [gap(path, "law-not-trained", title=row.title) for path, row in untrained]
    return figures(laws=len(rows), trained=len(rows) - len(untrained)), remarks
