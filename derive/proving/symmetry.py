"""Canonical order of interchangeable bound indices: colour refinement, ties individualised and refined again.

Comes in: the indices of a block and its factors. Goes out: the indices in an order that does not depend on their names. Only a
choice: whatever order comes out, the kernel checks the exchange.
"""

from __future__ import annotations

from derive.terms.term import Term, index, substitute

LARGEST_SEARCH = 240


def canonical_order(indices: tuple[Term, ...], factors: tuple[Term, ...]) -> tuple[Term, ...]:
    """The order of the indices with the least picture of the factors; at most LARGEST_SEARCH orders are compared."""
    budget = [LARGEST_SEARCH]
    colours = _refined(dict.fromkeys(indices, b""), factors)
    return min(_orders(colours, factors, budget), key=lambda order: _picture(order, factors))


def _orders(colours: dict[Term, bytes], factors: tuple[Term, ...], budget: list[int]) -> list[tuple[Term, ...]]:
    classes: dict[bytes, list[Term]] = {}
    for i, colour in colours.items():
        classes.setdefault(colour, []).append(i)
    tied = [c for c in sorted(classes) if len(classes[c]) > 1]
    if not tied:
        return [tuple(sorted(colours, key=lambda i: colours[i]))]
    found: list[tuple[Term, ...]] = []
    for chosen in classes[tied[0]]:
        if budget[0] <= 0 and found:
            break
        budget[0] -= 1
        found += _orders(_refined({**colours, chosen: colours[chosen] + b"!"}, factors), factors, budget)
    return found


def _refined(colours: dict[Term, bytes], factors: tuple[Term, ...]) -> dict[Term, bytes]:
    for _ in range(len(colours)):
        new = {i: colours[i] + b"".join(sorted(_view(f, i, colours) for f in factors if i in f.atoms)) for i in colours}
        ranks = {c: n.to_bytes(2, "big") for n, c in enumerate(sorted(set(new.values())))}
        stronger = {i: ranks[c] for i, c in new.items()}
        if len(set(stronger.values())) == len(set(colours.values())):
            return stronger
        colours = stronger
    return colours


def _view(factor: Term, own: Term, colours: dict[Term, bytes]) -> bytes:
    """The factor as this index sees it: itself marked, the others by their colours."""
    names = {i: index(f"?{colours[i].hex()}" if i is not own else "?self", i.tag[1]) for i in colours}
    return substitute(factor, names).key


def _picture(order: tuple[Term, ...], factors: tuple[Term, ...]) -> list[bytes]:
    names = {i: index(f"?{n}", i.tag[1]) for n, i in enumerate(order)}
    return sorted(substitute(f, names).key for f in factors)
