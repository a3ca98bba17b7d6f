"""A proof as data: a table of lemmas `[rule, arguments, premises]`, and the kernel's reading of it.

Comes in: a theorem, or a table. Goes out: the table of what the theorem needed; or the theorem that the table proves, made anew by a
fresh kernel from the table alone. A table names no conclusions: the kernel computes each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from derive.proving.kernel import Kernel
from derive.proving.theorem import FUEL, Refused, Theorem
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


class Checker:
    """A kernel of its own that reads tables about one set of definitions. A lemma that stands in several tables is checked once."""

    def __init__(self, definitions: Mapping[Symbol, Term]) -> None:
        self.kernel = Kernel(definitions)
        self.checked: dict[tuple[Any, ...], Theorem] = {}

    def replay(self, table: ProofTable) -> Theorem:
        """The theorem that the table proves. Raises Refused where a lemma is none."""
        if dict(table.definitions) != dict(self.kernel.definitions):
            raise Refused("the table is about another Given")
        theorems: list[Theorem] = []
        for n, lemma in enumerate(table.lemmas):
            if not all(type(p) is int and 0 <= p < n for p in lemma.premises):
                raise Refused(f"lemma {n} speaks of one that does not stand before it")
            premises = tuple(theorems[p] for p in lemma.premises)
            theorems.append(self.lemma(lemma, premises))
        if not theorems:
            raise Refused("an empty table proves nothing")
        return theorems[-1]

    def lemma(self, lemma: Lemma, premises: tuple[Theorem, ...]) -> Theorem:
        """The theorem that the rule makes of these premises."""
        key = (lemma.rule, lemma.args, *map(id, premises))
        try:
            found = self.checked.get(key)
        except TypeError:
            raise Refused(f"{lemma.rule}: an argument is no term") from None
        if found is None:
            self.kernel.fuel = FUEL
            found = self.checked[key] = self.kernel.apply(lemma.rule, lemma.args, premises)
        return found


def replay(table: ProofTable) -> Theorem:
    """The theorem that the table proves, by a fresh kernel. Raises Refused where a lemma is none."""
    return Checker(table.definitions).replay(table)
