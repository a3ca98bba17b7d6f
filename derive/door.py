"""The Python door: documents, symbols and verdicts for scripts and notebooks.

Comes in: a file, a text, or SymPy expressions. Goes out: typed verdicts. What a document declares is there as SymPy objects, so that its
steps can be restated by hand and judged like those of the page. A user's own functions and losses are declared in the Given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from html import escape
from typing import Any

from derive.checking import Checked, check_file, check_text
from derive.judging import Bench, judge
from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.statements.step import Reading, Side, Step
from derive.reading.syntax import Span
from derive.reporting.text import MARKS, sentence
from derive.searching import Searches
from derive.terms.claim import Claim
from derive.terms.term import Symbol, Term
from derive.verdict import Judgement

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that has been read and judged. `doc["b.3"]` is the judgement of a step."""

    checked: Checked
    bench: Bench = field(default_factory=Bench, repr=False, compare=False)

    @property
    def steps(self) -> tuple[Judgement, ...]:
        return self.checked.judgements

    def __getitem__(self, step: str) -> Judgement:
        """The judgement of the step with this id. Raises KeyError with the ids that there are."""
        found = next((j for j in self.steps if j.step.id == step), None)
        if found is None:
            raise KeyError(f"no step {step}; there are {', '.join(j.step.id for j in self.steps)}")
        return found

    def symbols(self) -> dict[str, Any]:
        """What the document declares, as SymPy objects by their LaTeX names: Symbol, IndexedBase (a family `u` by word and entry), Idx for
        fixed elements, and `|V|` for the size of a set."""
        from derive.restating.to_sympy import to_sympy

        scope = self.checked.reading.scope
        found: dict[str, Any] = {f"|{name}|": to_sympy(Term("card", (over,))) for name, over in scope.sets.items() if over.op == "set"}
        for symbol in self._symbols():
            found[symbol.name] = _sympy_name(symbol)
        found.update({name: to_sympy(place) for name, place in scope.indices.items()})
        return found

    def index(self, name: str, over: str) -> Any:
        """A free index as a SymPy Idx: over a declared set, or over the entries 1..d of a declared size."""
        from derive.restating.to_sympy import to_sympy

        return to_sympy(Term("index", (), (name, self.checked.reading.scope.sets[over])))

    def restate(self, step: str) -> tuple[Any, Any]:
        """Both sides of a step as SymPy expressions (of their entries, where they are arrays). Raises ValueError for no meaning."""
        from derive.restating.to_sympy import to_sympy

        claim = self[step].step.claim
        if claim is None:
            raise ValueError(f"step {step} is {self[step].verdict.value}: it has no two sides of one shape")
        return to_sympy(claim.left), to_sympy(claim.right)

    def claim(self, left: Any, right: Any, case: Sequence[Any] = (), step: str | None = None) -> Claim:
        """Two SymPy expressions as a claim under this document's Given. Free indices mean: for all of their set. Raises IllTyped where the
        two sides do not have the same free axes, CannotRestate for what has no meaning here."""
        from derive.restating.from_sympy import from_sympy
        from derive.restating.vocabulary import Vocabulary

        left, right, *case = map(_expression, (left, right, *case))
        scope = self.checked.reading.scope
        sets = [s for s in scope.sets.values() if s.op == "set"]
        indices = [*scope.indices.values(), *_indices((left, right, *case), scope.sets)]
        vocabulary = Vocabulary.of(self._symbols(), sets, indices)
        sides = from_sympy(left, vocabulary), from_sympy(right, vocabulary)
        return Claim(scope.given(), tuple(from_sympy(c, vocabulary) for c in case), *sides)

    def check(self, left: Any, right: Any, case: Sequence[Any] = ()) -> Judgement:
        """The verdict on `left = right`, for SymPy expressions in this document's symbols."""
        claim = self.claim(left, right, case)
        return judged(claim, str(left), str(right), self.bench)

    def _symbols(self) -> list[Symbol]:
        scope = self.checked.reading.scope
        values = [v.body.tag for v in scope.values.values() if isinstance(v.body.tag, Symbol)]
        bodies = [a for d in scope.definitions.values() for a in d.atoms if isinstance(a, Symbol)]
        everything = [*values, *bodies, *(s.symbol for s in scope.sequences.values()), *scope.definitions]
        facts = [a for f in scope.facts for a in f.atoms if isinstance(a, Symbol)]
        claims = [j.step.claim for j in self.steps if j.step.claim is not None]
        spoken = [a for c in claims for t in (c.left, c.right) for a in t.atoms if isinstance(a, Symbol)]
        found = dict.fromkeys(s for s in (*everything, *facts, *spoken) if "°" not in s.name)
        return sorted(found, key=lambda s: (s.name, s.digest))

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(j.step.id)}</td><td>{MARKS[j.verdict][0]}</td><td>${escape(j.step.left.latex)} "
            f"{escape(j.step.relation)} {escape(j.step.right.latex)}$</td><td>{escape(j.verdict.value)}: {escape(j.reason)}</td></tr>"
            for j in self.steps
        )
        return f"<table>{rows}</table>"

    def _repr_latex_(self) -> str:
        """The steps one below the other, each with its mark."""
        rows = (rf"{j.step.left.latex} &{j.step.relation} {j.step.right.latex} && \text{{{j.verdict.value}}}" for j in self.steps)
        return "$$\\begin{aligned}" + r" \\ ".join(rows) + "\\end{aligned}$$"

    def __str__(self) -> str:
        return "\n".join(f"{MARKS[j.verdict][0]} {j.step.id} {sentence(j)}" for j in self.steps)


def load(path: str, given: Sequence[str] = ()) -> Document:
    """Read and judge a document. Raises CannotRead with one sentence where the file is unusable."""
    return Document(check_file(path, given))


def read(text: str, given: Sequence[str] = ()) -> Document:
    """Read and judge a text in Markdown, for example only a Given, to restate steps under it."""
    return Document(check_text(text, given))


def judged(claim: Claim, left: str, right: str, bench: Bench) -> Judgement:
    """The verdict on one claim; left and right are how it is written."""
    step = Step("1", "0", NOWHERE, Side(left, NOWHERE), "=", Side(right, NOWHERE), (), "claim", "", claim)
    import numpy  # noqa: F401 (once it is there, the search for witnesses stays in this process)

    searches = Searches()
    try:
        (judgement,) = judge(Reading((step,), ()), searches, bench)
    finally:
        searches.close()
    return replace(judgement, step=step)


def _expression(e: Any) -> Any:
    """Whole numbers and fractions as SymPy's; anything else as it is (text is refused later)."""
    import sympy

    if isinstance(e, int | Fraction) and not isinstance(e, bool):
        return sympy.Rational(e.numerator, e.denominator)
    return e


def _sympy_name(symbol: Symbol) -> Any:
    import sympy

    if symbol.axes:
        return sympy.IndexedBase(sympy.Symbol(symbol.name))
    return sympy.Symbol(symbol.name, integer=True) if symbol.sort == "integer" else sympy.Symbol(symbol.name, real=True)


def _indices(expressions: Sequence[Any], sets: Mapping[str, Term]) -> list[Term]:
    """The free Idx objects of SymPy expressions as indices, by their ranges."""
    import sympy

    from derive.restating.to_sympy import to_sympy

    ranges = {}
    for over in sets.values():
        probe = to_sympy(Term("index", (), ("i", over)))
        ranges[probe.lower, probe.upper] = over
    found: dict[Term, None] = {}
    for e in expressions:
        for i in sorted(e.atoms(sympy.Idx), key=str) if isinstance(e, sympy.Basic) else ():
            if (i.lower, i.upper) in ranges:
                found[Term("index", (), (str(i.label), ranges[i.lower, i.upper]))] = None
    return list(found)


__all__ = ["Document", "IllTyped", "load", "read"]
