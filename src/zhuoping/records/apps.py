# SPDX-License-Identifier: Apache-2.0
"""The app `records`."""

from django.apps import AppConfig


class Records(AppConfig):
    """The app with all tables of the product."""

    name = "zhuoping.records"
    label = "records"
