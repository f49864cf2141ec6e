# SPDX-License-Identifier: Apache-2.0
"""The REST door: the same actions as the pages, for programs."""
