r"""`\frac{\partial}{\partial u} \exp(u v) \cdot \frac{1}{s}`: whether an operator reaches over a dot with a fraction 1/s or a derivative.

Comes in: a derivative. Goes out: the product in which only what stands before the dot is differentiated, where that may be meant.
"""

from __future__ import annotations

from dataclasses import replace

from derive.reading.syntax import Derivative, Fraction, Node, Number, Product

WAYS = ("the derivative of all that follows", "the derivative of what stands before the dot")


def before_the_dot(node: Derivative) -> Product | None:
    match node.of:
        case Product(factors, operators) if node.kind != "nabla" and node.by and node.by[-1].span.end <= factors[0].span.start:
            at = next((k for k, sign in enumerate(operators) if sign == "cdot" and _outside(factors[k + 1])), None)
        case _:
            return None
    if at is None:
        return None
    inner = factors[0] if at == 0 else Product(factors[: at + 1], operators[:at], node.of.span)
    return Product((replace(node, of=inner), *factors[at + 1 :]), operators[at:], node.span)


def _outside(factor: Node) -> bool:
    match factor:
        case Fraction(Number("1"), _) | Derivative():
            return True
    return False
