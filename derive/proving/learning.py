"""What conditions say before a normal form is looked for: signs that are shown of terms as they are written, and brackets that guard them.

Comes in: conditions that the sides of a claim need, and a normaliser. Goes out: the normaliser with the signs that it knows from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.proving.facts import Facts
from derive.proving.kernel import Kernel
from derive.proving.normal import Normaliser
from derive.proving.rules import says
from derive.proving.theorem import Refused, Theorem, negation
from derive.terms.parts import parts
from derive.terms.term import ONE, Term, base_set, filter_conditions, integer_range, open_binder

ONLY = integer_range(ONE, ONE)  # over which a condition under brackets is quantified


def about(condition: Term) -> Term:
    """What a sign condition is about."""
    return condition.args[0] if condition.op == "ne" else condition.args[-1]


def open_guards(conditions: Iterable[Term], known: Facts) -> Iterator[Term]:
    """The brackets under which alone a condition is needed that is not known anyway, where they speak of nothing bound."""
    for c in conditions:
        guards: list[Term] = []
        while c.op == "forall" and base_set(c.args[0]) is ONLY:
            guards += filter_conditions(c.args[0], ONE)
            c = c.args[1]
        if guards and c.loose == 0 and known.condition(c) is None:
            relations = (g for g in guards if g.op in ("eq", "ne", "lt", "le") and g.args[0] is not g.args[1])
            yield from (g for g in relations if known.condition(g) is None and known.condition(negation(g)) is None)


def for_any(kernel: Kernel, condition: Term) -> tuple[list[tuple[Term, Term]], Term]:
    """The condition about any elements: the index of each quantifier with its set, and what is said of them."""
    opened: list[tuple[Term, Term]] = []
    while condition.op == "forall":
        over = condition.args[0]
        variable, condition = open_binder(condition, condition.atoms | kernel.fixed | {v for v, _ in opened}, "_")
        opened.append((variable, over))
    return opened, condition


def learn_provable(normal: Normaliser, conditions: Iterable[Term]) -> None:
    """The signs that can be shown of terms as they are written are known of their normal forms too, which no longer show them."""
    for condition in conditions:
        opened, c = for_any(normal.kernel, condition)
        x = about(c)
        if c.op in ("ne", "lt", "le") and c is says(x, c.op) and x.op in ("add", "sum", "mul") and x not in normal.nonzero.learnt:
            normal.nonzero.learnt.add(x)
            strict = "ne" if c.op == "ne" else "lt"  # what may stand under a root is often positive
            if normal.facts.condition(says(x, strict)) is not None:
                known = set(normal.nonzero.known)
                normal.nonzero.learn(x, strict)
                learn_of_all(normal, opened, [t for x, t in normal.nonzero.known.items() if x not in known])
                normal.forget_signed()


def learn_of_all(normal: Normaliser, opened: list[tuple[Term, Term]], signs: list[Theorem]) -> None:
    """What is known of sums about any elements of some sets is known of all of them, under other sums too."""
    for theorem in signs if opened else ():
        if not any(p.op in ("sum", "prod") for p in parts(theorem.concl)):
            continue  # its sign is seen where it is needed
        try:
            for variable, over in reversed(opened):
                theorem = normal.kernel("generalize", variable, over, theorem)
        except Refused:
            continue
        normal.facts.add(theorem)


def learn_conditions(normal: Normaliser, conditions: Iterable[Term]) -> None:
    """What a side needs to be defined is known from the start, also to the other side."""
    for c in conditions:
        match c:
            case Term("ne", (x, _)):
                normal.nonzero.learn(x)
            case Term("lt", (_, x)):
                normal.nonzero.learn(x, "lt")
