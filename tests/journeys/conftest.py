# SPDX-License-Identifier: Apache-2.0
"""One running product a process of tests, and browsers for as many people as come.

`pytest tests/journeys --pictures DIR` travels in both languages and both sizes, and takes a picture of every page.
"""

import pytest

from tests.journeys.product import running
from tests.journeys.visitor import Visitor
from tests.web.browser import chromium, windows

__all__ = ["chromium"]

TRAVELS = [("zh", "desk"), ("en", "phone")]


def pytest_addoption(parser):
    parser.addoption("--pictures", metavar="DIR", help="a picture of every page of the journeys")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What travels through the product comes first: it takes longest, and one process of tests starts one product."""
    items.sort(key=lambda item: "product" not in getattr(item, "fixturenames", ()))


def pytest_generate_tests(metafunc):
    if "travel" in metafunc.fixturenames:
        pictured = metafunc.config.getoption("--pictures", None)
        travels = [*TRAVELS, ("zh", "phone"), ("en", "desk")] if pictured else TRAVELS
        metafunc.parametrize(
            "travel",
            [
                pytest.param(travel, id="-".join(travel), marks=pytest.mark.xdist_group("-".join(travel)))
                for travel in travels
            ],
        )


@pytest.fixture(scope="session")
def product(tmp_path_factory, chromium):
    """The product, started once a process of tests; not at all where there is no browser."""
    with running(tmp_path_factory.mktemp("product")) as started:
        yield started


@pytest.fixture
def come(chromium, product, pytestconfig):
    """Lets somebody come: `come("en", "phone")`. Nothing on their pages may have complained."""
    house, visitors = windows(chromium, product.address), []
    pictures = pytestconfig.getoption("--pictures", None)

    def coming(language="zh", size="desk", **more):
        visitors.append(Visitor(house, product, language, size, pictures=pictures, **more))
        return visitors[-1]

    yield coming
    for each in visitors:
        each.leave()
    assert [fault for each in visitors for fault in each.faults] == []
