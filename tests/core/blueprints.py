# SPDX-License-Identifier: Apache-2.0
"""Blueprints for tests: of a pump maker's repair, in plain values."""

from zhuoping.core.blueprint import read_blueprint

ARRIVAL = {"name": "到达时间", "target": "24", "bound": "at-most", "unit": "h", "tolerance": "2"}
UNIFORM = {"name": "着装", "target": "着工装、戴工牌", "bound": "equal", "unit": "", "tolerance": ""}


def stage(title="上门维修", **changes):
    """A stage in plain values, all of it filled in."""
    values = {
        "title": title,
        "customer": ["开门，说明故障"],
        "contacts": [{"text": "维修工", "characteristics": [ARRIVAL, UNIFORM]}],
        "backstage": ["派工", "备件出库"],
        "support": ["客户信息系统"],
    }
    return values | changes


def plain(*stages):
    """A whole drawing in plain values; two stages unless others are given."""
    return {
        "stages": list(stages) or [stage("报修", contacts=[{"text": "热线", "characteristics": []}]), stage()]
    }


def drawn(*stages):
    """The same as a value."""
    return read_blueprint(plain(*stages))
