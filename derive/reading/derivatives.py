r"""Derivatives in all their spellings, and the fractions that are none.

Comes in: a reader that stands at `\frac`, `\partial`, `\nabla` or the `d` of `d/dx`. Goes out: `Derivative` or `Fraction`.
It does not know what depends on what; that a name is the `d` of a differential is told by its place alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from derive.reading.beyond import SYMBOLIC_ORDER, beyond
from derive.reading.cursor import unexpected
from derive.reading.problems import Problem
from derive.reading.repairs import Repair
from derive.reading.syntax import Additive, Derivative, Fraction, Listing, Missing, Name, Node, Number, Product, Scripted, Span
from derive.reading.tokens import Token
from derive.reading.vocabulary import TRANSPOSES

if TYPE_CHECKING:
    from derive.reading.expressions import Reader

Extent: TypeAlias = tuple[int, int, int]  # where an argument begins and ends, and the token after it


def fraction(reader: Reader, token: Token) -> Node:
    r"""`\frac{..}{..}`: a derivative where both parts begin with ∂ or with d."""
    reader.at += 1
    above = _extent(reader, token)
    if above is None:
        return _plain(reader, token)
    below = _extent(reader, token, above[2])
    if below is None:
        return _plain(reader, token)
    if _holds_derivative(reader, *above[:2]) or _holds_derivative(reader, *below[:2]):
        return _plain(reader, token)
    if not _is_denominator(reader, below[0], below[1]):
        return _lost_below(reader, token, above, below) or _plain(reader, token)
    kind = "partial" if reader.tokens[below[0]].kind == "partial" else "d"
    start, end, _ = above
    negated = start < end and reader.tokens[start].kind == "sign" and reader.tokens[start].text == "-"
    if not _is_numerator(reader, start + negated, end):
        return _plain(reader, token) if kind == "d" else _lost_above(reader, token, above, below)
    if _is_symbolic(reader, start + negated, end):
        return _of_symbolic_order(reader, token, above, below)
    order, variables = _order_and_variables(reader, start + negated, end, below[0], below[1])
    after_sign = after_order(reader, start + negated, end)
    reader.at = below[2]
    span = reader.span(token.start)
    if after_sign < end:
        of = reader.within(after_sign, end, "argument", reader.additive)
    else:
        of = reader.body()
        span = reader.span(token.start)
    node = Derivative(kind, of, variables, order, span)
    return Additive((node,), ("-",), span) if negated else node


def _holds_derivative(reader: Reader, start: int, end: int) -> bool:
    r"""Whether a part is itself a derivative with a slash: `\frac{\partial F / \partial K}{\partial F / \partial L}`."""
    between = range(start + 1, end - 1)
    ratio = any(reader.tokens[i].text == "/" and reader.tokens[i + 1].kind == "partial" for i in between)
    return ratio and reader.tokens[start].kind == "partial"


def _plain(reader: Reader, token: Token) -> Fraction:
    numerator, denominator = reader.argument(), reader.argument()
    if isinstance(numerator, Missing) or isinstance(denominator, Missing):
        raise Problem("a fraction has nothing above or below its line", token.start)
    return Fraction(numerator, denominator, reader.span(token.start))


def _is_symbolic(reader: Reader, start: int, end: int) -> bool:
    """Whether the order of a derivative is written, and is no numeral."""
    order = [t for t in reader.tokens[start + 2 : after_order(reader, start, end)] if t.kind not in ("lbrace", "rbrace")]
    return bool(order) and all(t.kind in ("name", "num", "sign") for t in order) and any(t.kind == "name" for t in order)


def _of_symbolic_order(reader: Reader, token: Token, above: Extent, below: Extent) -> Node:
    r"""`\frac{d^n f}{dx^n}`."""
    start, end, _ = above
    after = after_order(reader, start + (reader.tokens[start].kind == "sign"), end)
    of = reader.within(after, end, "argument", reader.additive) if after < end else None
    by = reader.within(below[0] + 1, below[1], "argument", reader.product)
    reader.at = below[2]
    of = reader.body() if of is None else of
    return beyond(SYMBOLIC_ORDER, (of, by), reader.span(token.start))


def _lost_above(reader: Reader, token: Token, above: Extent, below: Extent) -> Node:
    r"""`\frac{J}{\partial x}`: a numerator that has lost its ∂."""
    if above[0] == above[1]:
        raise Problem("nothing stands above this derivative", token.start)
    by = reader.within(below[0], below[1], "argument", lambda: _variables(reader))
    if sum(len(copies(variable)) for variable in by) != 1:
        raise Problem("the numerator of this derivative has lost its ∂", token.start)
    of = reader.within(above[0], above[1], "argument", reader.additive)
    return _mended(reader, token, below[2], of, tuple(by))


def _lost_below(reader: Reader, token: Token, above: Extent, below: Extent) -> Node | None:
    r"""`\frac{\partial J}{x}`: a denominator that has lost its ∂; None where this is no derivative by a single name."""
    start = above[0]
    if start >= above[1] or reader.tokens[start].kind != "partial" or below[0] >= below[1]:
        return None
    after = after_order(reader, start, above[1])
    if after != start + 1 or any(reader.tokens[i].kind == "partial" for i in range(after, above[1])):
        return None
    by = reader.within(below[0], below[1], "argument", reader.chain)
    if not isinstance(by, Name) and not (isinstance(by, Scripted) and isinstance(by.base, Name)):
        return None
    if after == above[1]:
        reader.at = below[2]
        of = reader.body()
        return _mended(reader, token, reader.at, of, (by,))
    of = reader.within(after, above[1], "argument", reader.additive)
    return _mended(reader, token, below[2], of, (by,))


def _mended(reader: Reader, token: Token, at: int, of: Node, variables: tuple[Node, ...]) -> Derivative:
    reader.at = at
    span = reader.span(token.start)
    above, below = (reader.text[node.span.start : node.span.end] for node in (of, variables[0]))
    reader.repairs.append(Repair("lost ∂", span.start, span.end, rf"\frac{{\partial {above}}}{{\partial {below}}}"))
    return Derivative("partial", of, variables, 1, span)


def _extent(reader: Reader, token: Token, i: int | None = None) -> Extent | None:
    """Where an argument in braces begins and ends, and the token after it; None without braces."""
    i = reader.at if i is None else i
    if i >= reader.end:
        raise Problem("a fraction needs a numerator and a denominator", token.start)
    if reader.tokens[i].kind != "lbrace":
        return None
    return i + 1, reader.partner[i], reader.partner[i] + 1


def is_d(reader: Reader, i: int) -> bool:
    token = reader.tokens[i]
    return token.kind == "name" and token.text == "d"


def _is_denominator(reader: Reader, start: int, end: int) -> bool:
    if start < end and reader.tokens[start].kind == "partial":
        return True
    if end - start < 2 or not is_d(reader, start):
        return False
    if reader.tokens[start + 1].kind not in ("name", "accent", "font", "open"):
        return False
    return all(reader.tokens[i].kind not in ("sign", "op", "rel") for i in _level(reader, start, end))


def _level(reader: Reader, start: int, end: int) -> list[int]:
    """The tokens of a stretch that stand in no bracket of it, and the brackets themselves."""
    level = []
    i = start
    while i < end:
        level.append(i)
        i = max(reader.partner[i], i) + 1
    return level


def _is_numerator(reader: Reader, start: int, end: int) -> bool:
    if start >= end:
        return False
    if reader.tokens[start].kind == "partial":
        return True
    if not is_d(reader, start):
        return False
    following = reader.tokens[start + 1] if start + 1 < end else None
    return following is None or not (following.kind in ("sign", "op") or following.text == "_")


def after_order(reader: Reader, start: int, end: int) -> int:
    r"""The token after `\partial` or `\partial^2`."""
    i = start + 1
    if i < end and reader.tokens[i].kind == "script" and reader.tokens[i].text == "^":
        i += 1
        i = (reader.partner[i] if i < end and reader.tokens[i].kind == "lbrace" else i) + 1
    return i


def _order_and_variables(reader: Reader, start: int, end: int, first: int, last: int) -> tuple[int, tuple[Node, ...]]:
    order = written_order(reader, start, after_order(reader, start, end))
    found = reader.within(first, last, "argument", lambda: _variables(reader))
    return expand(order, found, reader.tokens[first])


def written_order(reader: Reader, start: int, after: int) -> int | None:
    """The order written on ∂; None where none is."""
    if after == start + 1:
        return None
    written = [token.text for token in reader.tokens[start + 2 : after] if token.kind not in ("lbrace", "rbrace")]
    if len(written) == 1 and written[0].isdecimal() and 1 <= int(written[0][:3]) <= 9:
        return int(written[0])
    raise Problem("the order of this derivative is not a number from 1 to 9", reader.tokens[start].start)


def _variables(reader: Reader) -> list[Node]:
    """The things after each ∂ (or d) of a denominator."""
    variables: list[Node] = []
    while reader.at < reader.end:
        token = reader.peek()
        if token.kind != "partial" and not is_d(reader, reader.at):
            raise Problem("every variable below a derivative needs its own ∂ or d", token.start)
        reader.at += 1
        factors: list[Node] = []
        while reader.at < reader.end and reader.kind() != "partial" and not (factors and is_d(reader, reader.at)):
            factors.append(reader.factor())
        if not factors:
            raise Problem("no variable stands after this ∂", token.start)
        span = Span(factors[0].span.start, factors[-1].span.end)
        variables.append(factors[0] if len(factors) == 1 else Product(tuple(factors), ("",) * (len(factors) - 1), span))
    return variables


def expand(order: int | None, variables: list[Node], token: Token) -> tuple[int, tuple[Node, ...]]:
    r"""One variable for each order: (x, x) for `\partial x^2`, (w, w) for `\partial w \partial w^\top`."""
    if order in (None, 1) and len(variables) == 1:
        return 1, tuple(variables)
    expanded: list[Node] = []
    for variable in variables:
        expanded.extend(copies(variable))
    if order is None:
        order = len(expanded)
    if order == len(variables) < len(expanded):
        expanded = variables  # `\partial^2 f / \partial \mu \partial \sigma^2`, by the square
    if order != len(expanded):
        raise Problem(f"the order above is {order}, but {len(expanded)} variables stand below", token.start)
    return order, tuple(expanded)


def copies(variable: Node) -> list[Node]:
    if not isinstance(variable, Scripted) or variable.sup is None:
        return [variable]
    sup = variable.sup
    scripted = variable.sub is not None or variable.primes > 0
    bare = Scripted(variable.base, variable.sub, None, variable.primes, variable.span) if scripted else variable.base
    if isinstance(sup, Number) and sup.text.isdecimal() and 1 <= int(sup.text[:3]) <= 9:
        return [bare] * int(sup.text)
    if isinstance(sup, Name) and sup.text in TRANSPOSES:
        return [bare]
    return [variable]


def nabla(reader: Reader, token: Token) -> Node:
    r"""`\nabla_x f`, `\nabla^2 f`: acts on what follows to the next + or -. `\nabla\nabla f` and `\nabla_x \nabla_x^\top f` are the second
    derivatives by one variable."""
    by, order, turned = _nabla_scripts(reader)
    before = reader.at
    if order == 1 and not turned and reader.kind() == "nabla":
        other, more, turned = _nabla_scripts(reader)
        if more == 1 and other == by and (turned or by is None):
            order, turned = 2, False
        else:
            reader.at, turned = before, False
    if turned:
        raise unexpected(reader.tokens[reader.at - 1], reader.text)
    variables = () if by is None else by.items if isinstance(by, Listing) and by.separator == "," else (by,) * order
    return Derivative("nabla", reader.body(), variables, order, reader.span(token.start))


def _nabla_scripts(reader: Reader) -> tuple[Node | None, int, bool]:
    """The variables below a nabla, its order, and whether it is transposed."""
    reader.at += 1
    by: Node | None = None
    order, turned = 1, False
    while reader.kind() == "script":
        script = reader.peek()
        reader.at += 1
        argument = reader.argument()
        if script.text == "_":
            by = argument
        elif isinstance(argument, Number) and argument.text.isdecimal() and 1 <= int(argument.text[:3]) <= 9:
            order = int(argument.text)
        elif isinstance(argument, Name) and argument.text in TRANSPOSES:
            turned = True
        else:
            raise unexpected(script, reader.text)
    return by, order, turned
