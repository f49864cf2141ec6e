# SPDX-License-Identifier: Apache-2.0
"""The versions of the API."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from zhuoping.api.problems import document
from zhuoping.api.v1 import api


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """Where there is no route."""
    return document(request, 404)


urlpatterns = [path("v1/", api.urls), re_path("", nothing, name="api-nothing")]
