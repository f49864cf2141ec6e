# SPDX-License-Identifier: Apache-2.0
"""What axe-core finds on a page that a browser (playwright) has open: barriers for people, by WCAG 2.2 AA."""

import functools
from pathlib import Path

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@functools.cache
def _script():
    return _SCRIPT.read_text("utf-8")


def barriers(page):
    """One line for each barrier: rule, element, what is wrong. Empty on a page for everybody.

    The script comes in through the browser's debugger, which the page's own policy does not bind.
    """
    page.evaluate(_script())
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", RULES)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
