r"""Expectations, variances and covariances: over distributions on finite sets as sums, else by declared moments.

Comes in: the operator with its subscript and what it acts on. Goes out: a value. `\mathbb{E}` without subscript takes the expectation over
every declared random index and variable that occurs, also inside of definitions; what is drawn together must be declared to be
independent, or one from a distribution that depends on the other. Knows nothing of truth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.moments import Expectation
from derive.meaning.names.scope import Ambiguous, NotSupported, Random, Scope, Undeclared, spelled
from derive.reading.syntax import Chain, Group, Listing, Missing, Name, Node, Product, Scripted
from derive.terms.term import Symbol, Term, abstract, bind, index, mul, power
from derive.theory.calculus import unfold

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator

KINDS = {"E": "E", "Var": "Var", "Cov": "Cov", "V": "Var"}
UNIFORM = ("Uniform", "Unif", "U")
NOTHING = (
    "nothing under the expectation is random; a distribution (`$a \\sim p$ on $A$`) or moments "
    "(`$\\mathbb{E}[x] = \\mu$`) in the Given would do"
)
OUTCOMES = "P°"  # the distribution of the outcomes where only words say what is random (`told_random`)


@dataclass(frozen=True, slots=True)
class Operator:
    """E, Var or Cov, and the subscript and superscript on it."""

    kind: str
    sub: Node | None = None
    sup: Node | None = None


def operator(node: Node, elaborator: Elaborator) -> Operator | None:
    r"""The operator that the node writes, if it writes one: `\mathbb{E}`, `\operatorname{Var}_{x \sim p}`; a plain E where something is
    random."""
    base, sub, sup = (node.base, node.sub, node.sup) if isinstance(node, Scripted) and not node.primes else (node, None, None)
    if not isinstance(base, Name) or base.marks or base.text not in KINDS:
        return None
    name = spelled(base) or ""
    if elaborator.scope.known(name) or elaborator.scope.known(spelled(node) or "") or name in elaborator.names:
        return None
    plain = base.font != "bb" and (base.text == "V" or (base.text == "E" and base.font != "rm" and not _drawn(sub)))
    if plain and base.text == "V" and in_words(elaborator.scope):
        return Operator("Var", sub, sup)
    if plain and (base.text == "V" or not (elaborator.scope.random or elaborator.scope.moments)):
        return None
    return Operator(KINDS[base.text], sub, sup)


_SPOKEN_OF = re.compile(
    r"expectation|expected value|random variable|\bvariance\b|기댓값|기대값|확률\s?변수|期望|随机变量|Erwartungswert|Zufalls|espérance",
    re.I,
)


def nothing_random(node: Node, after: Node | None, elaborator: Elaborator) -> Undeclared | None:
    """`E[X]` on a page that speaks of expectations and declares nothing random: no number E times a bracket."""
    plain = isinstance(node, Name) and node.text == "E" and not node.marks and not elaborator.scope.known("E")
    if plain and isinstance(after, Group) and after.kind == "[" and _SPOKEN_OF.search(elaborator.source):
        return Undeclared(NOTHING, node.span)
    return None


def in_words(scope: Scope) -> bool:
    """Whether words alone say what is random: numbers are constants beside it."""
    return any(spelled(r.law) == OUTCOMES for r in scope.random.values())


CONSTANTS = frozenset("a b c d k alpha beta gamma delta lambda mu sigma n m".split())  # nobody takes these for random


def constant(body: Term) -> bool:
    """Whether it is made of letters that write constants."""
    return all(a.name.split("_")[0] in CONSTANTS for a in body.atoms if isinstance(a, Symbol))


def _drawn(sub: Node | None) -> bool:
    parts = sub.items if isinstance(sub, Listing) else (sub,)
    return all(isinstance(p, Chain) and p.relations == ("~",) for p in parts)


class Expectations:
    """The part of elaboration that takes expectations."""

    def __init__(self, owner: Elaborator) -> None:
        self.owner = owner

    def applied(self, op: Operator, body: Node) -> Value:
        while isinstance(body, Group) and body.kind in ("(", "[", "{") and not isinstance(body.body, Listing):
            body = body.body
        items = body.items if isinstance(body, Listing) else (body,)
        if isinstance(body, Listing) and body.separator != ",":
            raise NotSupported("a conditional expectation is not judged; one over all that is random can be", body.span)
        if len(items) > (2 if op.kind == "Cov" else 1):
            raise IllTyped(f"`{op.kind}` of {len(items)} things")
        laws = self.laws(op.sub)
        with self.owner.bound({r.name: r.index for r in laws}):
            values = [self.owner.value(i) for i in items]
            found = self.of(op, values, tuple(laws))
        return found if op.sup is None else self.owner.scripts.to_power(found, op.sup)

    def of(self, op: Operator, values: list[Value], laws: tuple[Random, ...]) -> Value:
        first, last = values[0], values[-1]
        match op.kind:
            case "E":
                return self.expected(first, laws, op)
            case "Var" if first.rank:
                shape = arrays.shape_text(first)
                raise Ambiguous(f"`Var` of {shape} may be its covariance matrix, `Cov(x)`, or the variance of each entry")
        a, b = (arrays.plus(v, arrays.negative(self.expected(v, laws, op))) for v in (first, last))
        return self.expected(Value((), power(a.body, 2)) if op.kind == "Var" else self.outer(a, b), laws, op)

    def outer(self, a: Value, b: Value) -> Value:
        if a.rank > 1 or b.rank > 1:
            raise IllTyped(f"the covariance of {arrays.shape_text(a)} and {arrays.shape_text(b)}")
        return arrays.times(replace(a, row=False), replace(b, row=True)) if a.rank and b.rank else arrays.times(a, b)

    # --- over what ---

    def laws(self, sub: Node | None) -> list[Random]:
        r"""What the subscript names: `a \sim p, b \sim q`; `a`, where a is declared to be random; `p`, where something is drawn from p."""
        found: list[Random] = []
        for part in sub.items if isinstance(sub, Listing) else () if sub is None else (sub,):
            match part:
                case Chain((Name() as letter, law), ("~",)):
                    found.append(self.drawn(letter, law))
                    continue
            name = spelled(part)
            known = [r for r in self.owner.scope.random.values() if name is not None and name in (r.name, spelled(r.law))]
            if len(known) == 1:
                found += known
            elif not any(s.name == name for s in self.owner.scope.moments):
                text = self.owner.text(part)
                raise Undeclared(f"`{text}` under the expectation names nothing drawn; `$a \\sim p$` in the Given would do", part.span)
        return found

    def drawn(self, letter: Name, law: Node, over: Term | None = None) -> Random:
        """A letter drawn from a law on a finite set."""
        name = spelled(letter) or ""
        over = over or self.support(name, law)
        return Random(name, index(name, over), law)

    def support(self, name: str, law: Node) -> Term:
        scope = self.owner.scope
        match law:
            case Product((Name() as head, Group("(", inside)), ("",)):
                if head.text in UNIFORM and not isinstance(inside, Listing):
                    return self.owner.places.set(inside)
                known = scope.functions.get(spelled(head) or "", [])
                place = _placeholder(inside, name)
                sets = {f.parameters[place].index for f in known if place is not None and place < len(f.parameters)}
                indices = [i for i in sets if i is not None]
                if len(indices) == 1:
                    found: Term = indices[0].tag[1]
                    return found
            case Name() | Scripted():
                v = self.owner.value(law)
                if v.rank == 1:
                    return v.axes[0]
        if name in scope.letters:
            return scope.letters[name]
        text = self.owner.text(law)
        raise Undeclared(f"on which set `{text}` is a distribution is not said; `${name} \\sim {text}$ on $A$` would do", law.span)

    def probability(self, r: Random) -> Term:
        """The probability of the letter's value, about the letter's index."""
        match r.law:
            case Product((Name(text), Group("(", inside)), ("",)) if text in UNIFORM and not self.owner.scope.known(text):
                if self.owner.places.set(inside) is not r.index.tag[1]:
                    raise IllTyped(f"`{self.owner.text(r.law)}` is no distribution on the set of `{r.name}`")
                return power(Term("card", (r.index.tag[1],)), -1)
            case Product((head, Group(kind, inside) as bracket), ("",)):
                letter = Name(r.name, span=r.law.span)
                with self.owner.bound({r.name: r.index}):
                    filled = replace(bracket, kind=kind, body=_filled(inside, letter))
                    v = self.owner.value(replace(r.law, factors=(head, filled)))
            case _:
                v = self.owner.value(r.law)
                if v.rank == 1 and v.axes[0] is r.index.tag[1]:
                    return v.entry(r.index)
        if v.rank:
            raise IllTyped(f"`{self.owner.text(r.law)}` is {arrays.shape_text(v)}, no distribution on the set of `{r.name}`")
        return v.body

    # --- the expectation ---

    def expected(self, v: Value, laws: tuple[Random, ...], op: Operator) -> Value:
        arrays.settled(v)
        axes = arrays.fresh(v.axes)
        body = self.unfolded(v.entry(*axes))
        scope = self.owner.scope
        if op.sub is None:
            # a letter that a sum or another expectation around binds is not drawn here
            laws = tuple(r for r in scope.random.values() if r.index in body.atoms and r.name not in self.owner.names)
        moments = {s: m for s, m in scope.moments.items() if s in body.atoms and not (op.sub is not None and laws)}
        if laws and moments:
            raise NotSupported("an expectation over a finite distribution and over declared moments at once")
        if not laws and not moments and op.sub is None and not v.literal and not (in_words(scope) and constant(body)):
            raise Undeclared(NOTHING)
        self.check_apart(body, laws, frozenset(moments))
        found = self.over(body, laws) if laws else Expectation(moments, frozenset(scope.alone), frozenset(scope.apart)).of(body)
        return replace(v, body=abstract(found, axes), literal=False, of=None, wrt=None)

    def check_apart(self, body: Term, laws: tuple[Random, ...], random: frozenset[Symbol]) -> None:
        """What a fact ties to something random is random too, and no constant."""
        tied: set[object] = {*random, *(r.index for r in laws)}
        facts = [unfold(f, self.owner.scope.definitions) for f in self.owner.scope.facts]
        grown = True
        while grown:
            size = len(tied)
            for f in facts:
                spoken = {a for a in f.atoms if (isinstance(a, Symbol) and a.sort == "real") or a in tied}
                tied |= spoken if not spoken.isdisjoint(tied) else set()
            grown = len(tied) > size
        for r in laws:
            if any(r.index in f.atoms for f in facts):
                raise NotSupported(f"an expectation over `{r.name}`, of which the Given states a fact")
        linked = sorted(a.name for a in body.atoms if isinstance(a, Symbol) and a in tied and a not in random)
        if linked:
            raise NotSupported(f"an expectation of `{linked[0]}`, which a fact of the Given ties to something random")

    def over(self, body: Term, laws: tuple[Random, ...]) -> Term:
        """The sum over all values, weighted by their probabilities."""
        weights = {r: self.unfolded(self.probability(r)) for r in laws}
        ordered: list[Random] = []
        waiting = list(laws)
        while waiting:
            following = next((r for r in waiting if not any(o.index in weights[r].atoms for o in waiting if o is not r)), None)
            if following is None:
                raise IllTyped("distributions that depend on each other in a circle")
            waiting.remove(following)
            ordered.append(following)
        for n, r in enumerate(ordered):
            for o in ordered[:n]:
                linked = o.index in weights[r].atoms or frozenset((o.name, r.name)) in self.owner.scope.pairs
                if not linked:
                    raise NotSupported(f"how `{o.name}` and `{r.name}` depend on each other is not declared; `independent` would do")
        for r in reversed(ordered):
            body = bind("sum", r.index, mul(self.probability(r), body))
        return body

    def unfolded(self, t: Term) -> Term:
        """The term with the definitions unfolded, if something random stands inside of one."""
        scope = self.owner.scope
        random = {r.index for r in scope.random.values()} | set(scope.moments) | {a for a in self.owner.names.values() if a.op == "index"}
        used = [scope.definitions[s] for s in t.atoms if isinstance(s, Symbol) and s in scope.definitions]
        return unfold(t, scope.definitions) if any(not unfold(u, scope.definitions).atoms.isdisjoint(random) for u in used) else t


def _placeholder(inside: Node, name: str) -> int | None:
    r"""Where the letter, or `\cdot` for it, stands in the list of arguments."""
    items = inside.items if isinstance(inside, Listing) else (inside,)
    return next((n for n, i in enumerate(items) if isinstance(i, Missing) or spelled(i) == name), None)


def _filled(inside: Node, letter: Name) -> Node:
    if isinstance(inside, Missing):
        return letter
    return replace(inside, items=tuple(_filled(i, letter) for i in inside.items)) if isinstance(inside, Listing) else inside
