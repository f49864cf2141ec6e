# SPDX-License-Identifier: Apache-2.0
"""All addresses, by door."""

from django.urls import include, path

urlpatterns = [
    path("", include("zhuoping.web.public.urls")),
    path("account/", include("zhuoping.web.shared.urls")),
    path("evidence/", include("zhuoping.web.shared.evidence")),
    path("desk/", include("zhuoping.web.desk.urls")),
    path("portal/", include("zhuoping.web.portal.urls")),
    path("api/", include("zhuoping.api.urls")),
]
