"""Whose declaration counts: what a document says of its symbols comes before what the Given of another document says of them.

Comes in: the scope of the other documents' Givens, with the place of each declaration; and what the page itself declares, in a Given or in
its prose (`$U \\in \\mathbb{R}^{|V| \\times d}$`, "the rows of $U$ are the outside vectors"). Goes out: the scope that is meant, and a note
with both places for each difference. A matrix whose columns are a family becomes the one whose rows they are, and the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value, shape_text
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.names.scope import Function, MeaningError, Scope, names_in, spelled
from derive.meaning.names.subscripts import subscripts
from derive.reading.syntax import (
    Chain,
    Ellipsis_,
    Event,
    Formula,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Page,
    Product,
    Scripted,
    Span,
    Statement,
)
from derive.terms.polynomial import Ring
from derive.terms.term import ONE, Term, neg
from derive.terms.term import add as plus
from derive.theory.calculus import unfold


@dataclass(frozen=True, slots=True)
class Place:
    """Where another document's Given declares a name."""

    page: Page
    span: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """What the page says of a name that another document's Given says otherwise. open: proofs and witnesses about the name may rest on
    what the other one says."""

    name: str
    message: str
    span: Span
    place: Place
    open: bool = False


Places = Mapping[str, Place]
BETWEEN_SIZES = frozenset({"times", "*", "ast", "cdot"})  # `\\mathbb{R}^{n * d}` is a matrix too: nobody writes a number of entries so
OTHER = "⟨other⟩"  # where a message names the other place
COUNTS = "what stands here counts"

OF = re.compile(r"\b(?P<kind>row|column)s?\b(?:[ \t]+\S{1,24})?[ \t\n]+of[ \t\n]+(?:the[ \t\n]+)?(?:matrix[ \t\n]+)?[$(\\ ]*$", re.I)
IN_KOREAN = re.compile(r"^[$)\\ ]*(?:행렬)?의\s*(?:각\s*)?(?P<kind>행|열)")
AS = re.compile(
    r"^[^.;]{0,160}?\b(?:as|whose|with|by|in|along|per|are|is|has)\b(?:[ \t\n]+(?:its|the|a|each|separate|different))*[ \t\n]+"
    r"(?P<kind>row|column)s?\b(?![ \t\n]+vector)",
    re.I,
)
AS_KOREAN = re.compile(r"^[^.;]{0,80}?(?P<kind>행|열)\s*(?:로|에|벡터로|이)")
BREAK = re.compile(r"[.;!?]\s|\n\s*\n|^[-*#]\s", re.M)
KINDS = {"row": "rows", "행": "rows", "column": "columns", "열": "columns"}


def subject(node: Node, places: Places, scope: Scope) -> str | None:
    """The name of another document's Given that a declaration is about: on the left of `\\in` and `=`, not on both sides."""
    match node:
        case Chain((left, right), ("in" | "=" | ":=",)):
            if isinstance(left, Product) and isinstance(left.factors[0], Name | Scripted):
                left = left.factors[0]  # `J(v_c, o, U) = ...`
            name = _declared(left, places, scope)
            return name if name is not None and name not in {spelled(n) for n in names_in(right)} else None
    return None


def _declared(left: Node, places: Places, scope: Scope) -> str | None:
    whole = spelled(left)
    if whole in places:
        return whole
    if not isinstance(left, Scripted) or left.sup is not None or left.sub is None:
        return None
    base = spelled(left.base)
    if base not in places or base not in scope.values or not scope.values[base].rank:
        return None
    if any(spelled(n) in scope.indices or isinstance(n, Number) for n in subscripts(left.sub, 2)):
        return None  # the name of an entry, not of the array
    return base


def settled(scope: Scope, before: Scope, span: Span, place: Place, name: str) -> Difference | None:
    """After the page declared a name: what it leaves as it was, it leaves; where it differs, it counts, and the difference is told."""
    old, new = before.values.get(name), scope.values.get(name)
    if old is None or new is None:
        return _settled_function(scope, before, name, span, place)
    own = _is_own(new, name)
    defined = scope.definitions.get(new.body.tag) is not before.definitions.get(old.body.tag)
    if (own or (new.body is old.body and not defined)) and (new.axes, new.row) == (old.axes, old.row):
        _restore(scope, before, name)
        return None
    if own and _turns(old, new.axes):
        turn(scope, name, old)
        return Difference(name, differing(name, new, old), span, place)
    if (new.axes, new.row) != (old.axes, old.row):
        tied = not own and not _is_own(old, name) and new.body.op == old.body.op == "real" and new.body.tag == old.body.tag
        return Difference(name, differing(name, new, old), span, place, open=not tied)
    if same_terms(scope, scope.definitions.get(new.body.tag), before.definitions.get(old.body.tag)):
        _restore(scope, before, name)
        return None
    return Difference(name, f"`{name}` is declared here otherwise than in {OTHER}: {COUNTS}", span, place)


def _settled_function(scope: Scope, before: Scope, name: str, span: Span, place: Place) -> Difference | None:
    old, new = before.functions.get(name), scope.functions.get(name)
    if not old or not new or any(f.kinds == new[-1].kinds and same_terms(scope, f.body.body, new[-1].body.body) for f in old):
        return None
    return Difference(name, f"`{name}` is defined here and in {OTHER}: {COUNTS}", span, place)


def same_terms(scope: Scope, one: Term | None, other: Term | None) -> bool:
    """Whether two definitions are the same up to the order of sums and products."""
    if one is None or other is None:
        return one is other
    a, b = unfold(one, scope.definitions), unfold(other, scope.definitions)
    return a is b or not Ring().of(plus(a, neg(b)))


def differing(name: str, new: Value, old: Value) -> str:
    return f"`{name}` is {shape_text(new)} here, {shape_text(old)} in {OTHER}: {COUNTS}"


def _is_own(v: Value, name: str) -> bool:
    return v.body.op == "real" and bool(v.body.tag.name == name)


def _turns(old: Value, axes: tuple[Term, ...]) -> bool:
    """Whether the old matrix is that of a family's vectors, and the axes are its own turned round."""
    return old.rank == 2 and axes == old.axes[::-1] and axes != old.axes and old.body.op == "real"


def _restore(scope: Scope, before: Scope, name: str) -> None:
    for table in ("values", "families", "functions", "bare", "defined", "alternatives"):
        mine, theirs = getattr(scope, table), getattr(before, table)
        if name in theirs:
            mine[name] = theirs[name]
    scope.definitions.update({s: d for s, d in before.definitions.items() if s.name == name})


def turn(scope: Scope, name: str, old: Value) -> None:
    """The matrix turned round, also where it is the formal name of a function."""
    new = scope.values[name] = arrays.transpose(old)
    turned: dict[int, Function] = {}

    def again(f: Function) -> Function:
        parameters = tuple(replace(p, value=new) if p.value is not None and p.name == name and p.value == old else p for p in f.parameters)
        return f if parameters == f.parameters else turned.setdefault(id(f), replace(f, parameters=parameters))

    scope.functions = {n: [again(f) for f in fs] for n, fs in scope.functions.items()}
    scope.bare = {n: again(f) for n, f in scope.bare.items()}
    scope.alternatives = {n: tuple(again(f) for f in fs) for n, fs in scope.alternatives.items()}


# --- sizes that the page calls otherwise ---


def as_power(where: Node) -> Node:
    r"""`\mathcal{M}_{n,p}(\mathbb{R})`, the matrices of n rows and p columns, as `\mathbb{R}^{n \times p}`, and `\mathbb{R}^+` as
    `\mathbb{R}_+`; anything else as it is."""
    match where:
        case Scripted(Name("R") as numbers, None, Name("+" | "-" | "*" | "ast" | "times") as sign, 0):
            return Scripted(numbers, sign, None, 0, where.span)
        case Product((Scripted(Name("M" | "Mat"), sub, None, 0), Group("(", Name("R") as numbers)), ("",)) if sub is not None:
            sizes = subscripts(sub, 2)
            sup = Product((sizes[0], sizes[-1]), ("times",), sub.span) if len(sizes) < 3 else None
            return Scripted(numbers, None, sup, 0, where.span) if sup is not None else where
    return where


def shape_of(where: Node) -> tuple[Node, ...] | None:
    """The sizes of `\\mathbb{R}^{m \\times n}`; None for what is no such set."""
    match where:
        case Scripted(Name("R"), None, sup, 0) if sup is not None:
            factors = sup.factors if isinstance(sup, Product) and set(sup.operators) <= BETWEEN_SIZES else (sup,)
            return tuple(f for f in factors if not (isinstance(f, Number) and f.text == "1" and len(factors) == 2))
    return None


def is_power_of_numbers(where: Node) -> bool:
    r"""`\{0, 1\}^K`, `\{-1, 1\}^n`: vectors whose entries are of few numbers."""
    match where:
        case Scripted(Group("{", Listing(",", items)), None, sup, 0) if sup is not None:
            return all(not any(isinstance(n, Name | Ellipsis_) for n in names_in(i)) for i in items)
    return False


def other_sizes(scope: Scope, places: Places, v: Value, where: Node) -> tuple[Term, ...] | None:
    """The axes that the exponent says. A size that only the page knows is the one that stands in its place in the context; None where
    the exponent fits the array in neither direction."""
    shape = shape_of(where)
    if shape is None or len(shape) != v.rank:
        return None
    known = [_axis(scope, places, n) for n in shape]
    for axes in (v.axes, v.axes[::-1]):
        if all(k is None or k is a for k, a in zip(known, axes, strict=True)):
            for node, axis, k in zip(shape, axes, known, strict=True):
                if k is None:
                    _call(scope, node, axis)
            return axes
    return None


def _axis(scope: Scope, places: Places, node: Node) -> Term | None:
    """The set that a size of the context belongs to; None for a name that the context does not know."""
    inside = node.body if isinstance(node, Group) and node.kind == "|" else node
    name = spelled(inside)
    if name is None or isinstance(node, Number):
        return Term("range", (ONE, ONE))  # no size of the context
    return scope.sets.get(name) if name in places else None


def _call(scope: Scope, node: Node, axis: Term) -> None:
    name = spelled(node.body if isinstance(node, Group) else node) or ""
    scope.sets[name] = axis
    if not isinstance(node, Group) and axis.op == "range":
        scope.values[name] = Value((), axis.args[1])


# --- what the prose says ---


def stated_in_prose(scope: Scope, page: Page, events: list[Event], places: Places) -> Iterator[Difference]:
    """What the text around the steps says of the shapes of the context's names; the scope is changed by it."""
    own = own_names(page)
    for event in events:
        if isinstance(event.what, Formula):
            for s in event.what.statements:
                if isinstance(s, Statement):
                    yield from _stated(scope, page, s.node, event.what.span, places, own)


def own_names(page: Page) -> frozenset[str]:
    """The names that the page's own Givens speak of."""
    return frozenset(s for e in page.events if e.given is not None and isinstance(e.what, Formula) for s in _names(e.what))


def _names(formula: Formula) -> Iterator[str]:
    return (name for s in formula.statements if isinstance(s, Statement) for n in names_in(s.node) if (name := spelled(n)))


def _stated(scope: Scope, page: Page, node: Node, span: Span, places: Places, own: frozenset[str]) -> Iterator[Difference]:
    match node:
        case Chain((left, where), ("in",)) if shape_of(where):
            for one in left.items if isinstance(left, Listing) else (left,):
                yield from _member(scope, page, one, where, places, own)
            yield from _told(scope, page, left, span, places)
        case Chain((Name() as left, Group() | Scripted(Group()) as listed), ("=" | ":=",)) if spelled(left) in places:
            yield from _listed(scope, page, left, listed, places)
        case Name():
            yield from _told(scope, page, node, span, places)


def _member(scope: Scope, page: Page, node: Node, where: Node, places: Places, own: frozenset[str]) -> Iterator[Difference]:
    """`$U \\in \\mathbb{R}^{|V| \\times d}$` in the text."""
    name = spelled(node)
    if name is None or name in own:
        return
    try:
        old = Elaborator(scope, page.text).value(node)
    except (MeaningError, IllTyped):
        return
    axes = other_sizes(scope, places, old, where) if name in places or isinstance(node, Scripted) else None
    if name not in places or axes == old.axes:
        return
    new = replace(old, axes=axes) if axes is not None else None
    if new is not None and _turns(old, new.axes):
        turn(scope, name, old)
        yield Difference(name, differing(name, scope.values[name], old), node.span, places[name])
    else:
        text = page.text[node.span.start : where.span.end].strip()
        where_else = f"`{name}` is {shape_text(old)} in {OTHER}"
        message = f"`{text}` stands here, but {where_else}: steps with it are read as there, and none is refuted"
        yield Difference(name, message, node.span, places[name], open=True)


def _listed(scope: Scope, page: Page, left: Name, listed: Node, places: Places) -> Iterator[Difference]:
    """`$U = [u_1, \\dots, u_{|V|}]$`, where in the context the vectors are the rows."""
    name = spelled(left) or ""
    old = scope.values.get(name)
    try:
        new = Elaborator(scope, page.text).value(listed)
    except (MeaningError, IllTyped):
        return
    if old is not None and _turns(old, new.axes) and new.body.op == "real" and new.body.tag == old.body.tag:
        turn(scope, name, old)
        yield Difference(name, differing(name, new, old), left.span, places[name])


def _told(scope: Scope, page: Page, node: Node, span: Span, places: Places) -> Iterator[Difference]:
    """`the rows of $U$ are the outside vectors`, `$U$, with the vectors as columns`."""
    name = spelled(node) or ""
    old = scope.values.get(name)
    if name not in places or old is None or old.rank != 2 or old.body.op != "real" or old.body.tag.name == name:
        return
    kind = orientation(page.text, span)
    if kind is None or (kind == "rows") == (old.axes[0] is old.body.tag.axes[0]):
        return
    turn(scope, name, old)
    other = "columns" if kind == "rows" else "rows"
    yield Difference(name, f"the vectors are the {kind} of `{name}` here, its {other} in {OTHER}: {COUNTS}", node.span, places[name])


def orientation(text: str, span: Span) -> str | None:
    """Whether the sentence around a name says that vectors are its rows or its columns."""
    before = text[max(span.start - 200, 0) : span.start]
    before = before[max((m.end() for m in BREAK.finditer(before)), default=0) :]
    after = text[span.end : span.end + 240]
    cut = BREAK.search(after)
    after = after[: cut.start()] if cut else after
    found = OF.search(before) or IN_KOREAN.match(after) or AS.match(after) or AS_KOREAN.match(after)
    if found is None:
        return None
    kinds = {KINDS[k.lower()] for k in re.findall(r"row|column|행|열", after[: found.end() + 40] if found.string == after else "", re.I)}
    return KINDS[found.group("kind").lower()] if len(kinds) < 2 else None
