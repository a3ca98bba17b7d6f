r"""Unknown functions: `f : \mathbb{R} \to \mathbb{R}`, as smooth as the derivatives that are written of it.

Comes in: signatures (`f : A \to B`, `f \in C^1(\mathbb{R})`, "f a differentiable function") and calls. Goes out: functions in the
scope, and `call` terms. Knows functions of a fixed number of real arguments with real values; says so of any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.names.scope import Function, NotSupported, Parameter, Scope, names_in, spelled
from derive.reading.syntax import Derivative, Group, Name, Node, Number, Product, Scripted
from derive.terms.term import ONE, ZERO, Symbol, Term, integer_range, num, real

WORDS = re.compile(
    r"\b(differentiable|smooth)\b[^.;]*\bfunctions?\b|\bfunctions?\b[^.;]*\b(differentiable|smooth)\b|미분\s*가능한?[^.;]*함수|함수[^.;]*미분\s*가능"
    r"|(可微|可导|光滑)[^。;]*函数",
    re.I,
)
ELSEWHERE = re.compile(r"\b(on|over|from|defined|of (two|three|several|many|n))\b|위의|上的", re.I)
MOST_ARGUMENTS = 4
POWERS = {1: 4, 2: 3, 3: 2, 4: 1}  # the largest power of an argument in the polynomials that witnesses are looked for among


def introduced_by(words: str) -> bool:
    """Whether the words beside a name say that it is a differentiable function of a number."""
    return WORDS.search(words) is not None and ELSEWHERE.search(words) is None


def signature(scope: Scope, node: Node, domain: Node, codomain: Node, own_meaning: bool) -> None:
    r"""`f : \mathbb{R}^2 \to \mathbb{R}`; own_meaning: the name stands for a function without any declaration."""
    name = spelled(node)
    if name is None:
        raise NotSupported("only a name can stand for an unknown function", node.span)
    if own_meaning:
        advice = f"say what it is here, `${name}(x) = \\dots$`, or take another letter"
        raise NotSupported(f"`{name}` has a meaning already: {advice}", node.span)
    arity = arguments(domain)
    if not is_reals(codomain) or arity is None:
        said = "a function other than from numbers to numbers: only `\\mathbb{R}^k \\to \\mathbb{R}` with a numeral k"
        raise NotSupported(said, node.span)
    introduce(scope, name, arity)


def arguments(domain: Node) -> int | None:
    """Of how many numbers; None for another domain."""
    match domain:
        case _ if is_reals(domain):
            return 1
        case Scripted(base, None, Number(text), 0) if is_reals(base) and text.isdecimal() and 1 <= int(text[:3]) <= MOST_ARGUMENTS:
            return int(text)
        case Product(factors, operators) if set(operators) == {"times"} and all(map(is_reals, factors)) and len(factors) <= MOST_ARGUMENTS:
            return len(factors)
    return None


def is_reals(node: Node) -> bool:
    return isinstance(node, Name) and node.text == "R" and node.font in ("bb", "bf")


def smooth_functions(where: Node) -> bool:
    r"""`C^1(\mathbb{R})`, `C^\infty`."""
    match where:
        case Product((head, Group("(", inside)), ("",)):
            return is_reals(inside) and smooth_functions(head)
        case Scripted(Name("C", font=font), None, sup, 0) if sup is not None and font in ("", "cal"):
            return isinstance(sup, Number) or spelled(sup) in ("infty", "k")
    return False


def introduce(scope: Scope, name: str, arity: int) -> None:
    """The name is an unknown function of so many numbers, unless it is a function already: then this says only from where to where."""
    if name in scope.functions:
        if any(len(f.parameters) == arity for f in scope.functions[name]):
            return
        raise NotSupported(f"`{name}` is a function of another number of arguments already")
    if name in scope.values:
        raise NotSupported(f"`{name}` is declared as something else already")
    powers = integer_range(ZERO, num(POWERS[arity]))
    symbol = Symbol(name, (powers,) * arity, "function")
    formal = [scalar(real(Symbol(f"{name}°{k}"))) for k in range(arity)]
    parameters = tuple(Parameter("scalar", f"argument {k + 1}", value) for k, value in enumerate(formal))
    body = scalar(Term("call", tuple(v.body for v in formal), (symbol, (0,) * arity)))
    scope.functions[name] = [Function(name, parameters, body, symbol)]


def called(function: Function, values: tuple[Value, ...], order: int) -> Value:
    """The function, or a derivative of it, at these arguments: one of a single number acts on the entries of an array, one of k numbers
    takes a vector of k too."""
    assert function.unknown is not None
    symbol, arity = function.unknown, len(function.unknown.axes)
    if order and arity > 1:
        raise NotSupported(f"a prime on `{function.name}`, a function of {arity} arguments: write \\partial")
    for v in values:
        arrays.settled(v)
    if arity == 1 and len(values) == 1:
        return arrays.elementwise(lambda t: Term("call", (t,), (symbol, (order,))), replace(values[0], literal=False))
    if len(values) == 1 and values[0].axes == (integer_range(ONE, num(arity)),):
        values = tuple(scalar(values[0].entry(num(k + 1))) for k in range(arity))
    if len(values) != arity:
        raise IllTyped(f"`{function.name}` takes {arity} argument{'s' if arity > 1 else ''}, here it has {len(values)}")
    wrong = next((v for v in values if v.rank), None)
    if wrong is not None:
        raise IllTyped(f"`{function.name}` takes numbers, not {arrays.shape_text(wrong)}")
    return scalar(Term("call", tuple(v.body for v in values), (symbol, (0,) * arity)))


def partial(function: Function, values: tuple[Value, ...], orders: tuple[int, ...]) -> Value:
    """The partial derivative of those orders, at numbers."""
    v = called(function, values, 0)
    assert function.unknown is not None
    return replace(v, body=Term("call", v.body.args, (function.unknown, orders)))


def point(scope: Scope, sides: Iterable[Node]) -> Term | None:
    """Where functions without an argument stand (`(fg)' = f'g + fg'`): at the only variable that the step differentiates by or calls
    a function at, or at a variable of their own; None if there are several."""
    unknown = {name for name, found in scope.functions.items() if any(f.unknown is not None for f in found)}
    if not unknown:
        return None
    found: set[str] = set()
    for node in chain.from_iterable(map(names_in, sides)):
        match node:
            case Derivative(_, _, variables, _):
                found |= {spelled(v) or "" for v in variables}
            case Product(factors, operators):
                for head, bracket, operator in zip(factors, factors[1:], operators, strict=False):
                    argument = bracket.body if operator == "" and isinstance(bracket, Group) else None
                    if isinstance(argument, Name) and unknown & {*map(spelled, names_in(head))}:
                        found.add(spelled(argument) or "")
    found -= unknown
    if len(found) > 1:
        return None
    name = found.pop() if found else next((n for n in "xts" if not scope.known(n)), "x°")
    value = scope.values.get(name)
    if value is None:
        return None if scope.known(name) else real(Symbol(name))
    return value.body if not value.rank and value.body.op in ("real", "defined") else None
