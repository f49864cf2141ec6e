# SPDX-License-Identifier: Apache-2.0
"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest

from zhuoping.web.shared.access import actor_in


def house(request: HttpRequest) -> dict[str, object]:
    """The body's name, whether this is a demonstration, and who is looking."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    return {
        "body_name": settings.BODY_NAME,
        "is_demo": settings.DEMO,
        "actor": actor_in(request) if signed_in else None,
    }
