# SPDX-License-Identifier: Apache-2.0
"""Measures the web product: a real server with 100,000 enterprises and engagements behind it, asked over HTTP."""
