# SPDX-License-Identifier: Apache-2.0
"""Two sample cases for `zhuoping samples`: names invented, facts from public service pages, points only illustrate."""
