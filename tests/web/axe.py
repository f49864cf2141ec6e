# SPDX-License-Identifier: Apache-2.0
"""What axe-core finds on a page that a browser (playwright) has open: barriers for people, by WCAG 2.2 AA."""

import functools
from pathlib import Path

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What a second look has to ask at a page that differs in its colours only.
OF_COLOURS = ("color-contrast", "link-in-text-block")
_SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Only what is wrong leaves the browser: to carry over all that was looked at takes longer than to look.
_FIND = """async runOnly => {
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
}"""


@functools.cache
def _script():
    return _SCRIPT.read_text("utf-8")


def barriers(page, rules=RULES):
    """One line for each barrier: rule, element, what is wrong. Empty on a page for everybody.

    `rules` are names of rules or of groups of them. The script comes in through the browser's debugger, which the
    page's own policy does not bind.
    """
    page.evaluate(_script())
    return page.evaluate(_FIND, list(rules))
