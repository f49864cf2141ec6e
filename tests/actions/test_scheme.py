# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
from decimal import Decimal

import pytest

from tests.adopting import PARAMETERS, adopt, content
from tests.cast import NOW, SCHEME
from zhuoping.actions import scheme
from zhuoping.core.problems import Refused
from zhuoping.records.models import AdoptedEdition, LedgerEntry
from zhuoping.records.values import scheme_of


def codes(refused):
    return [each.code for each in refused.value.problems]


def entries():
    return [
        (each.action, each.subject, json.loads(each.body))
        for each in LedgerEntry.objects.order_by("sequence")
    ]


def changed(old, new):
    assert content().count(old) >= 1
    return content().replace(old, new, 1)


def test_edition_is_kept_byte_for_byte_with_the_values_of_the_body(cast):
    row = adopt(cast.tan)

    row.refresh_from_db()
    digest = hashlib.sha256(content()).hexdigest()
    assert (row.scheme, row.edition, row.digest, row.adopted_by) == (SCHEME, "2025", digest, cast.tan)
    assert (bytes(row.content), bytes(row.overlay_en)) == (content(), content("2025.en.yaml"))
    body = {
        "scheme": SCHEME,
        "edition": "2025",
        "digest": digest,
        "overlay_en": hashlib.sha256(content("2025.en.yaml")).hexdigest(),
        "parameters": {
            "certificate.number_pattern": "SC-{year}-{serial:05}-{cycle}",
            "person_days.base": {"decimal": "3"},
            "person_days.per_product_family": {"decimal": "0.5"},
            "person_days.most_reduction_share": {"decimal": "0.3"},
        },
        "replaces": None,
    }
    assert entries() == [("edition.adopted", f"adoptededition:{row.pk}", body)]


def test_adopted_edition_is_read_with_exact_values_and_in_both_languages(cast):
    row = AdoptedEdition.objects.get(pk=adopt(cast.tan, **{"surveillance.alarm_days": (60, 30)}).pk)

    chinese, english = scheme_of(row), scheme_of(row, "en")

    values = {key: chinese.parameters[key].value for key in (*PARAMETERS, "surveillance.alarm_days")}
    assert values == {**PARAMETERS, "surveillance.alarm_days": (60, 30)}
    assert type(values["person_days.base"]) is Decimal
    assert english.parameters["person_days.base"].value == Decimal(3)
    assert (chinese.language, english.language) == ("zh", "en")


def test_whole_number_and_decimal_and_truth_are_not_taken_for_each_other(cast):
    first = adopt(cast.tan, **{"person_days.base": 1})
    second = adopt(cast.tan, **{"person_days.base": Decimal("1.0")})

    read = [scheme_of(row).parameters["person_days.base"].value for row in (first, second)]

    assert [(type(value), str(value)) for value in read] == [(int, "1"), (Decimal, "1.0")]


def test_edition_is_read_without_values_as_its_file_has_it():
    assert scheme.read_edition(content()).parameters["person_days.base"].value is None


def test_what_waits_for_the_body_has_to_be_set(cast):
    with pytest.raises(Refused) as refused:
        scheme.adopt(by=cast.tan, at=NOW, content=content(), body_parameters={})

    assert codes(refused) == ["parameter-not-set"] * 4
    assert [each.path for each in refused.value.problems] == [
        "parameters.certificate.number_pattern",
        "parameters.person_days.base",
        "parameters.person_days.per_product_family",
        "parameters.person_days.most_reduction_share",
    ]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("bonus.points", 2, "parameter-not-for-body"),
        ("validity.years", 5, "parameter-not-for-body"),
        ("no.such", 1, "parameter-unknown"),
        ("person_days.most_reduction_share", Decimal("1.1"), "parameter-value"),
    ],
)
def test_values_that_the_body_may_not_set_are_refused(cast, key, value, code):
    with pytest.raises(Refused) as refused:
        adopt(cast.tan, **{key: value})

    assert codes(refused) == [code]
    assert not AdoptedEdition.objects.exists()


@pytest.mark.parametrize("name", ["ma", "lin", "ou", "alice"])
def test_nobody_but_an_administrator_adopts_or_ends(cast, edition, name):
    for act in (
        lambda: adopt(getattr(cast, name), **{"person_days.base": 9}),
        lambda: scheme.end(by=getattr(cast, name), at=NOW, edition=edition, reason="试试"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["not-allowed-role"]


def test_same_edition_with_the_same_values_is_adopted_once(cast, edition):
    with pytest.raises(Refused) as refused:
        adopt(cast.tan)

    assert codes(refused) == ["edition-adopted"]
    assert AdoptedEdition.objects.count() == 1


def test_same_edition_with_other_values_takes_the_place_of_the_former(cast, edition):
    row = adopt(cast.tan, **{"person_days.base": Decimal(4)})

    edition.refresh_from_db()
    assert (edition.ended_at, row.ended_at) == (NOW, None)
    assert scheme_of(edition).parameters["person_days.base"].value == 3
    assert entries()[-1][2]["replaces"] == edition.pk


def test_other_bytes_under_the_name_of_an_adopted_edition_are_refused_even_after_its_end(cast, edition):
    scheme.end(by=cast.tan, at=NOW, edition=edition, reason="停用")

    with pytest.raises(Refused) as refused:
        scheme.adopt(by=cast.tan, at=NOW, content=content() + b"\n# changed\n", body_parameters=PARAMETERS)

    assert codes(refused) == ["edition-altered"]


def test_ended_edition_may_be_adopted_again(cast, edition):
    scheme.end(by=cast.tan, at=NOW, edition=edition, reason="停用")

    assert adopt(cast.tan).ended_at is None


def test_edition_with_faults_is_refused_with_all_of_them(cast):
    text = changed(b"in_force_on: ", b"in_force_on: never # ").replace(b"language: zh", b"language: 7", 1)

    with pytest.raises(Refused) as refused:
        scheme.adopt(by=cast.tan, at=NOW, content=text, body_parameters=PARAMETERS)

    assert {each.path for each in refused.value.problems} == {"language", "in_force_on"}


def test_english_words_that_change_a_fact_are_refused(cast):
    with pytest.raises(Refused) as refused:
        scheme.adopt(
            by=cast.tan, at=NOW, content=content(), overlay_en=b"points: 7\n", body_parameters=PARAMETERS
        )

    assert refused.value.problems
    assert not AdoptedEdition.objects.exists()


def test_edition_is_ended_once_with_a_reason(cast, edition):
    with pytest.raises(Refused) as refused:
        scheme.end(by=cast.tan, at=NOW, edition=edition, reason=" ")
    for _ in range(2):
        scheme.end(by=cast.tan, at=NOW, edition=edition, reason=" 新版实施 ")

    edition.refresh_from_db()
    assert codes(refused) == ["reason-missing"]
    assert edition.ended_at == NOW
    assert entries()[1:] == [("edition.ended", f"adoptededition:{edition.pk}", {"reason": "新版实施"})]
