# SPDX-License-Identifier: Apache-2.0
"""Saving one field of a finding as somebody leaves it: a few words come back, and what follows from it on the page."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork.findings import Saved, save_field
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.findings import Field, Way, award_of
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import Indicator
from zhuoping.records.fieldwork_values import standing
from zhuoping.records.values import scheme_of
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.award_form import Unfinished, read_award_form, words_of
from zhuoping.web.desk.fieldwork.page import desk_page
from zhuoping.web.desk.fieldwork.shown import Desk
from zhuoping.web.shared.access import actor_in, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import messages_of, status_of
from zhuoping.web.shared.words import begun, whole, word

_UNFINISHED, _CONFLICT = 422, 409
_STRANGERS = frozenset({"engagement-unknown", "not-allowed-relation"})


@require_POST
@page(Act.RECORD_FIELDWORK)
def save(request: HttpRequest, number: str, ref: str, field: str) -> HttpResponse:
    """Keep what stands in a field. Whoever was slower sees both values and chooses (409)."""
    if field not in list(Field):
        raise Http404
    if "theirs" in request.POST:
        return _theirs(request, number, ref, field)
    try:
        saved = save_field(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            ref=ref,
            field=Field(field),
            value=_value(request, Field(field)),
            # Whoever keeps their own value has seen the other one by then.
            seen=whole(request.POST.get("keep") or request.POST.get("seen", "")) or 0,
        )
    except Unfinished:
        return _not_saved(request, number, ref, field, _UNFINISHED, {"is_unfinished": True})
    except Changed as changed:
        return _not_saved(request, number, ref, field, _CONFLICT, {"changed": changed})
    except Refused as refused:
        # Whoever must not know of the engagement learns nothing from the way it refuses.
        if _STRANGERS & {each.code for each in refused.problems}:
            raise Http404 from None
        told = {"faults": messages_of(refused.problems)}
        return _not_saved(request, number, ref, field, status_of(refused), told)
    if not _is_htmx(request):
        return SeeOther(_address(number, ref, field))
    return _saved(request, saved, field)


def _value(request: HttpRequest, field: Field) -> Plain:
    sent = request.POST
    if field is Field.AWARD:
        return read_award_form(sent)
    if field is Field.WAYS:
        return [*sent.getlist("value")]
    if field is Field.ASPECTS:
        return [*sent.getlist("value")]
    return sent.get("value", "")


def _saved(request: HttpRequest, saved: Saved, field: str) -> HttpResponse:
    """When it was saved, the field's new version, and what changed in list and sums."""
    scheme = scheme_of(saved.engagement.edition, wording_language())
    inside = InField(saved.engagement, scheme, None, (), actor_in(request), 0)
    shown = Desk(inside, standing(saved.engagement, saved.rows), scheme.indicators[saved.row.ref])
    context = {
        "desk": shown,
        "engagement": saved.engagement,
        "name": field,
        "seen": saved.row.changed.get(field, 0),
        "at": timezone.now(),
        "is_award": field == Field.AWARD,
    }
    return render(request, "desk/fieldwork/_saved.html", context)


def _not_saved(
    request: HttpRequest, number: str, ref: str, field: str, status: int, told: Mapping[str, object]
) -> HttpResponse:
    """Why not, beside the field; without a script the whole page with what was typed still in it."""
    inside = in_field(request, number)
    indicator = inside.scheme.indicators.get(ref)
    if indicator is None:
        raise Http404
    context: dict[str, object] = {"name": field, **told}
    if isinstance(changed := told.get("changed"), Changed):
        context |= {
            "stands": _lines(changed.current[field], Field(field), indicator),
            "given": _lines(changed.given[field], Field(field), indicator),
            "version": changed.version,
        }
    if _is_htmx(request):
        return render(request, "desk/fieldwork/_status.html", context, status=status)
    return desk_page(request, inside, ref, status=status, refused=context, sent=request.POST)


def _theirs(request: HttpRequest, number: str, ref: str, field: str) -> HttpResponse:
    """The field as it stands, in the place of what was typed."""
    if not _is_htmx(request):
        return SeeOther(_address(number, ref, field))
    inside = in_field(request, number)
    indicator = inside.scheme.indicators.get(ref)
    if indicator is None:
        raise Http404
    desk = Desk(inside, standing(inside.engagement), indicator)
    context = {"desk": desk, "field": inside, "engagement": inside.engagement, "indicator": indicator}
    response = render(
        request, f"desk/fieldwork/_field_{_template_of(field)}.html", context | {"each": _text(desk, field)}
    )
    response["HX-Retarget"], response["HX-Reswap"] = f"#field-{field}", "outerHTML"
    return response


def _template_of(field: str) -> str:
    return field if field in (Field.AWARD, Field.WAYS, Field.ASPECTS) else "text"


def _text(desk: Desk, field: str) -> dict[str, object] | None:
    texts = [desk.fields.text, *desk.fields.texts]
    return next((each for each in texts if each["name"] == field), None)


def _lines(value: object, field: Field, indicator: Indicator) -> list[str]:
    """A value as people read it, line by line."""
    if field is Field.AWARD:
        return list(words_of(award_of(indicator.ref, value)))  # type: ignore[arg-type] # As it was sent and kept.
    if not isinstance(value, list):
        return str(value or "").splitlines()
    if field is Field.WAYS:
        return [begun(word(Way(each))) for each in value]
    return [indicator.aspects[int(each)] for each in value]


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _address(number: str, ref: str, field: str) -> str:
    return f"{reverse('desk-fieldwork', args=[number])}?ref={ref}#field-{field}"


urlpatterns = [
    path(
        "engagements/<str:number>/fieldwork/findings/<str:ref>/<str:field>/", save, name="desk-fieldwork-save"
    ),
]
