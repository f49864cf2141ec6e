# SPDX-License-Identifier: Apache-2.0
"""`python -m zhuoping`: the same as the installed command."""

from zhuoping.cli.main import main

if __name__ == "__main__":
    main()
