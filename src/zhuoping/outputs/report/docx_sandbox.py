# SPDX-License-Identifier: Apache-2.0
"""What the tags of a Word template may do: name parts of the content, ask, repeat and filter; and how much of it.

A template can ask for more than any machine can give in a single line. So everything that grows (texts, lists, loops)
is paid for from one allowance, and calls and arithmetic, which could grow unpaid, are not there.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, Final

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from zhuoping.outputs.report.docx_text import clean_text

# Characters written or looked at; the largest reports take a third of it.
WORK_LIMIT = 30_000_000
# A step of a template or an item of a list takes the time and memory of so many characters.
_STEP = 10
# Names that no template can write.
_STEPS, _HELD = " steps", " held"

# What a layout needs; `safe` would let text become markup, the others that are missing grow numbers or lists unpaid.
FILTERS: Final = (
    "abs",
    "capitalize",
    "count",
    "default",
    "e",
    "escape",
    "first",
    "float",
    "groupby",
    "int",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "select",
    "selectattr",
    "sort",
    "string",
    "title",
    "trim",
    "truncate",
    "unique",
    "upper",
)


class TooMuchWorkError(SecurityError):
    """A template asks for more than the allowance."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of the tags of one report."""

    # Figures of the content are worded already: a layout has nothing to compute.
    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_as_written)
        self._left = WORK_LIMIT
        self.globals.clear()
        self.filters = {name: self._paid_filter(self.filters[name]) for name in FILTERS}
        self.filters |= {_STEPS: self._steps, _HELD: self._held}
        self.tests = {name: self._paid_test(test) for name, test in self.tests.items()}

    def call_binop(self, context: object, operator: str, left: object, right: object) -> Any:  # noqa: ANN401, ARG002
        """Refuse every operator that is intercepted."""
        message = f"operator {operator}"
        raise SecurityError(message)

    def call(self, *_: object, **__: object) -> Any:  # noqa: ANN401
        """Refuse every call: methods of texts make texts of any length, macros call themselves."""
        message = "f()"
        raise SecurityError(message)

    def concat(self, pieces: Iterable[str]) -> str:
        """The pieces of a document, or of a block in it, as one text."""
        kept = []
        for piece in pieces:
            self._pay(len(piece))
            kept.append(piece)
        return "".join(kept)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = _Paid().visit(super()._parse(source, name, filename))
        assert isinstance(tree, nodes.Template)  # noqa: S101 - the root is not replaced.
        tree.set_environment(self)
        return tree

    def _pay(self, amount: int) -> None:
        self._left -= amount
        if self._left < 0:
            message = f"> {WORK_LIMIT}"
            raise TooMuchWorkError(message)

    def _steps(self, values: Iterable[object], cost: int) -> Iterator[object]:
        """The values, each paid for when its turn of a loop comes."""
        for each in values:
            self._pay(cost)
            yield each

    def _held(self, value: object) -> object:
        """The value, paid for with all that is in it: lists in lists can be larger than they look."""
        waiting = [value]
        while waiting:
            each = waiting.pop()
            self._pay(_STEP + _size(each))
            if isinstance(each, list | tuple | dict):
                waiting.extend(each.values() if isinstance(each, dict) else each)
        return value

    def _paid_filter(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The filter, paid for before it runs, as what it makes can be as large as the product of its arguments."""
        value = 1 if hasattr(function, "jinja_pass_arg") else 0

        @wraps(function)
        def paid(*args: object, **named: object) -> object:
            others = sum(len(each) for each in (*args[value + 1 :], *named.values()) if isinstance(each, str))
            self._pay(_STEP + _size(args[value]) * (1 + others))
            made = function(*args, **named)
            if isinstance(made, Iterator):
                made = list(made)
            self._pay(_size(made))
            return made

        return paid

    def _paid_test(self, function: Any) -> Any:  # noqa: ANN401 - the library types its tests as any function.
        @wraps(function)
        def paid(*args: object) -> object:
            for each in args:
                self._held(each)
            return function(*args)

        return paid


class _Paid(NodeTransformer):
    """Puts the paying into a template: for every turn of a loop, every list made, every comparison."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - named after the node.
        cost = _STEP * sum(1 for _ in node.find_all(nodes.Node))
        self.generic_visit(node)
        node.iter = _filtered(node.iter, _STEPS, nodes.Const(cost))
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = _filtered(node.expr, _HELD)
        for operand in node.ops:
            operand.expr = _filtered(operand.expr, _HELD)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """`a ~ b` is paid for as the list of both, and as the text that they are joined to."""
        self.generic_visit(node)
        both = nodes.List(node.nodes, lineno=node.lineno)
        return _filtered(_filtered(both, _HELD), "join")

    def _made(self, node: nodes.Expr) -> nodes.Node:
        self.generic_visit(node)
        # What stands before “=” or after “for” is no value.
        return node if getattr(node, "ctx", "load") != "load" else _filtered(node, _HELD)

    visit_List = visit_Tuple = visit_Dict = _made  # noqa: N815


def _filtered(node: nodes.Node, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(args), [], None, None, lineno=node.lineno)


def _size(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    return _STEP * len(value) if isinstance(value, list | tuple | dict) else 0


def _as_written(value: object) -> object:
    """A text that is filled in; the library reads `{_{` in the finished document as its own sign for `{{`."""
    if not isinstance(value, str):
        return value
    escaped = clean_text(str(escape(value)))
    return Markup(escaped.replace("{_", "{&#95;").replace("_}", "&#95;}"))  # noqa: S704 - escaped just now.
