# SPDX-License-Identifier: Apache-2.0
"""The first page: where everybody goes on from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zhuoping.web.shared.access import actor_in


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Staff go to their work list, clients to their portal; others learn what this is and how to begin."""
    if request.user.is_authenticated:
        return redirect("desk-work" if actor_in(request).is_staff else "portal-home")
    return render(request, "public/home.html")
