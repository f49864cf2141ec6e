# SPDX-License-Identifier: Apache-2.0
"""Administrators keep people, roles, authorisations and editions by programs as by pages."""

import pytest

from tests.adopting import PARAMETERS, adopt, content
from tests.api.programs import program
from tests.cast import SCHEME, USCC_A, USCC_B
from zhuoping.core.authority import Role
from zhuoping.records.models import AdoptedEdition, Invitation, RoleHolding

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(cast):
    return program(cast.tan)


def roles_in(answer):
    assert answer.status_code == 200, answer.content.decode()
    return [each["role"] for each in answer.json()["roles"]]


def test_roles_are_given_and_ended(cast, administrator):
    place = f"/people/{cast.lin.pk}/roles"

    given = roles_in(administrator.post(place, {"role": "reviewer"}))
    ended = roles_in(administrator.delete(f"{place}/auditor"))

    assert (given, ended) == (["auditor", "reviewer"], ["reviewer"])


def test_person_is_shut_out_and_let_in_again(cast, administrator):
    place, auditor = f"/people/{cast.lin.pk}", program(cast.lin)

    administrator.post(f"{place}/deactivate", {"reason": "离职"})
    out = auditor.get("/me").status_code
    administrator.post(f"{place}/reactivate")

    assert (out, auditor.get("/me").status_code, program(cast.lin).get("/me").status_code) == (401, 401, 200)


def test_name_other_body_and_sign_in_are_kept(cast, administrator):
    place = f"/people/{cast.lin.pk}"

    administrator.put(f"{place}/name", {"name": "林一"})
    administrator.put(f"{place}/other-body", {"other_body": "他院"})
    unlocked = administrator.post(f"{place}/unlock").status_code
    reset = administrator.post(f"{place}/second-factor/reset", {"reason": "丢失"}).status_code

    person = administrator.get(place).json()
    assert (person["name"], person["other_body"], unlocked, reset) == ("林一", "他院", 200, 200)


def test_authorisation_is_given_and_ended(cast, administrator):
    adopt(cast.tan)
    place = f"/people/{cast.zhou.pk}/qualifications"
    given = {"scheme": SCHEME, "modes": ["I"], "from_on": "2026-01-01", "until_on": "2027-12-31"}

    row = administrator.post(place, {**given, "grade": "senior", "registration": "SC-1"}).json()
    administrator.post(f"{place}/{row['id']}/end", {"reason": "调岗"})

    (listed,) = administrator.get(place).json()
    assert listed == {**row, "is_ended": True}
    assert {key: row[key] for key in given} == given


def test_tie_is_recorded_and_ended_once(cast, administrator):
    place = f"/people/{cast.lin.pk}/ties"
    given = {"uscc": USCC_A, "kind": "consulted", "from_on": "2025-01-01"}

    row = administrator.post(place, given).json()
    ended = administrator.post(f"{place}/{row['id']}/end", {"until_on": "2026-01-01", "reason": "离职证明"})
    again = administrator.post(f"{place}/{row['id']}/end", {"until_on": "2026-01-02", "reason": "改期"})

    assert ended.json() == {**row, "until_on": "2026-01-01"}
    assert (again.status_code, again.json()["problems"][0]["code"]) == (422, "tie-over")
    assert administrator.get(place).json() == [ended.json()]


def test_row_of_another_person_is_not_there(cast, administrator):
    row = cast.lin.qualifications.get().pk

    answer = administrator.post(f"/people/{cast.sun.pk}/qualifications/{row}/end", {"reason": "x"})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=LIN@body", ["林审查"]),
        ("q=周复", ["周复核"]),
        ("role=auditor", ["孙审查", "林审查"]),
        ("role=client-user", ["乙家电股份有限公司经办人", "甲泵业有限公司经办人"]),
    ],
)
def test_people_are_found_by_name_address_and_role(cast, administrator, query, names):
    assert [each["name"] for each in administrator.get(f"/people?{query}").json()["items"]] == names


def test_list_of_people_takes_as_many_queries_for_three_as_for_one(
    cast, administrator, django_assert_num_queries
):
    administrator.get("/me")
    taken = []
    for limit in (1, 3):
        with django_assert_num_queries(7):
            taken.append(len(administrator.get(f"/people?limit={limit}").json()["items"]))

    assert taken == [1, 3]


def test_staff_is_invited_renewed_and_the_old_link_is_dead(cast, administrator, client):
    given = {"email": "neu@body.example", "name": "新人", "roles": ["auditor"]}
    first = administrator.post("/invitations", given).json()

    second = administrator.post(f"/invitations/{first['id']}/renew").json()

    pages = [
        client.get(each["link"].removeprefix("http://testserver")).status_code for each in (first, second)
    ]
    assert (first["roles"], first["client"], pages) == (["auditor"], None, [404, 200])
    assert administrator.post(f"/invitations/{first['id']}/withdraw").json() == {"withdrawn": first["id"]}


@pytest.mark.parametrize("email", ["nobody", "a@b", "x@y.example\nBcc: z@y.example"])
def test_invitation_to_no_address_is_refused(administrator, email):
    answer = administrator.post("/invitations", {"email": email, "name": "x", "roles": ["auditor"]})

    assert answer.status_code == 422
    assert Invitation.objects.count() == 0


def test_client_invites_its_own_and_ends_who_acts_for_it(cast):
    own, other = program(cast.alice), program(cast.bob)
    made = own.post(f"/clients/{USCC_A}/invitations", {"email": "n@a.example", "name": "新"}).json()
    place = f"/invitations/{made['id']}/renew"

    strangers = [other.post(f"/clients/{uscc}{place}").status_code for uscc in (USCC_A, USCC_B)]
    ended = own.delete(f"/clients/{USCC_A}/people/{cast.alice.pk}").status_code

    assert (made["client"], strangers, ended) == (USCC_A, [404, 404], 200)
    assert own.get(f"/clients/{USCC_A}").status_code == 401
    assert other.delete(f"/clients/{USCC_B}/people/{cast.alice.pk}").status_code == 404


def test_edition_is_adopted_from_its_file_and_ended(cast, administrator):
    texts = {key: str(value) for key, value in PARAMETERS.items()}
    given = {"content": content().decode(), "overlay_en": content("2025.en.yaml").decode()}

    made = administrator.post("/editions", {**given, "parameters": texts}).json()
    shown = administrator.get(f"/editions/{made['id']}").json()
    ended = administrator.post(f"/editions/{made['id']}/end", {"reason": "有新版"}).json()

    assert (made["scheme"], made["edition"], made["ended_at"]) == (SCHEME, "2025", None)
    assert {key: shown["parameters"][key] for key in texts} == texts
    assert AdoptedEdition.objects.get().content == content()
    assert ended["ended_at"] is not None


def test_edition_without_the_bodys_values_is_refused_with_their_places(administrator):
    answer = administrator.post("/editions/shipped", {"scheme": SCHEME, "edition": "2025", "parameters": {}})

    assert answer.status_code == 422
    assert {each["code"] for each in answer.json()["problems"]} == {"parameter-not-set"}


def test_shipped_editions_are_listed_and_others_are_not_there(administrator):
    listed = administrator.get("/editions/shipped").json()
    answer = administrator.post("/editions/shipped", {"scheme": SCHEME, "edition": "1999", "parameters": {}})

    assert {"scheme": SCHEME, "edition": "2025"} in listed
    assert answer.status_code == 404


def test_last_administrator_cannot_end_themselves(cast, administrator):
    answer = administrator.delete(f"/people/{cast.tan.pk}/roles/administrator")

    assert answer.json()["problems"][0]["code"] == "last-administrator"
    assert RoleHolding.objects.filter(role=Role.ADMINISTRATOR, ended_at=None).exists()
