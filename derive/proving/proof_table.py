"""A proof as data: a table of lemmas `[rule, arguments, premises]`, and the kernel's reading of it.

Comes in: a theorem, or a table. Goes out: the table of what the theorem needed; or the theorem that the table proves, made anew by a
fresh kernel from the table alone. A table names no conclusions: the kernel computes each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from derive.proving.kernel import Kernel, Refused, Theorem
from derive.terms.term import Symbol, Term


@dataclass(frozen=True, slots=True)
class Lemma:
    """One application of a rule; premises are the numbers of earlier lemmas."""

    rule: str
    args: tuple[Any, ...]
    premises: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProofTable:
    """The lemmas of a proof, premises before conclusions; the last one is the theorem."""

    definitions: Mapping[Symbol, Term]
    lemmas: tuple[Lemma, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that occur, in alphabetical order."""
        return tuple(sorted({lemma.rule for lemma in self.lemmas}))


def extract(theorem: Theorem) -> ProofTable:
    """The lemmas that the theorem stands on, each once."""
    numbers: dict[int, int] = {}
    lemmas: list[Lemma] = []
    stack: list[tuple[Theorem, bool]] = [(theorem, False)]
    while stack:
        t, ready = stack.pop()
        if id(t) in numbers:
            continue
        if not ready:
            stack.append((t, True))
            stack.extend((p, False) for p in reversed(t.premises))
            continue
        numbers[id(t)] = len(lemmas)
        lemmas.append(Lemma(t.rule, t.args, tuple(numbers[id(p)] for p in t.premises)))
    return ProofTable(dict(theorem.kernel.definitions), tuple(lemmas))


def replay(table: ProofTable) -> Theorem:
    """The theorem that the table proves. Raises Refused where a lemma is none."""
    kernel = Kernel(table.definitions)
    theorems: list[Theorem] = []
    for n, lemma in enumerate(table.lemmas):
        if not all(0 <= p < n for p in lemma.premises):
            raise Refused(f"lemma {n} speaks of a later one")
        theorems.append(kernel.apply(lemma.rule, lemma.args, tuple(theorems[p] for p in lemma.premises)))
    if not theorems:
        raise Refused("an empty table proves nothing")
    return theorems[-1]
