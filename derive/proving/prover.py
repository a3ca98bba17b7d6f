"""A proof of a claim, or nothing: unfold, differentiate, bring both sides to normal form, clear denominators, split cases.

Comes in: a claim. Goes out: a `Proof` that the kernel accepted, with the conditions that the Given does not settle; or the reason
why there is none. Knows nothing of files and LaTeX.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from derive.proving.acceptance import NoProof, Proof, accepted, conditions_of, unquantified
from derive.proving.chaining import changed, right
from derive.proving.differentiated import eliminated
from derive.proving.enumerating import written_out
from derive.proving.equations import says_value
from derive.proving.facts import Facts
from derive.proving.kernel import Kernel
from derive.proving.learning import about, for_any, learn_conditions, learn_provable, open_guards
from derive.proving.meeting import alike, by_moves
from derive.proving.normal import DEFINED_BY, Normaliser
from derive.proving.one_sided import Product, determinants, one_sided, turned
from derive.proving.premises import worked_out
from derive.proving.ranges import closed_form
from derive.proving.rules import says
from derive.proving.theorem import FUEL, Refused, Theorem, negation
from derive.terms.claim import Claim, Given
from derive.terms.parts import occurs, parts
from derive.terms.polynomial import OutOfFuel
from derive.terms.term import ZERO, Term, eq, filter_conditions, lt, open_binder
from derive.theory.calculus import NotDifferentiable, domain, unfold

LARGEST_SPLIT = 3
MOST_GUARDS = 2
MOST_RULES = 6


class Prover:
    """A prover for one Given. What it finds of a claim, and the fuel that it takes, depends on the claim alone: what it has learnt from
    one claim is forgotten before the next, so that neither the order of claims nor what was asked before can change a verdict."""

    def __init__(self, given: Given, fuel: int = 20_000) -> None:
        self.given, self.fuel = given, fuel
        self.kernel = Kernel(given.definitions)
        self.plain_forms: dict[tuple[Term, tuple[Term, ...], bool], Theorem] = {}
        self.normalisers: dict[tuple[tuple[Term, ...], bool, bool], Normaliser] = {}
        self.opaque = False  # whether tanh, σ and the like are left as they are, not written with exp
        self.replacing = False  # whether what the case says of a variable stands for it everywhere
        self.declared: dict[tuple[Term, ...], Facts] = {}
        self.asked: dict[tuple[Term, ...], Facts] = {}  # the declared facts, with what this claim has asked of them
        self.domains: dict[Term, Mapping[Term, None]] = {}

    def prove(self, claim: Claim, hopeless: Callable[[], bool] = lambda: False) -> Proof | NoProof:
        """Try to prove the claim. Never raises for a claim that is well-formed; running out of fuel is a reason. hopeless: whether a
        witness against it is known, asked only where the normal forms differ and what is left to try takes long."""
        self.kernel.fuel = FUEL
        for normal in self.normalisers.values():
            vars(normal).clear()  # its parts and it hold each other
        self.plain_forms, self.normalisers, self.asked, self.domains = {}, {}, {}, {}
        found = self._prove(claim, hopeless)
        return dataclasses.replace(found, spent=FUEL - self.kernel.fuel)

    def _prove(self, claim: Claim, hopeless: Callable[[], bool]) -> Proof | NoProof:
        try:
            theorem = self.theorem(claim, hopeless)
        except OutOfFuel:
            return NoProof("the budget ran out")
        except NotDifferentiable as why:
            return NoProof(f"out of the fragment: {why}")
        except Refused as why:
            if isinstance(why.__cause__, NotDifferentiable):
                return NoProof(f"out of the fragment: {why.__cause__}")
            return NoProof(f"the prover went wrong and the kernel refused: {why}")
        if theorem is None:
            return NoProof("the normal forms of the two sides differ")
        return accepted(claim, theorem)

    def theorem(self, claim: Claim, hopeless: Callable[[], bool]) -> Theorem | None:
        """Derivatives of tanh and the like are polynomials in them: they are left as they are first, and written with exp if their normal
        forms differ; what is left to try takes longer, and is tried last."""
        uses, differentiates = _uses(claim, DEFINED_BY.keys())
        if uses and differentiates and (found := self.opaquely(claim, lambda: True)) is not None:
            return found
        attempt = _Attempt(self, claim, hopeless)
        try:
            found = attempt.theorem()
        except (OutOfFuel, Refused):
            if not uses or (found := self.opaquely(claim, hopeless)) is None:
                raise
            return found
        # of 1 / (1 - σ(z)) the form with exp may ask for what no side implies
        if uses and (found is None or isinstance(accepted(claim, found), NoProof)) and not hopeless():
            found = self.opaquely(claim, hopeless) or found
        return found if found is not None or hopeless() else attempt.from_premises() or attempt.with_values() or attempt.with_turned()

    def opaquely(self, claim: Claim, hopeless: Callable[[], bool]) -> Theorem | None:
        """A proof in which tanh, σ and the like stand as they are."""
        self.opaque = True
        try:
            return _Attempt(self, claim, hopeless).theorem()
        except (OutOfFuel, Refused):
            return None
        finally:
            self.opaque = False

    def normaliser(self, facts: tuple[Term, ...]) -> Normaliser:
        """The normaliser under exactly these facts; one that had to assume more is not used again."""
        key = (facts, self.opaque, self.replacing)
        normal = self.normalisers.get(key)
        if normal is None or normal.nonzero.assumed:
            normal = self.normalisers[key] = Normaliser(
                self.kernel, self.facts(facts).extended(()), opaque=self.opaque, replacing=self.replacing
            )
        normal.fuel = self.fuel
        return normal

    def domain(self, t: Term) -> Mapping[Term, None]:
        """Where the term without defined names is defined, worked out once for each claim."""
        found = self.domains.get(t)
        if found is None:
            found = self.domains[t] = domain(t)
        return found

    def facts(self, declared: tuple[Term, ...]) -> Facts:
        """The declared facts; whoever adds to them extends them."""
        if declared not in self.declared:
            self.declared[declared] = Facts(self.kernel, declared)
        if declared not in self.asked:
            self.asked[declared] = self.declared[declared].extended(())
        return self.asked[declared]


def _uses(claim: Claim, functions: Collection[str]) -> tuple[bool, bool]:
    """Whether one of the functions is in a side, and whether a side has a derivative."""
    sides = [unfold(side, claim.given.definitions) for side in (claim.left, claim.right)]
    return any(t.op in functions for s in sides for t in parts(s)), any("D" in s.atoms for s in sides)


def prove(claim: Claim) -> Proof | NoProof:
    """A single claim, from nothing."""
    return Prover(claim.given).prove(claim)


class _Attempt:
    def __init__(self, prover: Prover, claim: Claim, hopeless: Callable[[], bool]) -> None:
        self.prover, self.kernel, self.claim, self.hopeless = prover, prover.kernel, claim, hopeless
        self.declared = (*claim.given.facts, *claim.case)

    @cached_property
    def needed(self) -> Mapping[Term, None]:
        """Where both sides are defined."""
        return conditions_of(self.claim)

    def theorem(self) -> Theorem | None:
        kernel = self.kernel
        left, other = (self.plain(side) for side in (self.claim.left, self.claim.right))
        known = self.prover.facts(self.declared)
        domains = [self.prover.domain(right(side)) for side in (left, other)]
        needed = (c for side, within in zip((left, other), domains, strict=True) for c in (*side.hyps, *within))
        assumed = [c for c in needed if known.condition(c) is None]
        guards = tuple(dict.fromkeys(c for within in domains for c in open_guards(within, known)))
        facts = (*self.declared, *dict.fromkeys(assumed))
        guards = guards[:MOST_GUARDS]
        joined = self.by_guards(right(left), right(other), facts, guards) or self.with_fewer_rules(right(left), right(other), facts, guards)
        if joined is None:
            return None
        equal = kernel("trans", kernel("trans", left, joined), kernel("sym", other))
        defined = [known.condition(c) or self.assumed(c) for c in self.needed]
        return self.as_needed(self.discharged(kernel("conjunction", equal, *defined) if defined else equal, known))

    def from_premises(self) -> Theorem | None:
        """The claim from what the facts say once they are worked out."""
        shown = {c: p for c in self.declared if (p := worked_out(self.kernel, c, self.plain)) is not None}
        if not shown:
            return None
        stated, self.declared = self.declared, tuple(shown[c].concl if c in shown else c for c in self.declared)
        try:
            theorem = self.theorem()
        finally:
            self.declared = stated
        if theorem is None:
            return None
        for premise in shown.values():
            theorem = self.kernel("cut", theorem, premise)
        return self.discharged(theorem, self.prover.facts(stated))

    def with_values(self) -> Theorem | None:
        """The claim with what the case says of a variable in place of it, `if $w = (X^T X)^{-1} X^T y$`; facts about sums are used the
        other way round else."""
        if not any(says_value(c) for c in self.claim.case):
            return None
        self.prover.replacing = True
        try:
            return self.theorem() or self.from_premises()
        finally:
            self.prover.replacing = False

    def with_turned(self) -> Theorem | None:
        """The claim from B A = I too, where a fact says A B = I of square matrices."""
        around = [t for p in self.inverses if (t := turned(self.kernel, p, self.with_fact)) is not None]
        shown = [t for t in (*around, *self.determinants) if t.concl not in self.declared]
        if not shown:
            return None
        stated, self.declared = self.declared, (*self.declared, *(t.concl for t in shown))
        try:
            theorem = self.theorem()
        finally:
            self.declared = stated
        for premise in shown if theorem is not None else ():
            theorem = self.kernel("cut", theorem, premise)
        return theorem and self.discharged(theorem, self.prover.facts(stated))

    @cached_property
    def inverses(self) -> list[Product]:
        """The facts that say A B = I."""
        return [p for c in self.declared if c.op == "forall" and (p := one_sided(self.kernel, c)) is not None]

    @cached_property
    def determinants(self) -> list[Theorem]:
        """What they say of determinants."""
        return [t for p in self.inverses for t in determinants(self.kernel, p, self.with_fact)]

    def with_fact(self, left: Term, other: Term, fact: Term) -> Theorem | None:
        """|- left = other, under one fact more."""
        return self.equal(left, other, (*self.declared, fact), 0)

    def assumed(self, condition: Term) -> Theorem:
        """The condition from itself, or from what it says without quantifiers."""
        *quantified, inner = unquantified(condition)
        theorem = self.kernel("assume", inner)
        for outer in reversed(quantified):
            variable, _ = open_binder(outer, outer.atoms | self.kernel.fixed, "_")
            theorem = self.kernel("generalize", variable, outer.args[0], theorem)
        return theorem

    def plain(self, side: Term) -> Theorem:
        """|- side = the side without defined names and derivatives"""
        key = (side, self.declared, self.prover.opaque)
        found = self.prover.plain_forms.get(key)
        if found is None:
            unfolded = self.kernel("definition", side)
            found = self.kernel("trans", unfolded, eliminated(self.prover, right(unfolded), self.declared))
            self.prover.plain_forms[key] = found
        return found

    def equal(self, left: Term, other: Term, facts: tuple[Term, ...], splits: int) -> Theorem | None:
        if left is other:
            return self.kernel("refl", left)
        normal = self.prover.normaliser(facts)
        learn_provable(normal, self.needed)
        for x in (left, other):
            learn_conditions(normal, self.prover.domain(x))
        a, b = normal.of(left), normal.of(other)
        joined = alike(normal, right(a), right(b))
        if joined is None and self.hopeless():
            return None
        joined = joined or by_moves(normal, right(a), right(b))
        if joined is not None:
            return self.kernel("trans", normal.chain(a, joined), self.kernel("sym", b))
        for first, second, back in ((left, other, False), (other, left, True)):
            if (closed := closed_form(normal, first, second)) is not None:
                return self.kernel("sym", closed) if back else closed
        found = written_out(normal, left, other) or self.with_sizes(left, other, facts, splits)
        return found or self.split(left, other, facts, splits, (right(a), right(b)))

    def with_sizes(self, left: Term, other: Term, facts: tuple[Term, ...], splits: int) -> Theorem | None:
        """The sides with the values put in that the facts give to whole numbers: `n = 1` makes a sum up to n one of a single term."""
        values = [self.kernel("assume", f) for f in facts if _is_size(f) and (occurs(f.args[0], left) or occurs(f.args[0], other))]
        if not values:
            return None
        a, b = (self.kernel("replace", side, *values) for side in (left, other))
        joined = self.equal(right(a), right(b), facts, splits)
        return self.kernel("trans", self.kernel("trans", a, joined), self.kernel("sym", b)) if joined is not None else None

    def by_guards(self, left: Term, other: Term, facts: tuple[Term, ...], guards: tuple[Term, ...]) -> Theorem | None:
        """Two cases for each bracket that guards a condition: what it guards is known only where it is 1, and void where it is 0."""
        if not guards:
            return self.equal(left, other, facts, LARGEST_SPLIT)
        condition, *rest = guards
        halves = []
        for c in (condition, negation(condition)):
            half = self.by_guards(left, other, (*facts, c), tuple(rest))
            if half is None:
                return None
            halves.append(half)
        return self.kernel("cases", condition, *halves)

    def with_fewer_rules(self, left: Term, other: Term, facts: tuple[Term, ...], guards: tuple[Term, ...]) -> Theorem | None:
        """One of several equations about sums left out: where two of them rewrite the same product, either may be the one that is meant."""
        about_sums = [fact.concl for fact, _ in self.prover.normaliser(facts).equations.sum_rules()]
        if not 2 <= len(about_sums) <= MOST_RULES or self.hopeless():
            return None
        fewer = (tuple(f for f in facts if f is not one) for one in about_sums)
        return next((t for fs in fewer if len(fs) < len(facts) and (t := self.by_guards(left, other, fs, guards)) is not None), None)

    def split(self, left: Term, other: Term, facts: tuple[Term, ...], splits: int, forms: tuple[Term, Term]) -> Theorem | None:
        """Two cases for what the normal forms leave open."""
        condition = open_question(forms) if splits else None
        if condition is None:
            return None
        halves = []
        for c in (condition, negation(condition)):
            half = self.equal(left, other, (*facts, c), splits - 1) or self.impossible(left, other, (*facts, c))
            if half is None:
                return None
            halves.append(half)
        return self.kernel("cases", condition, *halves)

    def impossible(self, left: Term, other: Term, facts: tuple[Term, ...]) -> Theorem | None:
        """|- left = other, because the case (the last of the facts) contradicts the others, or what the sides need to be defined."""
        normal, case = self.prover.normaliser(facts), facts[-1]
        for side in (left, other):
            learn_conditions(normal, self.prover.domain(side))
        opposite = normal.facts.condition(negation(case))
        return self.kernel("absurd", eq(left, other), self.kernel("assume", case), opposite) if opposite is not None else None

    def discharged(self, theorem: Theorem, facts: Facts) -> Theorem:
        """The theorem without the hypotheses that the declared facts imply."""
        for h in tuple(theorem.hyps):
            if h in self.declared:
                continue
            others = tuple(x for x in theorem.hyps if x is not h and x not in self.declared)
            known = facts.extended([self.kernel("assume", x) for x in others]) if others else facts
            shown = known.condition(h)
            if shown is None and h.op == "ne" and h.args[0].op == "det" and self.determinants:
                shown = facts.extended(self.determinants).condition(h)
            if shown is None:  # by what is declared alone, if that does: its normal forms serve for all of them
                shown = self.by_normal_form(h, ()) or (self.by_normal_form(h, others) if others else None)
            if shown is not None:
                theorem = self.kernel("cut", theorem, shown)
        return theorem

    def as_needed(self, theorem: Theorem) -> Theorem:
        """The theorem with conditions as the sides need them, where it has them about a normal form: what was simplified before it was
        differentiated leaves such."""
        needed = {weaker for c in self.needed for weaker in unquantified(c)}
        for h in tuple(theorem.hyps):
            if h not in needed and h not in self.declared and (shown := self.from_another(h, needed)) is not None:
                theorem = self.kernel("cut", theorem, shown)
        return theorem

    def from_another(self, condition: Term, others: Iterable[Term]) -> Theorem | None:
        """x > 0, x >= 0 or x != 0, from the same of another term with the same normal form."""
        normal = self.prover.normaliser(self.declared)
        form = normal.of(about(condition)) if condition.op in ("ne", "lt", "le") else None
        for other in others:
            known = self.at_hand(other) if form is not None else None
            if known is None or form is None or known.concl is not says(about(known.concl), condition.op):
                continue
            same = normal.of(about(known.concl))
            if right(same) is right(form):
                theorem = self.kernel("rewrite", known, *changed(same))
                theorem = self.kernel("rewrite", theorem, *changed(self.kernel("sym", form)))
                return theorem if theorem.concl is condition else None
        return None

    def at_hand(self, condition: Term) -> Theorem | None:
        """The condition |- what it says of the elements that the claim speaks of; None where it speaks of none of the set."""
        theorem = self.kernel("assume", condition)
        spoken = sorted((i for i in self.claim.left.atoms | self.claim.right.atoms if isinstance(i, Term)), key=lambda i: i.key)
        while theorem.concl.op == "forall":
            element = next((i for i in spoken if i.tag[1] is theorem.concl.args[0]), None)
            if element is None:
                return None
            theorem = self.kernel("instance", element, theorem)
        return theorem

    def by_normal_form(self, condition: Term, others: tuple[Term, ...]) -> Theorem | None:
        """x > 0, x >= 0 or x != 0 (for all elements of some sets), from what says it of the normal form of x."""
        opened, c = for_any(self.kernel, condition)
        x = about(c)
        if c.op not in ("ne", "lt", "le") or c is not says(x, c.op):
            return None
        known = dict.fromkeys((*self.declared, *others, *(f for v, over in opened for f in filter_conditions(over, v))))
        normal = self.prover.normaliser(tuple(known))
        learn_provable(normal, self.needed)
        form = normal.of(x)
        if c.op != "ne" and normal.facts.sign(right(form), c.op) is None:
            form = normal.chain(form, normal.fractions.together(right(form)))
        shown = normal.matrices.nonzero(right(form)) if c.op == "ne" else normal.facts.sign(right(form), c.op)
        shown = shown or normal.few.sign(right(form), c.op)
        if shown is None and c.op == "ne":
            form = normal.chain(form, normal.fractions.together(right(form)))
            shown = normal.facts.sign(right(form), "ne")
        if shown is None or shown.concl.op != c.op:
            return None
        theorem = self.kernel("rewrite", shown, self.kernel("sym", form))
        if theorem.concl is not c:
            return None
        for variable, over in reversed(opened):
            theorem = self.kernel("generalize", variable, over, theorem)
        return theorem if theorem.concl is condition else None


def _is_size(fact: Term) -> bool:
    """`n = 3` for a whole number n."""
    match fact:
        case Term("eq", (Term("real", (), symbol), Term("num"))):
            return bool(symbol.sort == "integer")
    return False


def open_question(forms: tuple[Term, Term]) -> Term | None:
    """A relation in a bracket of either form, or the sign on which an |x| or relu(x) hangs, that speaks of nothing bound."""
    stack = list(forms)
    while stack:
        t = stack.pop(0)
        if t.op == "iverson" and t.loose == 0 and t.args[0].op in ("eq", "lt"):
            c: Term = t.args[0]
            return c
        if t.op in ("abs", "relu", "sign") and t.loose == 0:
            return lt(ZERO, t.args[0])
        stack.extend(t.args)
    return None
