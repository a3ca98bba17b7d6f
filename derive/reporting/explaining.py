"""A verdict at length: the proof at the level of the page, drawn from the checked proof, or the witness worked out.

Comes in: a judgement. Goes out: sentences. What is said of a proof is what its lemmas say, with the bookkeeping between them left out;
nothing here is trusted, and nothing here can make a step right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from derive.diagnosing import messages
from derive.proving.proof_table import Checker, Lemma
from derive.proving.theorem import Theorem
from derive.reporting.latex import latex
from derive.reporting.text import sentence
from derive.terms.matching import replace_instances
from derive.terms.term import Symbol, Term, real
from derive.theory.calculus import unfold
from derive.verdict import Judgement, Verdict

SAID = {
    "log-exp": "the logarithm undoes the exponential",
    "exp-log": "the exponential undoes the logarithm",
    "log-one": "the logarithm of 1",
    "log-product": "the logarithm of a product of positive factors",
    "log-power": "the logarithm of a power of a positive number",
    "power-exp": "a power of a positive number",
    "square-of-root": "the square of a root",
    "root-of-square": "the root of a square",
    "sine-square": "sine and cosine",
    "sum-delta": "the bracket picks one term of the sum",
    "sum-delta-range": "the bracket picks one term of the sum",
    "sum-filter": "a sum over part of a set, with a bracket",
    "count": "counting",
    "count-range": "counting",
    "product-of-positive": "a product of positive factors is the exponential of the sum of their logarithms",
}
SILENT = frozenset({"sum-add", "whole", "count-nonnegative", "set-nonempty", "nonzero-base"})
LONGEST = 160
FAILED = (Verdict.REFUTED, Verdict.ILL_TYPED)


def explained(j: Judgement, file: str = "FILE", full: bool = False, language: str = "en") -> list[str]:
    """What was found about the step, one sentence a line; of a mistake a hint only, full: the repaired line too."""
    lines = [sentence(j)]
    if j.verdict in FAILED:
        lines += list(_mistake(j, file, full, language))
    if j.proof is not None:
        lines += list(dict.fromkeys(_proof(j))) or ["both sides are read as the same"]
        lines.append(f"the kernel has checked {len(j.proof.lemmas)} lemmas by {len(j.proof.rules)} rules")
    if j.witness is not None:
        lines += list(_witness(j))
    return lines


def _mistake(j: Judgement, file: str, full: bool, language: str) -> Iterator[str]:
    """Where to look, and on request what to write."""
    if j.repair is None:
        yield messages.no_repair(language)
        return
    yield from messages.hint(j.repair, language)
    if full:
        yield from messages.answer(j.repair, language)
    else:
        yield messages.more(file, j.step.id, language)


def _proof(j: Judgement) -> Iterator[str]:
    assert j.proof is not None
    checker = Checker(j.proof.definitions)
    theorems: list[Theorem] = []
    facts = {*j.step.claim.given.facts, *j.step.claim.case} if j.step.claim else set()
    for lemma in j.proof.lemmas:
        theorem = checker.kernel.apply(lemma.rule, lemma.args, tuple(theorems[p] for p in lemma.premises))
        theorems.append(theorem)
        said = _said(lemma, theorem, facts)
        if said:
            yield said


def _said(lemma: Lemma, theorem: Theorem, facts: set[Term]) -> str | None:
    """What a reader would want to hear of a lemma; None for bookkeeping."""
    match lemma.rule:
        case "definition":
            names = _defined(lemma.args[0], theorem.kernel.definitions.keys())
            return f"by definition of ${'$, $'.join(names)}$" if names else None
        case "derivative":
            return f"differentiating: {_equation(theorem)}"
        case "axiom":
            name = str(lemma.args[0])
            silent = name in SILENT or name.startswith("bracket")
            return None if silent else f"{SAID.get(name, name.replace('-', ', by its '))}: {_equation(theorem)}"
        case "cases":
            condition = lemma.args[0]
            return f"two cases: ${latex(condition)}$, and not"
        case "clear":
            return "denominators that are not zero are cleared, and both sides are the same"
        case "assume" if lemma.args[0] in facts:
            return f"given: ${latex(lemma.args[0])}$"
    return None


def _defined(term: Term, definitions: object) -> list[str]:
    assert hasattr(definitions, "__contains__")
    return sorted({a.name for a in term.atoms if isinstance(a, Symbol) and a in definitions})


def _folded(term: Term, definitions: Mapping[Symbol, Term]) -> Term:
    """The term with defined names back where their definitions stand, the last defined first."""
    for symbol in reversed(list(definitions)):
        pattern = unfold(definitions[symbol], definitions)
        if pattern.op not in ("real", "num", "iverson") and pattern.atoms <= term.atoms:
            term = replace_instances(term, pattern, partial(_entry, symbol))
    return term


def _entry(symbol: Symbol, found: dict[int, Term]) -> Term:
    return real(symbol, *(found[k] for k in sorted(found)))


def _equation(theorem: Theorem) -> str:
    left, right = (latex(_folded(side, theorem.kernel.definitions)) for side in theorem.concl.args)
    text = f"${left} = {right}$"
    return text if len(text) <= LONGEST else f"${_short(left)}$ becomes ${_short(right)}$"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST // 2 else text[: LONGEST // 2 - 1] + "…"


def _witness(j: Judgement) -> Iterator[str]:
    assert j.witness is not None
    w = j.witness
    yield "take " + ", ".join([f"|{n}| = {v}" if n in w.sets else f"{n} = {v}" for n, v in w.sizes.items()])
    for name, value in w.values.items():
        yield f"  {name} = {_listed(value)}"
    if j.step.claim is not None:
        yield f"left side, read as ${latex(j.step.claim.left)}$: {w.left}"
        yield f"right side, read as ${latex(j.step.claim.right)}$: {w.right}"


def _listed(value: object) -> str:
    return f"[{', '.join(map(_listed, value))}]" if isinstance(value, list) else str(value)
