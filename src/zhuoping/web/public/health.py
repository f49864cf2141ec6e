# SPDX-License-Identifier: Apache-2.0
"""Whether this installation works: for load balancers and watchers. It tells nothing about anybody's data."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhuoping import __version__
from zhuoping.records.models import Job


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503; `jobs_given_up` above 0 wants an operator to look at them."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        given_up = Job.objects.exclude(given_up_at=None).count()
    except DatabaseError:
        return JsonResponse({"status": "database-away", "version": __version__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__, "jobs_given_up": given_up})
