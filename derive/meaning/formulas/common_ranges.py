"""Ranges that one letter runs over in several places: the one in which every entry exists, where their ends can be compared.

Comes in: ranges, each with the number that is added to the letter there, and the facts about sizes. Goes out: a range, or None.
"""

from __future__ import annotations

from collections.abc import Container

from derive.meaning.formulas.counting import tidy
from derive.terms.term import ZERO, Term, add, integer_range, le, mul, num


def _sign(gap: Term, facts: Container[Term]) -> int | None:
    """1 for what is known not to be negative, -1 for what is known not to be positive, 0 for 0; None for anything else."""
    if gap is ZERO:
        return 0
    least = _least(gap, 1, facts), _least(gap, -1, facts)
    return next((sign for sign, bound in zip((1, -1), least, strict=True) if bound is not None and bound >= 0), None)


def _least(t: Term, factor: int, facts: Container[Term]) -> int | None:
    """A bound that factor * t does not go below: of numbers, of natural numbers by what the facts say of them, of sums and multiples."""
    match t:
        case Term("num", _, n) if n.denominator == 1:
            return int(n) * factor
        case Term("real") if factor > 0:
            return next((factor * k for k in (2, 1, 0) if le(num(k), t) in facts), None)
        case Term("mul", (Term("num", _, n), rest)) if n.denominator == 1:
            return _least(rest, int(n) * factor, facts)
        case Term("add", terms):
            bounds = [_least(a, factor, facts) for a in terms]
            return None if None in bounds else sum(b for b in bounds if b is not None)
    return None


def common_range(found: list[tuple[Term, int]], facts: Container[Term]) -> Term | None:
    """The range of a letter for which every entry exists, where ranges differ or numbers are added to it; None where nothing changes,
    and for ends that cannot be compared."""
    if len({axis for axis, _ in found}) == 1 and not any(by for _, by in found):
        return None
    ends: list[Term] = []
    for side in (0, 1):
        shifted_ends = [tidy(add(axis.args[side], num(-by))) for axis, by in found]
        best = shifted_ends[0]
        for end in shifted_ends[1:]:
            gap = tidy(add(end, mul(num(-1), best)))
            sign = _sign(gap, facts)
            if sign is None:
                return None
            best = end if (sign > 0) == (side == 0) and sign else best
        ends.append(best)
    return integer_range(*ends)
