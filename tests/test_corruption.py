"""A few hundred corruptions of the homework's proof files; `python -m tests.corruption` does ten thousand of all documents."""

from __future__ import annotations

from pathlib import Path

from derive.checking import room_to_nest
from derive.command import main
from derive.proving.rules import RULES
from derive.reporting.trust import BASE, KERNEL, code_lines, trust
from derive.theory.axioms import AXIOMS
from tests.corruption import KINDS, corpus, run, table

HOMEWORK = Path(__file__).parents[1] / "derivations" / "cs224n_a2" / "handwritten.md"


def test_no_corruption_proves_what_is_false() -> None:
    with room_to_nest():
        figures, bad = run(corpus([str(HOMEWORK)]), 400, seed=7)
    assert not bad, table(figures)
    assert {kind for kind, _ in figures} == set(KINDS)
    assert sum(n for (_, result), n in figures.items() if result == "caught") > 200


def test_what_is_trusted_is_printed() -> None:
    """Every rule and every axiom has its line, and the figures are those of the files."""
    text = trust()
    assert all(f"\n  {name}: " in text for name in (*RULES, *AXIOMS))
    assert f"the kernel: {sum(map(code_lines, KERNEL))} lines" in text and all(code_lines(m) > 5 for m in (*KERNEL, *BASE))
    assert main(["trust"]) == 0
