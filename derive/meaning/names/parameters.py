r"""What a page says of the parameters of a function that it defines: `$f(x) = \max(\alpha x, x)$ where $0 < \alpha < 1$`.

Comes in: a definition of the text, and the bounds that stand behind it. Goes out: the bounds that hold from there on, because they speak
of nothing but numbers that only the definition has introduced: no argument of the function, and no name that is declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from derive.meaning.names.definitions import call_of
from derive.meaning.names.scope import Scope, names_in, spelled
from derive.reading.syntax import Chain, Name, Node, Number

LOW = re.compile(r"(?<![\w.])(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?P<sign><=?|≤)\s*$")
HIGH = re.compile(r"^\s*(?P<sign><=?|≤)\s*(?P<number>[0-9]+(?:\.[0-9]+)?)(?![\w(])")
SIGNS = {"<": "<", "<=": "<=", "≤": "<="}
BOUNDS = frozenset({"<", "<=", ">", ">=", "!="})


def of_definition(scope: Scope, name: Node, body: Node) -> frozenset[str]:
    """The names in the body of a definition that stand for numbers of which nothing is declared."""
    call = call_of(name)
    formal = {spelled(n) for n in names_in(call[1].body)} if call else {spelled(name)}
    names = (s for n in names_in(body) if isinstance(n, Name) and (s := spelled(n)) is not None)
    return frozenset(n for n in names if n not in formal and not scope.known(n) and n not in scope.letters)


def bounds(node: Node, parameters: frozenset[str]) -> bool:
    """Whether a relation does nothing but bound such a number by numerals, or by another one."""
    if not isinstance(node, Chain) or not set(node.relations) <= BOUNDS or not all(isinstance(o, Name | Number) for o in node.operands):
        return False
    names = [spelled(o) for o in node.operands if isinstance(o, Name)]
    return bool(names) and all(n in parameters for n in names)


def all_bounds(nodes: Iterable[Node], parameters: frozenset[str]) -> bool:
    return all(bounds(node, parameters) for node in nodes)


def between_numerals(before: str, node: Node | None, after: str) -> Chain | None:
    r"""`0 < $\alpha$ < 1`, where only the letter is a formula: the whole chain."""
    low, high = LOW.search(before), HIGH.match(after)
    if not isinstance(node, Name) or low is None or high is None:
        return None
    ends = tuple(Number(m.group("number"), node.span) for m in (low, high))
    return Chain((ends[0], node, ends[1]), (SIGNS[low.group("sign")], SIGNS[high.group("sign")]), node.span)
