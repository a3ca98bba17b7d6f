"""What has to be trusted: the modules that decide what a proof is, with their lines of code, every axiom and every rule.

Comes in: nothing. Goes out: lines of text, counted and read from the modules themselves.
"""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator

from derive.proving.rules import RULES
from derive.theory.axioms import AXIOMS

KERNEL = ("proving.kernel", "proving.theorem", "proving.rules", "proving.acceptance")
BASE = (
    "terms.term", "terms.parts", "terms.polynomial", "terms.wellformed", "terms.claim",
    "theory.functions", "theory.calculus", "theory.axiom", "theory.axioms",
)  # fmt: skip
FILES = ("proving.proof_table", "proving.proof_file", "terms.table")
TEST = "tests/theory/test_axioms.py"
GOALS = {"kernel": 500, "kernel and base": 1000}


def trust() -> str:
    """The report of `derive trust`."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    kernel, base = sum(map(code_lines, KERNEL)), sum(map(code_lines, BASE))
    for title, modules in (("the kernel", KERNEL), ("what it stands on", BASE), ("for proof files, besides", FILES)):
        yield f"{title}: {sum(map(code_lines, modules))} lines of code (without comments, docstrings and blank lines)"
        yield from (f"  {code_lines(m):5} derive/{m.replace('.', '/')}.py" for m in modules)
    for (what, goal), lines in zip(GOALS.items(), (kernel, kernel + base), strict=True):
        yield f"{what}: {lines} lines, {'within' if lines <= goal else 'above'} the goal of {goal}"
    yield f"{len(AXIOMS)} axioms, each tested at random models by {TEST}:"
    yield from (f"  {name}: {axiom.source}" for name, axiom in AXIOMS.items())
    yield f"{len(RULES)} rules:"
    yield from (f"  {name}: {' '.join((rule.__doc__ or '').split())}" for name, rule in RULES.items())


def code_lines(module: str) -> int:
    """The lines of a module of `derive` that hold code: what is left without blank lines, comments and docstrings."""
    found = importlib.util.find_spec(f"derive.{module}")
    assert found is not None and found.origin is not None
    with open(found.origin, encoding="utf-8") as file:
        text = file.read()
    said: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            said.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(text.splitlines(), start=1)
    return sum(bool(line.strip()) and not line.lstrip().startswith("#") and n not in said for n, line in lines)
