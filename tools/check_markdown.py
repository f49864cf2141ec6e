# SPDX-License-Identifier: Apache-2.0
"""Lint README and the documents with markdownlint; the rules are in .markdownlint-cli2.jsonc."""

import subprocess
import sys

from tools import environment, install, node


def main() -> int:
    """Exit code of markdownlint, 1 when it cannot be set up."""
    try:
        script = node.modules() / "markdownlint-cli2" / "markdownlint-cli2-bin.mjs"
        command = [node.commands()[0], str(script)]
    except install.CannotSetUp as refusal:
        print(refusal)
        return 1
    return subprocess.run(command, cwd=environment.ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
