"""Every lemma of every proof of the homework, altered in each way: the kernel refuses, or the table proves the same statement still.

An alteration is caught where a lemma is refused or the last theorem is no proof of the claim. What is neither caught nor a valid
proof of the very statement (same sides, same conditions) fails the test. The figures are printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from derive.checking import check_file
from derive.proving.acceptance import Proof, accepted
from derive.proving.proof_table import Lemma, ProofTable, replay
from derive.proving.rules import RULES
from derive.proving.theorem import Refused, Theorem
from derive.terms.claim import Claim
from derive.terms.term import ONE, Symbol, Term, add, finite_set, mul, neg, num
from derive.theory.axioms import AXIOMS

HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2" / "handwritten.md"
RELATIONS = ("eq", "ne", "lt", "le")
BIG = ("sum", "prod", "max", "min")
OTHER_SET = finite_set("W'")


@dataclass(frozen=True)
class Case:
    """A claim with its proof: the table, and the theorem that a fresh kernel makes of each lemma."""

    name: str
    claim: Claim
    proof: Proof
    table: ProofTable
    theorems: tuple[Theorem, ...]
    users: tuple[tuple[int, ...], ...]


def case_of(name: str, claim: Claim, table: ProofTable) -> Case:
    proof = accepted(claim, replay(table))
    assert isinstance(proof, Proof)
    kernel, theorems = proof.theorem.kernel, list[Theorem]()
    users: list[list[int]] = [[] for _ in table.lemmas]
    for n, lemma in enumerate(table.lemmas):
        theorems.append(kernel.apply(lemma.rule, lemma.args, tuple(theorems[p] for p in lemma.premises)))
        for p in lemma.premises:
            users[p].append(n)
    return Case(name, claim, proof, table, tuple(theorems), tuple(map(tuple, users)))


@pytest.fixture(scope="module")
def proofs() -> list[Case]:
    judged = check_file(str(HOMEWORK)).judgements
    found = [case_of(j.step.id, j.step.claim, j.proof) for j in judged if j.proof is not None and j.step.claim is not None]
    assert len(found) == 24
    return found


# --- ways to alter a lemma


def places(t: Any, change: Callable[[Term], Iterator[Term]]) -> Iterator[Any]:
    """The argument with one node changed, also inside tuples and in the sets of indices."""
    if isinstance(t, tuple):
        for n, part in enumerate(t):
            yield from ((*t[:n], new, *t[n + 1 :]) for new in places(part, change))
    if not isinstance(t, Term):
        return
    yield from change(t)
    for n, a in enumerate(t.args):
        yield from (Term(t.op, (*t.args[:n], new, *t.args[n + 1 :]), t.tag) for new in places(a, change))
    if t.op == "index":
        yield from (Term("index", (), (t.tag[0], new)) for new in places(t.tag[1], change))


def in_arguments(lemma: Lemma, change: Callable[[Term], Iterator[Term]]) -> Iterator[Lemma]:
    for new in places(lemma.args, change):
        yield replace(lemma, args=new)


def premises(lemma: Lemma, n: int) -> Iterator[Lemma]:
    """Another lemma in the place of one, one fewer, two in the other order, one more."""
    old = lemma.premises
    for k, p in enumerate(old):
        for other in dict.fromkeys((p - 1, 0, n - 1, n)):
            if other not in (p, -1):
                yield replace(lemma, premises=(*old[:k], other, *old[k + 1 :]))
        yield replace(lemma, premises=(*old[:k], *old[k + 1 :]))
    if len(old) > 1:
        yield replace(lemma, premises=(old[1], old[0], *old[2:]))
    if n:
        yield replace(lemma, premises=(*old, n - 1))


def rules(lemma: Lemma, n: int) -> Iterator[Lemma]:
    """The name of another rule; it computes its own conclusion from the same arguments and premises."""
    yield from (replace(lemma, rule=name) for name in (*RULES, "no-such-rule") if name != lemma.rule)


def sets(lemma: Lemma, _: int) -> Iterator[Lemma]:
    def change(t: Term) -> Iterator[Term]:
        match t:
            case Term("set"):
                yield OTHER_SET
            case Term("range", (low, high)):
                yield Term("range", (low, add(high, ONE)))
                yield Term("range", (add(low, ONE), high))
                yield OTHER_SET
            case Term("filter", (over, _)):
                yield over

    yield from in_arguments(lemma, change)


def conditions(lemma: Lemma, _: int) -> Iterator[Lemma]:
    opposite = {"eq": "ne", "ne": "eq", "lt": "le", "le": "lt"}

    def change(t: Term) -> Iterator[Term]:
        if t.op in RELATIONS:
            yield from (Term(op, t.args) for op in RELATIONS if op != t.op)
            yield Term(opposite[t.op], t.args[::-1])
        elif t.op == "and":
            yield from t.args

    yield from in_arguments(lemma, change)
    for k, a in enumerate(lemma.args):
        others = {"lt": ("le", "ne"), "le": ("lt", "ne"), "ne": ("lt", "le")}
        for word in others.get(a, ()) if isinstance(a, str) else ():
            yield replace(lemma, args=(*lemma.args[:k], word, *lemma.args[k + 1 :]))


def terms(lemma: Lemma, _: int) -> Iterator[Lemma]:
    """A coefficient, a sign, an index, a factor, a function, a variable."""
    names = {"sum": ("prod",), "prod": ("sum",), "exp": ("log",), "log": ("exp",)}

    def change(t: Term) -> Iterator[Term]:
        match t:
            case Term("num", _, value):
                yield num(value + 1)
                yield num(-value - 2)
            case Term("index", _, (name, over)):
                yield Term("index", (), (name + "'", over))
            case Term("real" | "element" | "defined" as op, args, symbol):
                yield Term(op, args, replace(symbol, name=symbol.name + "'"))
                if len(args) > 1:
                    yield Term(op, args[::-1], symbol)
            case Term("mul" | "add" as op, args):
                yield Term(op, args[1:])
        if t.op not in (*RELATIONS, "set", "range", "filter", "index", "and", "forall"):
            yield neg(t) if t.loose == 0 else mul(num(2), t)
        yield from (Term(name, t.args, t.tag) for name in names.get(t.op, ()))

    yield from in_arguments(lemma, change)
    for k, a in enumerate(lemma.args):
        words = [*names.get(a, ()), *(e for e in AXIOMS if a in AXIOMS and e != a)] if isinstance(a, str) else []
        symbols = [replace(a, name=a.name + "'")] if isinstance(a, Symbol) else []
        for new in (*words, *symbols):
            yield replace(lemma, args=(*lemma.args[:k], new, *lemma.args[k + 1 :]))


WAYS = {"premise": premises, "rule": rules, "set": sets, "condition": conditions, "term": terms}
ENOUGH = {"premise": 24, "rule": 64, "set": 24, "condition": 24, "term": 48}


def sampled(way: str, lemma: Lemma, n: int) -> list[Lemma]:
    """All alterations of the lemma, or evenly spread ones where there are many."""
    found = list(dict.fromkeys(new for new in islice(WAYS[way](lemma, n), 400) if new != lemma))
    step = -(-len(found) // ENOUGH[way])
    return found[::step] if found else []


# --- the verdict on an alteration


def outcome(case: Case, n: int, lemma: Lemma) -> Proof | None:
    """What the table with that lemma proves of the claim: the other lemmas are made anew only where a premise has changed."""
    if not all(0 <= p < n for p in lemma.premises):
        return None
    kernel, changed = case.theorems[0].kernel, dict[int, Theorem]()

    def made(k: int, entry: Lemma) -> bool:
        t = kernel.apply(entry.rule, entry.args, tuple(changed.get(p, case.theorems[p]) for p in entry.premises))
        old = case.theorems[k]
        if t.concl is not old.concl or list(t.hyps) != list(old.hyps):
            changed[k] = t
            return True
        return False

    try:
        waiting = set(case.users[n]) if made(n, lemma) else set()
        while waiting:
            k = min(waiting)
            waiting.discard(k)
            if made(k, case.table.lemmas[k]):
                waiting.update(case.users[k])
    except Refused:
        return None
    last = changed.get(len(case.theorems) - 1, case.theorems[-1])
    result = accepted(case.claim, last)
    return result if isinstance(result, Proof) else None


def replayed(case: Case, n: int, lemma: Lemma) -> Proof | None:
    """The same, from the whole table by a fresh kernel."""
    lemmas = (*case.table.lemmas[:n], lemma, *case.table.lemmas[n + 1 :])
    try:
        result = accepted(case.claim, replay(ProofTable(case.table.definitions, lemmas)))
    except Refused:
        return None
    return result if isinstance(result, Proof) else None


def tampered(way: str, proofs: list[Case], wholes: bool = True) -> Counter[str]:
    """Every lemma altered in that way; how many alterations were caught, and how many are valid proofs of the same statement."""
    figures: Counter[str] = Counter()
    for case in proofs:
        for n, old in enumerate(case.table.lemmas):
            altered = sampled(way, old, n)
            figures["lemmas"] += bool(altered)
            for number, lemma in enumerate(altered):
                proof = outcome(case, n, lemma)
                figures["valid" if proof else "caught"] += 1
                if proof is not None:
                    assert proof.theorem.concl is case.proof.theorem.concl, (case.name, n, lemma)
                    assert proof.conditions == case.proof.conditions, (case.name, n, lemma)
                if wholes and number == 0 and n % 8 == 0:
                    figures["also replayed from the table"] += 1
                    whole = replayed(case, n, lemma)
                    assert (whole is None) is (proof is None), (case.name, n, lemma)
    return figures


VALID_AT_MOST = {"premise": 0.12, "rule": 0.02, "set": 0.0, "condition": 0.02, "term": 0.003}


@pytest.mark.parametrize("way", WAYS)
def test_every_lemma_altered(way: str, proofs: list[Case], capsys: pytest.CaptureFixture[str]) -> None:
    figures = tampered(way, proofs)
    assert figures["lemmas"] > 500 and figures["valid"] <= VALID_AT_MOST[way] * figures["caught"]
    with capsys.disabled():
        print(f"\n{way} altered: " + ", ".join(f"{count} {name}" for name, count in sorted(figures.items())))


@pytest.mark.parametrize("rule", ["trans", "axiom", "sign"])
def test_a_rule_that_checks_less_is_noticed(rule: str, proofs: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures above mean something: a kernel with one careless rule calls more alterations valid."""
    users = [case for case in proofs if rule in case.table.rules][:6]
    exact = tampered("premise", users, wholes=False)["valid"]
    careless = FunctionType(RULES[rule].__code__, {**RULES[rule].__globals__, "require": lambda *_: None})
    monkeypatch.setitem(RULES, rule, careless)
    assert tampered("premise", users, wholes=False)["valid"] > exact
