"""Proofs as files: a statement with its Given, the terms, and the table of rule applications; and their check from the file alone.

Comes in: a claim with its proof, or the text of a file that anybody may have written. Goes out: the text, or the statement that the
file proves; `NotAProof` says in one sentence why it proves none. Nothing in a file names a conclusion, and nothing in it is executed.

    {"format": "derive proof 1",
     "given": [[[symbol, definition], ...], [fact, ...]], "claim": [[case, ...], left, right], "conditions": [...],
     "lemmas": [[rule, [argument, ...], [premise, ...]], ...],
     "symbols": [[name, axes, sort, target], ...], "terms": [[operator, arguments, tag], ...]}

Numbers stand for rows of `terms` and `symbols`; an argument is ["term", n], ["symbol", n], ["word", "..."] or ["list", [...]].
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from derive.proving.acceptance import NoProof, accepted
from derive.proving.proof_table import Checker, Lemma, ProofTable
from derive.proving.theorem import Refused
from derive.terms import wellformed
from derive.terms.claim import Claim
from derive.terms.table import Reader, Writer, nodes
from derive.terms.term import Term
from derive.theory.calculus import unfold

FORMAT = "derive proof 1"
KEYS = frozenset({"format", "given", "claim", "conditions", "lemmas", "symbols", "terms"})
LARGEST_FILE = 20_000_000
MOST_LEMMAS, LARGEST_TERM, LARGEST_PROOF = 50_000, 100_000, 50_000_000  # parts of one term, and of all conclusions together


class NotAProof(Exception):
    """The file proves nothing; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file proves: the claim, under these conditions beyond its Given and case."""

    claim: Claim
    conditions: tuple[Term, ...]
    lemmas: int


def written(claim: Claim, conditions: tuple[Term, ...], table: ProofTable) -> str:
    """The text of the file for a proved claim; it depends on the arguments alone."""
    writer = Writer()
    body = {
        "format": FORMAT,
        "given": writer.given(claim.given),
        "claim": writer.claim(claim),
        "conditions": [writer.term(c) for c in conditions],
        "lemmas": [[lemma.rule, [writer.value(a) for a in lemma.args], list(lemma.premises)] for lemma in table.lemmas],
    }
    rows = [*body.items(), *writer.rows().items()]
    return "{" + ",\n".join(f"{json.dumps(key)}: {_lines(value)}" for key, value in rows) + "}\n"


def _lines(value: Any) -> str:
    """JSON with a line for each entry of a list."""
    if not isinstance(value, list) or not value:
        return json.dumps(value)
    return "[\n" + ",\n".join(json.dumps(v, separators=(",", ":")) for v in value) + "]"


def recheck(text: str) -> Statement:
    """The statement that the file proves, its table read by a kernel made for it alone. Raises NotAProof."""
    try:
        claim, conditions, lemmas = _read(text)
        for part in (*claim.given.facts, *claim.case, claim.left, claim.right, *conditions):
            wellformed.check(part)
            if part.loose:
                raise ValueError("a bound index stands under no binder")
        _check_sizes(claim)
    except (Refused, ValueError, TypeError, LookupError, RecursionError) as why:
        raise NotAProof(f"it is no proof file: {_said(why)}") from None
    try:
        theorem = _Bounded(claim).replay(ProofTable(claim.given.definitions, lemmas))
        found = accepted(claim, theorem)
    except Refused as why:
        raise NotAProof(f"a lemma does not follow: {why}") from None
    except RecursionError:
        raise NotAProof("a term is nested too deeply") from None
    if isinstance(found, NoProof):
        raise NotAProof(f"the lemmas prove something else: {found.reason}")
    if found.conditions != conditions:
        raise NotAProof("the conditions of the proof are not those that the file states")
    return Statement(claim, conditions, len(lemmas))


def _read(text: str) -> tuple[Claim, tuple[Term, ...], tuple[Lemma, ...]]:
    if len(text) > LARGEST_FILE:
        raise ValueError(f"it is longer than {LARGEST_FILE} characters")
    body = json.loads(text, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number)
    if not isinstance(body, dict) or body.keys() != KEYS or body["format"] != FORMAT:
        raise ValueError(f"an object with the keys {', '.join(sorted(KEYS))} and the format {FORMAT!r} was expected")
    reader = Reader(body)
    claim = reader.claim(reader.given(body["given"]), body["claim"])
    if not isinstance(body["conditions"], list) or not isinstance(body["lemmas"], list) or len(body["lemmas"]) > MOST_LEMMAS:
        raise ValueError(f"conditions and at most {MOST_LEMMAS} lemmas are lists")
    return claim, tuple(map(reader.term, body["conditions"])), tuple(_lemma(reader, row, n) for n, row in enumerate(body["lemmas"]))


def _lemma(reader: Reader, row: Any, number: int) -> Lemma:
    if not isinstance(row, list) or [type(part) for part in row] != [str, list, list]:
        raise ValueError(f"lemma {number} is not a rule with its arguments and premises")
    rule, args, premises = row
    if not all(type(p) is int for p in premises):
        raise ValueError(f"a premise of lemma {number} is no number")
    return Lemma(rule, tuple(map(reader.value, args)), tuple(premises))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_number(text: str) -> Any:
    raise ValueError(f"{text[:20]} is no whole number")


def _check_sizes(claim: Claim) -> None:
    """Definitions may make much of little: what the sides say without them has to have a bounded size too."""
    definitions = claim.given.definitions
    Checker(definitions)  # raises Refused where they are circular, before anything is unfolded
    sides = (claim.left, claim.right, *(unfold(side, definitions) for side in (claim.left, claim.right)))
    if nodes((*sides, *claim.case, *claim.given.facts), {}) > LARGEST_TERM:
        raise ValueError(f"a side, a fact or a case has more than {LARGEST_TERM} parts")


class _Bounded(Checker):
    """A checker that stops where conclusions grow beyond any page's."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(claim.given.definitions)
        self.memo: dict[Term, int] = {}
        self.left = LARGEST_PROOF

    def lemma(self, lemma: Lemma, premises: Any) -> Any:
        theorem = super().lemma(lemma, premises)
        largest = nodes((theorem.concl, *theorem.hyps), self.memo)
        self.left -= largest
        if largest > LARGEST_TERM or self.left < 0:
            raise Refused(f"{lemma.rule}: the conclusion, or all of them together, is too large")
        return theorem


def _said(why: Exception) -> str:
    return "it is nested too deeply" if isinstance(why, RecursionError) else str(why).partition(": line")[0]
