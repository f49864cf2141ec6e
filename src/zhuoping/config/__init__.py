# SPDX-License-Identifier: Apache-2.0
"""Settings, addresses and the server's entry point: the top floor, which knows all others and holds no rule."""
