"""The equations that the facts state, used as rules: from left to right, where that makes a term smaller.

Comes in: an equation with a normal form. Goes out: the same with the rules used on its right side; and the rules for sums inside of sums.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from derive.proving.chaining import right
from derive.proving.eliminating import is_between_reals, solved, void
from derive.proving.hypotheses import rule_of
from derive.proving.patterns import SumRule
from derive.proving.theorem import Theorem
from derive.terms.parts import factors, monomials, occurs, parts
from derive.terms.term import Term, is_integer

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser

REWRITTEN = frozenset({"real", "sum", "prod", "call", "det", "inv"})  # what an equation between reals, used as a rule, may begin with


class Equations:
    """The part of the normaliser that knows the equations of the facts."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel = normal, normal.kernel
        self.stated = [t for c, t in normal.facts.stated.items() if is_equation(c) or is_between_reals(c)]
        self._rules: list[Theorem] | None = None
        self._sum_rules: list[tuple[Theorem, SumRule]] | None = None

    def used_on(self, theorem: Theorem) -> Theorem:
        """The equations between reals that the facts state, used from left to right where that goes down in the order of terms."""
        t = right(theorem)
        if not self.stated:
            return theorem
        if theorem.concl.args[0].op == "sum" and t.op in ("add", "mul"):
            return self._by_parts(theorem)
        if t.op not in REWRITTEN:
            return theorem
        for rule in self.rules():
            found = self._applied(rule, t)
            if found is not None:
                return self.normal.then(self.normal.chain(theorem, found))
        return theorem

    def _by_parts(self, theorem: Theorem) -> Theorem:
        """The equations used on the sums that a sum was spread into."""
        t = right(theorem)
        closed = {rule.concl.args[0]: rule for rule in self.rules() if rule.concl.op == "eq"}
        found = [closed[f] for m in monomials(t) for f in factors(m) if f in closed]
        return self.normal.then(self.normal.chain(theorem, self.normal.inside(t, found))) if found else theorem

    def _applied(self, rule: Theorem, t: Term) -> Theorem | None:
        """The rule (an equation, or one for all indices) at the term, if it makes it smaller."""
        if rule.concl.op == "eq":
            return rule if rule.concl.args[0] is t else None
        found = self.normal.facts.equation(rule, t)
        if found is None or (gone := void(self.normal, found)) is not None:
            return found and gone
        if gathers(rule.concl) or forgets(rule.concl):
            return found if right(found) is not t else None
        number, *rest = factors(right(found))
        turned = number.op == "num" and len(rest) == 1 and rest[0].tag is t.tag and {*rest[0].args} == {*t.args}  # K_ij = -K_ji
        entry = rest[0] if turned else right(found)
        return found if entry.op != "real" or entry.key < t.key else None

    def rules(self) -> list[Theorem]:
        """The equations among the facts: closed ones with a normal left side, others as they are and turned around."""
        if self._rules is None:
            self._rules = []
            about_sums = {fact.concl for fact, _ in self.sum_rules()}
            for fact in self.stated:
                if fact.concl in about_sums:
                    continue
                if self.normal.replacing and says_value(fact.concl):
                    self._rules.append(fact)
                    continue
                if fact.concl.op == "forall":
                    usable = is_equation(fact.concl, REWRITTEN) and not goes_round(fact.concl)
                    both = [fact, *self.normal.facts.turned(fact)] if usable else []
                    self._rules += [rule for rule in both if gathers(rule.concl) or forgets(rule.concl)] or both
                    continue
                left = self.normal.of(fact.concl.args[0])
                known = right(left).op in REWRITTEN
                rule = self.kernel("trans", self.kernel("sym", left), fact) if known else solved(self.normal, fact)
                if rule is None:
                    continue
                rule = self.normal.chain(rule, self.normal.of(right(rule)))
                if not occurs(rule.concl.args[0], right(rule)):  # else it would go round
                    self._rules.append(rule)
                    self.normal.forget()
            self.normal.forget()
        return self._rules

    def sum_rules(self) -> list[tuple[Theorem, SumRule]]:
        """The equations among the facts that rewrite sums inside of sums."""
        if self._sum_rules is None:
            self._sum_rules, held, self._rules = [], self._rules, []
            stated = [f for f in self.stated if not (self.normal.replacing and says_value(f.concl))]
            self._sum_rules = [(fact, rule) for fact in stated if (rule := rule_of(self.normal, fact)) is not None]
            self._rules = held
            self.normal.forget()
        return self._sum_rules


def is_equation(c: Term, left: Collection[str] = (*REWRITTEN, "add")) -> bool:
    """An equation between reals (for all indices), its left side an entry of a variable, a sum, or what adds up several."""
    while c.op == "forall":
        c = c.args[1]
    return c.op == "eq" and c.args[0].op in left and not is_integer(c.args[0])


def gathers(c: Term) -> bool:
    """Whether the equation makes one entry of all of them, `k_i = k_m` for all i: then it is used towards that one."""
    while c.op == "forall":
        c = c.args[1]
    match c:
        case Term("eq", (Term("real", places, symbol), Term("real", there, other))) if symbol == other:
            pairs = [(a, b) for a, b in zip(places, there, strict=True) if a is not b]
            return bool(pairs) and all(a.op == "bound" and not b.loose for a, b in pairs)
    return False


def forgets(c: Term) -> bool:
    """Whether the equation makes of an entry one that is the same for some of its indices, `g_s = c` for all s: it is used that way."""
    depth = 0
    while c.op == "forall":
        depth, c = depth + 1, c.args[1]
    match c:
        case Term("eq", (Term("real", places, symbol), Term("real", there, other))) if symbol != other:
            ours, theirs = ({p for p in side if p.op == "bound"} for side in (places, there))
            return len(ours) == depth and theirs < ours
    return False


def says_value(c: Term) -> bool:
    """Whether the equation says of all entries of a variable what they are, by means of others: `w = (X^T X)^{-1} X^T y`."""
    depth = 0
    while c.op == "forall" and c.args[0].op != "filter":
        depth, c = depth + 1, c.args[1]
    match c:
        case Term("eq", (Term("real", places, symbol), value)):
            whole = sorted(p.tag for p in places if p.op == "bound") == list(range(depth)) and len(places) == depth
            return whole and symbol not in value.atoms and not is_integer(c.args[0])
    return False


def goes_round(c: Term) -> bool:
    """Whether what it makes of an entry speaks of entries of the same kind again, as `v_s = r_s + g \\sum_t P_{st} v_t` does: as a rule
    it never came to an end. A recursion speaks of the member before, and an entry alone on the right is put in order."""
    while c.op == "forall":
        c = c.args[1]
    left, right = c.args
    *numbers, last = factors(right)
    if left.op != "real" or (last.op == "real" and all(n.op == "num" for n in numbers)):
        return False
    again = (p for p in parts(right) if p.op == "real" and p.tag is left.tag and not any(a.op == "add" for a in p.args))
    return any(all(a.op == "bound" or b.op == "bound" or a is b for a, b in zip(left.args, p.args, strict=True)) for p in again)
