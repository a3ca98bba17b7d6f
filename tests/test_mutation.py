"""A few hundred mutants (`.ci/run` takes 20,000): none that is really false is proved, no witness is wrong, and nearly all are refuted."""

from __future__ import annotations

from collections import Counter

from tests import mutants, mutation

COUNT = 400


def test_mutants() -> None:
    found = list(mutation.run(COUNT, seed=7, jobs=1))
    counts = Counter(outcome for _, outcome, _ in found)
    assert [text for _, outcome, text in found if outcome.isupper()] == []
    assert counts["refuted"] > COUNT // 3
    assert counts["false, open"] <= counts["refuted"] // 100


def test_there_are_enough_kinds() -> None:
    assert len(mutants.OPERATORS) >= 30


def test_a_mutant_depends_on_seed_and_number_alone() -> None:
    steps, _ = mutation.sources(3, texts=0)
    first, again = (mutation.Judge(steps, [], 3) for _ in range(2))
    assert [again.mutant(n) for n in range(200, 0, -1)] == [first.mutant(n) for n in range(1, 201)][::-1]
