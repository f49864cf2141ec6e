# SPDX-License-Identifier: Apache-2.0
"""Django's SQLite, with a queue for those who write."""
