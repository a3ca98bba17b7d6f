"""`from_sympy(to_sympy(t))` is t, up to what the docstring of `from_sympy` says; and both are the same numbers."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest
import sympy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from made import DEFINITIONS, PLACE_OF_O, WORD, YHAT, A, B, F, U, V, X, o, terms, worlds

from derive.checking import load
from derive.evaluating.arithmetic import Floats, TooLarge, Unsupported
from derive.evaluating.evaluator import Evaluator
from derive.meaning.statements.step import Reading
from derive.meaning.statements.steps import read_steps
from derive.restating.from_sympy import from_sympy
from derive.restating.objects import CannotRestate
from derive.restating.to_sympy import to_sympy
from derive.restating.vocabulary import Vocabulary
from derive.terms.term import ONE, Symbol, Term, is_integer, real

HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2"
FUNCTIONS = Path(__file__).parents[1] / "soundness" / "functions.md"
CALCULUS = HOMEWORK.parent / "calculus" / "unknown_functions.md"
VOCABULARY = Vocabulary.of((X, U, A, B, WORD, YHAT, F), (V,), (o,))
QUIET = settings(deadline=None, max_examples=250, suppress_health_check=list(HealthCheck), derandomize=True)


def canonical(t: Term) -> Term:
    """The representative among terms that SymPy does not tell apart."""
    args = tuple(map(canonical, t.args))
    if t.op in ("add", "mul") and len(args) == 1:
        return args[0]
    if t.op in ("add", "mul") and not args:
        return Term("num", (), int(t.op == "mul"))
    if t.op == "filter" and args[0].op == "filter":
        inner, first = args[0].args
        earlier = first.args if t.args[0].args[0].op == "filter" else (first,)
        return Term("filter", (inner, Term("and", (*earlier, args[1]))))
    if t.op == "sum" and args[0].op != "filter" and args[1].op == "iverson" and to_sympy_is_piecewise(args[1]):
        return Term("sum", (Term("filter", (args[0], args[1].args[0])), ONE))
    return Term(t.op, args, t.tag)


def to_sympy_is_piecewise(t: Term) -> bool:
    (condition,) = t.args
    return condition.op != "eq" or not all(a.op in ("index", "element", "bound") or is_integer(a) for a in condition.args)


def reading(name: str) -> Reading:
    shared = load(str(HOMEWORK / "given.md"))
    return read_steps(load(str(HOMEWORK / f"{name}.md")), [(shared, block.number) for block in shared.givens])


@pytest.mark.parametrize("name", ["handwritten", "corrected"])
def test_every_step_comes_back_as_the_same_term(name: str) -> None:
    """No identification is needed there: the term is the same object."""
    claims = [s.claim for s in reading(name).steps if s.claim is not None]
    assert len(claims) > 20
    for claim in claims:
        vocabulary = Vocabulary.of_claim(claim)
        for t in (claim.left, claim.right, *claim.case):
            assert from_sympy(to_sympy(t), vocabulary) is t


def test_unknown_functions_come_back_and_are_the_functions_of_sympy() -> None:
    """SymPy differentiates what it got to what the proved side says."""
    claims = [s.claim for s in read_steps(load(str(FUNCTIONS)), []).steps if s.claim is not None]
    assert len(claims) > 70
    for claim in claims:
        vocabulary = Vocabulary.of_claim(claim)
        for t in (claim.left, claim.right):
            assert from_sympy(to_sympy(t), vocabulary) is t
    page = read_steps(load(str(CALCULUS)), [])
    proved = [s.claim for s in page.steps if s.part in "abc" and s.claim is not None]
    assert len(proved) == 9
    for claim in proved:
        assert sympy.simplify(to_sympy(claim.left).doit() - to_sympy(claim.right).doit()) == 0
    wrong = [s.claim for s in page.steps if s.part == "d" and s.claim is not None]
    assert len(wrong) == 4
    for claim in wrong:
        assert sympy.simplify(to_sympy(claim.left).doit() - to_sympy(claim.right).doit()) != 0


def test_a_function_with_a_name_of_sympy_is_not_restated() -> None:
    x = Symbol("x")
    for name in ("sigma", "max", "inv", "Abs"):
        f = Symbol(name, (Term("range", (ONE, ONE)),), "function")
        with pytest.raises(CannotRestate):
            to_sympy(Term("call", (real(x),), (f, (0,))))


@QUIET
@given(terms())
def test_made_terms_come_back(t: Term) -> None:
    """Only `Subs` (at) is ever refused: SymPy evaluates nonsense in it, such as 0/0 < 1, when it compares."""
    try:
        to_sympy(t)
    except CannotRestate as why:
        assert "at:" in repr(t) and "refuses" in str(why)
        return
    back = from_sympy(to_sympy(t), VOCABULARY)
    assert canonical(back) is canonical(t)
    assert from_sympy(to_sympy(back), VOCABULARY) is back


def number(e: object) -> float:
    """A finite real number, else nan."""
    try:
        value = complex(sympy.N(e, 30, maxn=200))
    except (TypeError, ValueError, OverflowError):
        return math.nan
    return value.real if value.imag == 0 and math.isfinite(value.real) else math.nan


def evaluated(t: Term, seed: int) -> float:
    try:
        return float(Evaluator(DEFINITIONS, worlds(seed)[1], Floats()).evaluate(t).flat[0])
    except (Unsupported, TooLarge):
        return math.nan


@settings(QUIET, max_examples=120)
@given(terms(depth=3), st.integers(0, 99))
def test_both_sides_of_the_door_are_the_same_number(t: Term, seed: int) -> None:
    t = canonical(t)  # the evaluator knows no empty sum among integers
    ours = evaluated(t, seed)
    assert math.isnan(ours) or evaluated(from_sympy(to_sympy(t), VOCABULARY), seed) == pytest.approx(ours, rel=1e-9)
    if not 1e-6 < abs(ours) < 1e6:
        return
    theirs = number(worlds(seed)[0].expand(to_sympy(t), o=PLACE_OF_O))
    assert math.isnan(theirs) or theirs == pytest.approx(ours, rel=1e-7)


def test_what_has_no_object() -> None:
    part = Term("filter", (V, Term("ne", (Term("bound", (), 0), o))))
    for t in (Term("forall", (V, Term("eq", (o, o)))), Term("index", (), ("k", part)), Term("bound", (), 0)):
        with pytest.raises(CannotRestate):
            to_sympy(t)
