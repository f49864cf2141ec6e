# SPDX-License-Identifier: Apache-2.0
"""What changes of a person: roles, access, authorisations, ties. Each page makes one action call."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhuoping.actions import api_keys, competence, people, sessions
from zhuoping.core.authority import Act, Role
from zhuoping.core.team import Grade, TieKind
from zhuoping.records.models import Person
from zhuoping.web.desk.people import person_or_404
from zhuoping.web.desk.people_forms import QualificationForm
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.people_forms import EndTieOfForm, NameForm, OtherBodyForm, ReasonForm, TieForm


@require_POST
@page(Act.MANAGE_ROLES)
def role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give or end one role."""
    person = person_or_404(pk)
    asked = request.POST.get("role", "")
    if asked not in set(Role):
        raise Http404
    change = people.end_role if request.POST.get("do") == "end" else people.grant_role
    change(by=person_of(request), at=timezone.now(), person=person, role=Role(asked))
    messages.success(request, _("角色已更新，下一次操作即生效。"))
    return SeeOther(_back(person))


@require_POST
@page(Act.MANAGE_PEOPLE)
def access(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person in again after they were shut out or locked out."""
    person = person_or_404(pk)
    change = people.reactivate if request.POST.get("do") == "reactivate" else people.unlock
    change(by=person_of(request), at=timezone.now(), person=person)
    messages.success(request, _("已恢复登录。"))
    return SeeOther(_back(person))


@require_POST
@page(Act.MANAGE_PEOPLE)
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign a person out on all devices."""
    person = person_or_404(pk)
    sessions.end_all(by=person_of(request), at=timezone.now(), person=person)
    messages.success(request, _("已在所有设备上退出。"))
    return SeeOther(_back(person))


@require_POST
@page(Act.MANAGE_API_KEYS)
def end_key(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """End a key of a person, who is told."""
    person = person_or_404(pk)
    if not person.api_keys.filter(pk=row).exists():
        raise Http404
    api_keys.end(by=person_of(request), at=timezone.now(), key=row)
    messages.success(request, _("密钥已停用，已写信告知本人。"))
    return SeeOther(_back(person))


@require_http_methods(["GET", "POST"])
@page(Act.MANAGE_PEOPLE)
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut a person out, with the reason."""
    lead = _("停用后立即不能登录，也不再拥有任何权限，接口密钥一并停用；已有的记录不变。")
    return _asked(request, pk, ReasonForm, people.deactivate, (_("停用账号"), _("账号已停用。"), lead))


@require_http_methods(["GET", "POST"])
@page(Act.MANAGE_PEOPLE)
def second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the second factor of somebody who lost it, with the reason."""
    lead = _(
        "仅在本人丢失设备和恢复代码、且已当面或电话核实身份后使用。"
        "本人在各处的登录和接口密钥一并停用，下次登录须重新设置。"
    )
    done = _("两步验证已清除。")
    return _asked(request, pk, ReasonForm, people.reset_second_factor, (_("清除两步验证"), done, lead))


@require_http_methods(["GET", "POST"])
@page(Act.MANAGE_PEOPLE)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's name."""
    return _asked(request, pk, NameForm, people.rename, (_("修改姓名"), _("姓名已保存。"), ""))


@require_http_methods(["GET", "POST"])
@page(Act.MANAGE_PEOPLE)
def other_body(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the other body where a person practises."""
    said = (_("在其他机构执业"), _("执业情况已保存。"), "")
    return _asked(request, pk, OtherBodyForm, competence.declare_other_body, said)


@require_http_methods(["GET", "POST"])
@page(Act.MANAGE_QUALIFICATIONS)
def qualify(request: HttpRequest, pk: int) -> HttpResponse:
    """Authorise a person for modes of a scheme."""

    def act(*, grade: str, **given: Any) -> None:  # noqa: ANN401 - what the form holds.
        competence.qualify(grade=Grade(grade) if grade else None, **given)

    return _asked(request, pk, QualificationForm, act, (_("授予能力授权"), _("能力授权已记录。"), ""))


@require_http_methods(["GET", "POST"])
@page(Act.MANAGE_QUALIFICATIONS)
def end_qualification(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """End an authorisation before its last day, with the reason."""
    found = person_or_404(pk).qualifications.select_related("person").filter(pk=row).first()
    if found is None:
        raise Http404

    def act(*, person: Person, **given: Any) -> None:  # noqa: ANN401, ARG001 - the row knows whose it is.
        competence.end_qualification(qualification=found, **given)

    return _asked(request, pk, ReasonForm, act, (_("提前终止能力授权"), _("能力授权已终止。"), ""))


@require_http_methods(["GET", "POST"])
@page(Act.MANAGE_PEOPLE)
def add_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a person works or worked for an enterprise."""

    def act(*, kind: str, **given: Any) -> None:  # noqa: ANN401 - what the form holds.
        competence.record_tie(kind=TieKind(kind), **given)

    return _asked(request, pk, TieForm, act, (_("记录与企业的关系"), _("与企业的关系已记录。"), ""))


@require_http_methods(["GET", "POST"])
@page(Act.MANAGE_PEOPLE)
def end_tie(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Say when a tie ended."""
    found = person_or_404(pk).ties.filter(pk=row).first()
    if found is None:
        raise Http404

    def act(*, person: Person, **given: Any) -> None:  # noqa: ANN401, ARG001 - the row knows whose it is.
        competence.end_tie(tie=found, **given)

    return _asked(request, pk, EndTieOfForm, act, (_("关系已结束"), _("结束日期已记录。"), ""))


def _asked(
    request: HttpRequest, pk: int, form: type[Form], act: Callable[..., object], said: tuple[str, str, str]
) -> HttpResponse:
    """The page of one form about a person; `said` is its title, what is said when it is done, and a lead."""
    person = person_or_404(pk)
    title, done, lead = said
    initial = {"name": person.name, "other_body": person.other_body}
    return ask(
        request,
        "desk/people_form.html",
        form(request.POST or None, initial=initial),
        lambda given: act(by=person_of(request), at=timezone.now(), person=person, **given),
        done=done,
        back=_back(person),
        context={"title": title, "person": person, "lead": lead},
    )


def _back(person: Person) -> str:
    return reverse("desk-person", args=[person.pk])


_ONE = "people/<int:pk>/"
urlpatterns = [
    path(f"{_ONE}role/", role, name="desk-person-role"),
    path(f"{_ONE}access/", access, name="desk-person-access"),
    path(f"{_ONE}sessions/end/", end_sessions, name="desk-person-sessions-end"),
    path(f"{_ONE}keys/<int:row>/end/", end_key, name="desk-person-key-end"),
    path(f"{_ONE}deactivate/", deactivate, name="desk-person-deactivate"),
    path(f"{_ONE}second-factor/", second_factor, name="desk-person-second-factor"),
    path(f"{_ONE}name/", rename, name="desk-person-name"),
    path(f"{_ONE}other-body/", other_body, name="desk-person-body"),
    path(f"{_ONE}qualifications/", qualify, name="desk-person-qualify"),
    path(f"{_ONE}qualifications/<int:row>/end/", end_qualification, name="desk-person-qualification-end"),
    path(f"{_ONE}ties/", add_tie, name="desk-person-tie"),
    path(f"{_ONE}ties/<int:row>/end/", end_tie, name="desk-person-tie-end"),
]
