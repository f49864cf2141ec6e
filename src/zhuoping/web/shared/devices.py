# SPDX-License-Identifier: Apache-2.0
"""What a browser says it is, in words that its owner knows it by."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# In this order: a browser also names those that it descends from.
_BROWSERS = (
    ("MicroMessenger", gettext_lazy("微信")),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """The browser and its system, as far as it is told; anybody may say anything here."""
    found = [
        str(next(name for sign, name in table if sign in user_agent))
        for table in (_BROWSERS, _SYSTEMS)
        if any(sign in user_agent for sign, _name in table)
    ]
    return " · ".join(found) or _("未知设备")
