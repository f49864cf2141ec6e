# SPDX-License-Identifier: Apache-2.0
"""Addresses that need no sign-in."""

from django.urls import path

from zhuoping.web.public import health, home, language, ledger

urlpatterns = [
    path("", home.home, name="home"),
    path("health/", health.health, name="health"),
    path("language/", language.choose, name="language"),
    *ledger.urlpatterns,
]
