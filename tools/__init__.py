# SPDX-License-Identifier: Apache-2.0
"""What a developer's machine runs: set-up, locks and checks of the tree. The program never imports it.

Set-up (`set_up`, `environment`, `install`) uses the standard library only, as nothing else is there yet.
"""
