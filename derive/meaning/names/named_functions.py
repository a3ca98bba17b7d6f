"""Functions that a page defines: `J(v_c, o, U) = ...`, of its formal names, each a number, an array, an index or a sequence.

Comes in: the call on the left and the expression on the right. Goes out: the scope with the function. A formal name that the page declares
is what it declares, unless the expression has a meaning only for a number. Raises what elaboration raises.
"""

from __future__ import annotations

import re
from dataclasses import replace

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.calls import barred, calls_in, grouped
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.names.scope import (
    SQUARED,
    Function,
    MeaningError,
    NotSupported,
    Parameter,
    Scope,
    Undeclared,
    is_command,
    names_in,
    spelled,
    square_root,
)
from derive.reading.syntax import Group, Name, Node, Number, Product, Scripted
from derive.terms.term import Symbol, Term, index, real, replace_symbol


def define_function(scope: Scope, source: str, names: dict[str, Term], call: tuple[str, Group], body: Node, in_text: bool) -> Function:
    """`J(v_c, o, U) = ...`: a function of its formal names; the bare name is the call with the formal names."""
    name, bracket = call
    numbers = _called_with_entries(scope, source, name, bracket, body)
    shadowed = set[str]()
    try:
        parameters, value, inner = _read_function(scope.without(numbers), source, names, bracket, body)
    except IllTyped as why:
        inner = scope.without(numbers)
        parameters = _parameters(Elaborator(inner, source, dict(names)), inner, bracket, body)
        applied = {head for n in names_in(body) if isinstance(n, Product) for head, _ in calls_in(n)} & {p.name for p in parameters}
        if applied:
            shown = f"`{sorted(applied)[0]}` is applied to something in what `{name}` is; functions of functions are not judged"
            raise NotSupported(shown, body.span) from why
        vectors = {p.name for p in parameters if p.kind == "array"}
        letters = {x for x in vectors if _only_entries(source, x)}  # beside x_1, ..., x_n the x of `f(x) = x^2` is a number
        if not letters and len(parameters) == 1 and not in_text:
            shadowed = vectors  # nor has `f(x) = 1 / (1 + e^{-x})` another meaning beside a vector x
        if not letters | shadowed:
            raise
        numbers |= letters
        try:
            parameters, value, inner = _read_function(scope.without(numbers | shadowed), source, names, bracket, body)
        except (IllTyped, MeaningError):
            if letters:
                raise
            raise why from None
    if value.ones or value.grid is not None:
        arrays.settled(value)
    scope.definitions.update({s: d for s, d in inner.definitions.items() if s not in scope.definitions})
    for p in parameters:
        if p.name in numbers and p.value is not None and not _stands_for_all(source, p.name):
            scope.beside.setdefault(p.name, p.value)  # without a subscript it is this number from here on
    function = Function(name, parameters, replace(value, literal=False), barred=barred(bracket.body))
    add_function(scope, name, function, alone=not shadowed)
    if (of_entries := _of_entries(scope, source, names, function, bracket, body)) is not None:
        add_function(scope, name, of_entries)
    return function


def _read_function(
    inner: Scope, source: str, names: dict[str, Term], bracket: Group, body: Node
) -> tuple[tuple[Parameter, ...], Value, Scope]:
    for node, *_ in grouped(bracket.body):
        inner.values.pop(f"{spelled(square_root(node) or node)}{SQUARED}", None)  # the square of a formal name is no name of its own
    elaborator = Elaborator(inner, source, dict(names))
    return _parameters(elaborator, inner, bracket, body), elaborator.value(body), inner


def _parameters(elaborator: Elaborator, inner: Scope, bracket: Group, body: Node) -> tuple[Parameter, ...]:
    return tuple(_parameter(elaborator, inner, nodes, body) for nodes in grouped(bracket.body))


def _of_entries(scope: Scope, source: str, names: dict[str, Term], whole: Function, bracket: Group, body: Node) -> Function | None:
    """The function of one number that a function of an array applies to each of its entries: `f(x) = e^{-x}` beside a vector x."""
    if whole.kinds != ("array",) or whole.parameters[0].value is None or whole.body.axes != whole.parameters[0].value.axes:
        return None
    array = whole.parameters[0].value
    try:
        parameters, value, _ = _read_function(scope.without({whole.parameters[0].name}), source, names, bracket, body)
    except (IllTyped, MeaningError):
        return None
    number = parameters[0].value
    if "D" in value.body.atoms or value.rank or number is None or number.body.op != "real":
        return None
    entries = arrays.fresh(array.axes)
    of_entry = replace_symbol(value.body, number.body.tag, array.entry(*entries))
    return replace(whole, parameters=parameters, body=replace(value, literal=False)) if of_entry is whole.body.entry(*entries) else None


def _called_with_entries(scope: Scope, source: str, name: str, bracket: Group, body: Node) -> set[str]:
    r"""The formal names that are numbers beside numbers x_1, ..., x_n: the page calls the function `p(x_i)`; its body has no entries."""
    formal = {s for nodes in grouped(bracket.body) if len(nodes) == 1 and isinstance(nodes[0], Name) and (s := spelled(nodes[0]))}
    entries = {spelled(n.base) for n in names_in(body) if isinstance(n, Scripted) and n.sub is not None}
    found = {x for x in formal - entries if x in scope.values and scope.values[x].rank == 1 and x not in scope.families}
    head = re.escape(name) if name.isalpha() and len(name) == 1 else ""
    called = rf"(?<![A-Za-z]){head}\s*(\\left|\\[bB]igg?l?)?\s*\([^()]*?(?<![A-Za-z])"
    return {x for x in found if head and _only_entries(source, x) and re.search(rf"{called}{re.escape(x)}\s*_", source)}


def _stands_for_all(source: str, name: str) -> bool:
    r"""Whether the page uses the bare name of numbers x_1, ..., x_n like the vector of them: `\|x\|`, `x^\top`, `A x`, `x = (...)`."""
    x = rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z_])"
    before = r"(\\\||\\[lr]?Vert|\\(top|intercal)\}?|\^\s*\{?T\}?|[A-Z]|\\(mathbf|boldsymbol|bm|vec|mathsf)\s*\{?|\\nabla\s*_\s*\{?|')\s*"
    after = r"\s*(\^\s*\{?\s*(\\top|\\intercal|\\mathsf|\\mathrm|T(?![A-Za-z]))|'|=\s*(\\left\s*)?[(\[]|=\s*\\begin|\\\||\\in(?![A-Za-z]))"
    return re.search(rf"{before}{x}|{x}{after}", source) is not None


def _only_entries(source: str, name: str) -> bool:
    """Whether the page declares only the entries of an array, never the array by its bare name."""
    return re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z_'])[^$;]*\\in(?![A-Za-z])", source) is None


def add_function(scope: Scope, name: str, function: Function, alone: bool = True) -> None:
    """Also under this name; the same kinds of arguments mean the same function again. alone: whether the bare name may stand for it."""
    others = [f for f in scope.functions.get(name, []) if f.signature != function.signature]
    scope.functions[name] = [*others, function]
    if alone and name not in scope.values:
        scope.bare.setdefault(name, function)


def _parameter(elaborator: Elaborator, inner: Scope, nodes: tuple[Node, ...], body: Node) -> Parameter:
    node = nodes[0]
    if len(nodes) == 1 and (root := square_root(node)) is not None:
        return replace(_parameter(elaborator, inner, (root,), body), squared=True)
    name = spelled(node)
    if len(nodes) == 3:
        first = elaborator.places.element(node)
        if first is None or first.op != "element":
            raise Undeclared(f"`{elaborator.text(node)}` begins no declared sequence", node.span)
        return Parameter("sequence", elaborator.text(node), index=first)
    if name is None:
        raise NotSupported(f"`{elaborator.text(node)}` as a formal name", node.span)
    found = elaborator.places.element(node)
    if found is not None:
        return Parameter("index", name, index=found)
    if isinstance(node, Number):
        raise NotSupported(f"the value at `{name}` alone makes no function", node.span)
    known = name in inner.values or (isinstance(node, Scripted) and spelled(node.base) in inner.values)
    if known:
        value = elaborator.value(node)
        if value.body.op not in ("real", "defined"):
            raise NotSupported(f"`{name}` as a formal name: it is no variable", node.span)
        return Parameter("array" if value.rank else "scalar", name, value=value)
    if isinstance(node, Name) and not is_command(name) and (over := elaborator.places.set_where_it_stands(name, body)) is not None:
        elaborator.names[name] = index(name, over)  # `\\pi(a) = e^{\\theta_a} / Z`: where the letter stands tells what it is
        return Parameter("index", name, index=elaborator.names[name])
    if isinstance(node, Name) and (axis := _axis_where_it_stands(elaborator, name, body)) is not None:
        inner.values[name] = Value((axis,), real(Symbol(name, (axis,)), Term("bound", (), 0)))
        return Parameter("array", name, value=inner.values[name])
    inner.values[name] = Value((), real(Symbol(name)))
    return Parameter("scalar", name, value=inner.values[name])


def _axis_where_it_stands(elaborator: Elaborator, name: str, body: Node) -> Term | None:
    r"""The axis of an undeclared formal name that stands behind a row or a matrix, `\theta^\top x` and `W x`, or turned before an array,
    `x^\top A`: as a number it would have no place there."""
    for product in (n for n in names_in(body) if isinstance(n, Product)):
        for left, right, operator in zip(product.factors, product.factors[1:], product.operators, strict=False):
            turned = isinstance(left, Scripted) and left.sup is not None and left.sub is None and spelled(left.base) == name
            turned = turned and isinstance(left, Scripted) and left.sup is not None and elaborator.scripts.is_transpose(left.sup)
            behind = isinstance(right, Name) and spelled(right) == name
            if operator not in ("", "cdot") or turned == behind:
                continue
            try:
                v = elaborator.value(right if turned else left)
            except (MeaningError, IllTyped):
                continue
            if v.wrt is None and (v.rank == 2 or (v.rank == 1 and v.row == behind)):
                return v.axes[0] if turned else v.axes[-1]
    return None
