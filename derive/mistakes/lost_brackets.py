r"""Lost brackets: a minus or a factor that reaches only the first term.

What it is
    `a - b + c` where `a - (b + c)` is meant, `2 a + b` where `2 (a + b)` is meant.

Why it matters
    A sign or factor acts to the next + or -; without brackets the rest of the sum escapes it.

Example
    `-(\log a - \log b) = -\log a - \log b`.

Instead
    Write the brackets first and open them in a step of its own: `-\log a + \log b`.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, is_expression, is_transposed
from derive.reading.rewriting import NOWHERE, Spot, additive, grouped, product, raised
from derive.reading.syntax import Additive, Big, Node, Product, Scripted


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """What a sign, the factors before a term, a big operator or a power acts on reaches over further terms."""
    node = spot.node
    if not isinstance(node, Additive) or len(node.terms) < 2 or not is_expression(spot):
        return
    count = len(node.terms)
    for n in range(count - 1):
        for end in range(count, n + 1, -1):
            for term in _reaching(node, n, end):
                yield additive((*node.terms[:n], term, *node.terms[end:]), (*node.signs[: n + 1], *node.signs[end:]))


def _reaching(node: Additive, n: int, end: int) -> Iterator[Node]:
    """Term n as one that takes in the terms up to the end."""
    first, rest, signs = node.terms[n], node.terms[n + 1 : end], ("+", *node.signs[n + 1 : end])
    if node.signs[n] == "-":
        yield grouped(Additive((first, *rest), signs, NOWHERE))
    if isinstance(first, Product) and len(first.factors) > 1:
        yield product(*first.factors[:-1], Additive((first.factors[-1], *rest), signs, NOWHERE))
    last = rest[-1]
    if isinstance(last, Scripted) and last.sup is not None and not is_transposed(last):
        base = last.base if last.sub is None and not last.primes else Scripted(last.base, last.sub, None, last.primes, NOWHERE)
        yield raised(grouped(Additive((first, *rest[:-1], base), signs, NOWHERE)), last.sup)
    if isinstance(first, Big):
        yield Big(first.operator, first.sub, first.sup, grouped(Additive((first.body, *rest), signs, NOWHERE)), NOWHERE)


MISTAKE = Mistake("lost brackets", repairs)
