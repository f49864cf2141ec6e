# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest

from tests import make
from zhuoping.core.body_parameters import body_keys, text_of_value, value_from_text


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("person_days.base", " 3.5 ", Decimal("3.5")),
        ("person_days.base", "3", 3),
        ("person_days.base", "三天", "三天"),
        ("person_days.base", "[1, 2]", "[1, 2]"),
        ("person_days.base", "{a", "{a"),
        ("person_days.base", "  ", None),
        ("certificate.number_pattern", "SC-{serial:05}-{cycle}", "SC-{serial:05}-{cycle}"),
        ("scoring.rounding", "true", "true"),
        ("prior_certificate.valid_at_decision", "false", False),
        ("surveillance.alarm_days", "90，60, 30", (90, 60, 30)),
        ("surveillance.alarm_days", "90、7", (90, 7)),
        ("surveillance.alarm_days", "90, -7", "90, -7"),
        ("surveillance.alarm_days", "９０", "９０"),
        ("no.such.key", "7", 7),
    ],
)
def test_text_becomes_the_value_that_it_says(key, text, value):
    read = value_from_text(make.edition("2025"), key, text)

    assert (type(read), read) == (type(value), value)


def test_every_value_of_the_body_comes_back_from_its_text():
    scheme = make.edition("2025")

    values = {key: scheme.parameters[key].value for key in body_keys(scheme)}

    assert {
        key: value_from_text(scheme, key, text_of_value(value)) for key, value in values.items()
    } == values
