"""Places in a syntax tree, and the tree with something else at one of them.

Comes in: nodes. Goes out: nodes; what is made here stands nowhere on the page (`NOWHERE`), and brackets are added where the new piece
would else be read with its neighbours. Knows nothing of what symbols mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from derive.reading.syntax import (
    Additive,
    Big,
    Cases,
    Chain,
    Decorated,
    Derivative,
    Fraction,
    Group,
    Listing,
    Matrix,
    Name,
    Node,
    Number,
    Product,
    Root,
    Scripted,
    Span,
)

NOWHERE = Span(0, 0)
Place: TypeAlias = tuple[str, int]
Path: TypeAlias = tuple[Place, ...]

SINGLE = {
    Scripted: ("base", "sub", "sup"),
    Fraction: ("numerator", "denominator"),
    Root: ("body", "degree"),
    Group: ("body",),
    Big: ("sub", "sup", "body"),
    Derivative: ("of",),
    Decorated: ("body",),
}
SEVERAL = {Product: "factors", Additive: "terms", Listing: "items", Chain: "operands", Derivative: "by"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of a tree with the way to it; around: the nodes that it stands in, the outermost first."""

    node: Node
    path: Path
    around: tuple[Node, ...]

    @property
    def parent(self) -> Node | None:
        return self.around[-1] if self.around else None

    @property
    def role(self) -> str:
        """The field of the parent that the node stands in; empty for the whole tree."""
        return self.path[-1][0] if self.path else ""


def spots(root: Node) -> Iterator[Spot]:
    """Every node of the tree, the outer ones first."""
    waiting = [Spot(root, (), ())]
    while waiting:
        spot = waiting.pop(0)
        yield spot
        waiting += [Spot(child, (*spot.path, place), (*spot.around, spot.node)) for place, child in children(spot.node)]


def children(node: Node) -> Iterator[tuple[Place, Node]]:
    """The nodes directly inside, each with its place."""
    for name in SINGLE.get(type(node), ()):
        child = getattr(node, name)
        if child is not None:
            yield (name, 0), child
    several = SEVERAL.get(type(node))
    if several is not None:
        for n, child in enumerate(getattr(node, several)):
            yield (several, n), child
    match node:
        case Matrix(rows):
            for n, child in enumerate(c for row in rows for c in row):
                yield ("rows", n), child
        case Cases(branches):
            for n, (child, _) in enumerate(branches):
                yield ("branches", n), child


def put(root: Node, path: Path, new: Node) -> Node:
    """The tree with the new node at the path."""
    if not path:
        return new
    (name, n), rest = path[0], path[1:]
    child = _child(root, name, n)
    return _with(root, name, n, fitted(root, name, n, put(child, rest, new)) if not rest else put(child, rest, new))


def _child(node: Node, name: str, n: int) -> Node:
    found: Node = dict(children(node))[name, n]
    return found


def _with(node: Node, name: str, n: int, new: Node) -> Node:
    match node:
        case Product(factors, operators) if isinstance(new, Product):
            inside = (*operators[:n], *new.operators, *operators[n:])
            return Product((*factors[:n], *new.factors, *factors[n + 1 :]), inside, node.span)
        case Product(factors):
            return replace(node, factors=(*factors[:n], new, *factors[n + 1 :]))
        case Additive(terms):
            return replace(node, terms=(*terms[:n], new, *terms[n + 1 :]))
        case Listing(_, items):
            return replace(node, items=(*items[:n], new, *items[n + 1 :]))
        case Chain(operands):
            return replace(node, operands=(*operands[:n], new, *operands[n + 1 :]))
        case Derivative() if name == "by":
            return replace(node, by=(*node.by[:n], new, *node.by[n + 1 :]))
        case Matrix(rows):
            width = len(rows[0])
            flat = [c for row in rows for c in row]
            flat[n] = new
            return replace(node, rows=tuple(tuple(flat[k : k + width]) for k in range(0, len(flat), width)))
        case Cases(branches):
            changed = tuple((new if k == n else value, condition) for k, (value, condition) in enumerate(branches))
            return replace(node, branches=changed)
    whole: Node = replace(node, **{name: new})  # type: ignore[arg-type]
    return whole


def fitted(parent: Node, name: str, n: int, new: Node) -> Node:
    """The new child, in brackets where the parent would else take it apart."""
    match parent:
        case Product(factors, operators):
            behind_name = n > 0 and operators[n - 1] in ("", "/") and isinstance(factors[n - 1], Name)
            divided = n > 0 and operators[n - 1] == "/"
            last = n == len(factors) - 1
            if isinstance(new, Additive) or (open_ended(new) and not last) or (isinstance(new, Product) and (behind_name or divided)):
                return grouped(new)
        case Additive() if isinstance(new, Additive):
            return grouped(new)
        case Big() if name == "body" and isinstance(new, Additive):
            return grouped(new)
        case Scripted() if name == "base" and not isinstance(new, Name | Number | Group | Matrix):
            return grouped(new)
        case Derivative() if name == "of" and isinstance(new, Additive):
            return grouped(new)
    return new


def made(node: Node) -> Node:
    """The node as one that stands nowhere on the page: what is in it may have been changed."""
    changed: Node = replace(node, span=NOWHERE)
    return changed


def put_inside(root: Node, path: Path, new: Node) -> Node:
    """Like `put`, for a tree that is itself a new piece: all nodes around the change stand nowhere."""
    if not path:
        return new
    (name, n), rest = path[0], path[1:]
    inner = put_inside(_child(root, name, n), rest, new)
    return made(_with(root, name, n, fitted(root, name, n, inner)))


def grouped(node: Node) -> Node:
    return node if isinstance(node, Group) and node.kind == "(" else Group("(", node, NOWHERE)


def product(*factors: Node) -> Node:
    """The factors side by side, sums and the bodies of big operators in brackets."""
    flat: list[Node] = []
    operators: list[str] = []
    for n, f in enumerate(factors):
        parts, between = (f.factors, f.operators) if isinstance(f, Product) else ((f,), ())
        operators += [*([""] if flat else []), *between]
        loose = open_ended(parts[-1]) and n < len(factors) - 1
        flat += [grouped(p) if isinstance(p, Additive) or (loose and p is parts[-1]) else p for p in parts]
    return flat[0] if len(flat) == 1 else Product(tuple(flat), tuple(operators), NOWHERE)


def replaced(node: Product, n: int, length: int, *new: Node) -> Node:
    """The product with the new factors for those from n on; the signs between the others stay as they are."""
    middle = product(*new) if new else None
    parts, inner = (middle.factors, middle.operators) if isinstance(middle, Product) else ((middle,) if middle else (), ())
    before, after = node.factors[:n], node.factors[n + length :]
    if parts:
        operators = (*node.operators[:n], *inner, *node.operators[n + length - 1 :])
    else:
        operators = (*node.operators[: n - 1], *node.operators[n + length - 1 :]) if n else node.operators[length:]
    factors = [grouped(f) if isinstance(f, Additive) and (before or after) else f for f in parts]
    if factors and after and open_ended(factors[-1]):
        factors[-1] = grouped(factors[-1])
    whole = (*before, *factors, *after)
    return whole[0] if len(whole) == 1 else Product(whole, operators[: len(whole) - 1], NOWHERE)


def open_ended(node: Node) -> bool:
    r"""Whether it takes in the factors that follow: a big operator, `\frac{d}{dx} f` with f behind."""
    if isinstance(node, Derivative):
        return node.kind == "nabla" or (bool(node.by) and node.of.span.start > node.by[0].span.end)
    return isinstance(node, Big)


def negated(node: Node) -> Node:
    """Minus the node; a leading minus is taken away, every sign of a sum is turned."""
    match node:
        case Additive((only,), ("-",)):
            return only
        case Additive(terms, signs):
            return Additive(terms, tuple(turned(s) for s in signs), NOWHERE)
    return Additive((node,), ("-",), NOWHERE)


def turned(sign: str) -> str:
    return {"+": "-", "-": "+"}.get(sign, sign)


def additive(terms: tuple[Node, ...], signs: tuple[str, ...]) -> Node:
    """The signed terms; a single one with a plus is itself."""
    return terms[0] if len(terms) == 1 and signs == ("+",) else Additive(terms, signs, NOWHERE)


def one_sign_turned(node: Additive, sign: str) -> Iterator[Node]:
    """The terms with one of their signs turned, for each sign of this kind; the first term's last, where mostly no sign is written."""
    for n, found in sorted(enumerate(node.signs), key=lambda pair: pair[0] == 0):
        if found == sign:
            yield additive(node.terms, (*node.signs[:n], turned(sign), *node.signs[n + 1 :]))


def applied(function: str, argument: Node) -> Node:
    """A function of the argument, in brackets: it keeps those that it has."""
    inside = argument if isinstance(argument, Group) and argument.kind in "([" else grouped(argument)
    return Product((Name(function), inside), ("",), NOWHERE)


def subscripted(base: Node, sub: Node) -> Node:
    """The entry; a superscript stays behind the subscript."""
    if isinstance(base, Scripted) and base.sub is None:
        return Scripted(base.base, sub, base.sup, base.primes, NOWHERE)
    return Scripted(base if isinstance(base, Name | Group) else grouped(base), sub, None, 0, NOWHERE)


def raised(base: Node, sup: Node) -> Node:
    """The base with a superscript, in brackets where it has one already."""
    if isinstance(base, Scripted) and base.sup is None:
        return Scripted(base.base, base.sub, sup, base.primes, NOWHERE)
    return Scripted(base if isinstance(base, Name | Number | Group | Matrix) else grouped(base), None, sup, 0, NOWHERE)


def stripped(node: Node) -> Node:
    """The node without brackets that only group."""
    while isinstance(node, Group) and node.kind in "([" and not isinstance(node.body, Listing | Chain):
        node = node.body
    return node
