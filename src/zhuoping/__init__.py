# SPDX-License-Identifier: Apache-2.0
"""Zhuoping (卓评): the certification of after-sales service, from application to surveillance.

Four floors; imports go down only: `cli` > `outputs` | `schemes` > `core`. See docs/architecture.md.
"""

__version__ = "0.1.0"
