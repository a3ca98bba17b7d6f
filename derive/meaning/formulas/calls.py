"""The head and the arguments of a call, as they are written.

Comes in: nodes. Goes out: the name with its scripts, the arguments one by one. Knows nothing of what the name stands for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from derive.meaning.names.scope import Ambiguous, NotSupported, spelled
from derive.reading.syntax import Additive, Chain, Ellipsis_, Group, Listing, Name, Node, Number, Product, Scripted


@dataclass(frozen=True, slots=True)
class Head:
    """A function before its argument: its name, a power, a base and primes written on the name (`\\log^2`, `\\sigma'`)."""

    name: str
    sup: Node | None = None
    sub: Node | None = None
    primes: int = 0


def grouped(body: Node) -> list[tuple[Node, ...]]:
    """The arguments of a call: separators `;`, `|`, `,` all separate; `a, ..., b` is one sequence."""
    flat: list[Node] = []

    def spread(node: Node) -> None:
        match node:
            case Listing(_, items):
                for item in items:
                    spread(item)
            case Chain((Name(), named), ("=",)):  # `P(O = o | C = c)` names its arguments
                flat.append(named)
            case _:
                flat.append(node)

    spread(body)
    found: list[tuple[Node, ...]] = []
    n = 0
    while n < len(flat):
        if n + 2 < len(flat) and isinstance(flat[n + 1], Ellipsis_):
            found.append((flat[n], flat[n + 1], flat[n + 2]))
            n += 3
        else:
            found.append((flat[n],))
            n += 1
    return found


def calls_in(product: Product) -> Iterator[tuple[str, Group]]:
    """The names in a row of factors that stand before a bracket, like functions; the bracket may have a script, `q(z)^2`."""
    for one, behind, operator in zip(product.factors, product.factors[1:], product.operators, strict=False):
        bracket = behind.base if isinstance(behind, Scripted) else behind
        if operator == "" and isinstance(bracket, Group) and bracket.kind == "(" and (name := spelled(one)) is not None:
            yield name, bracket


def barred(body: Node) -> bool:
    r"""Whether a bar stands among the arguments, as in `p(z \mid x)`."""
    return any(isinstance(n, Listing) and n.separator == "|" for n in (body, *(body.items if isinstance(body, Listing) else ())))


def order_of(sup: Node | None, primes: int) -> int:
    """How often `f''` or `f^{(3)}` is differentiated. Raises Ambiguous, NotSupported for other exponents on the name of a function."""
    match sup:
        case None:
            return primes
        case Group("(", Number(text)) if not primes and text.isdecimal() and int(text[:3]) <= 9:
            return int(text)
        case Number() | Additive((Number(),), ("-",)):
            said = "an exponent on the name of a function may be a power of its value or the function repeated"
            raise Ambiguous(f"{said}: write it behind the call")
    raise NotSupported("an exponent on the name of a function")


def without_parameters(inside: Node, numbers: Collection[int]) -> Node:
    r"""`P(o \mid c; \theta)` for a declared `P(a \mid b)`: names behind a `;` that no declaration has say of what it depends on besides.
    numbers: how many arguments the declared functions of this name take."""
    if not isinstance(inside, Listing) or inside.separator != ";" or len(inside.items) != 2 or len(grouped(inside)) in numbers:
        return inside
    first, behind = inside.items
    names = behind.items if isinstance(behind, Listing) else (behind,)
    plain = all(spelled(n) is not None and not isinstance(n, Number) for n in names)
    return first if plain and len(grouped(first)) in numbers else inside
