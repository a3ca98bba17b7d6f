r"""Power: a wrong, lost or spurious exponent.

What it is
    `g` for `g^2`, `x^{3}` for `x^{2}`, a variance for a standard deviation.

Why it matters
    Differentiation lowers a power by one, the quotient rule squares the denominator, and (ab)^2 is a^2 b^2.

Example
    `\frac{d}{dx} x^3 = 3 x^3`.

Instead
    `3 x^2`: the exponent comes down and then loses one.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, is_expression, is_transposed
from derive.reading.rewriting import NOWHERE, Spot, additive, grouped, product, raised
from derive.reading.syntax import Additive, Big, Fraction, Group, Name, Node, Number, Root, Scripted


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """Another exponent; a square or a square root, an exponent dropped."""
    node = spot.node
    if not is_expression(spot) or spot.role == "base":
        return
    if isinstance(node, Scripted) and node.sup is not None and not is_transposed(node):
        yield from (_with(node, sup) for sup in _exponents(node))
    elif isinstance(node, Name | Scripted | Group | Fraction) and not is_transposed(node):
        yield raised(node if isinstance(node, Name | Scripted | Group) else grouped(node), Number("2", NOWHERE))
        yield Root(node, None, NOWHERE)
    elif isinstance(node, Additive | Big) and spot.role in ("numerator", "denominator", "body"):
        yield raised(grouped(node), Number("2", NOWHERE))
    if isinstance(node, Root) and node.degree is None:
        yield node.body if not isinstance(node.body, Additive) else grouped(node.body)


def _exponents(node: Scripted) -> Iterator[Node | None]:
    sup = node.sup
    assert sup is not None
    if isinstance(node.base, Name) and node.base.text == "e":
        yield from (product(Number(k, NOWHERE), sup) for k in "23")
        return
    yield None
    if isinstance(sup, Number) and sup.text.isdigit():
        yield from (Number(str(k), NOWHERE) for k in (int(sup.text) + 1, int(sup.text) - 1) if k > 1)
    match sup:
        case Additive((inner,), ("-",)):
            yield inner
            if isinstance(inner, Number) and inner.text.isdigit():
                yield Additive((Number(str(int(inner.text) + 1), NOWHERE),), ("-",), NOWHERE)
        case Additive((base, Number("1")), signs):
            yield base
            yield additive((base, Number("1", NOWHERE)), (signs[0], "+" if signs[1] == "-" else "-"))
        case _:
            terms, signs = (sup.terms, sup.signs) if isinstance(sup, Additive) else ((sup,), ("+",))
            yield from (additive((*terms, Number("1", NOWHERE)), (*signs, sign)) for sign in "-+")


def _with(node: Scripted, sup: Node | None) -> Node:
    if sup is None and node.sub is None and not node.primes:
        return node.base
    return Scripted(node.base, node.sub, sup, node.primes, NOWHERE)


MISTAKE = Mistake("power", repairs)
