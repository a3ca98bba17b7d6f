r"""Lemmas, claims, exercises and their proofs: what is supposed in one of them is not supposed behind it.

Comes in: the conditions in force, and what of the page comes by. Goes out: the conditions that still are. What is supposed before the first
of them holds in all; a proof goes on from what its lemma supposes. Headings, which end every condition, are none of its business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from derive.meaning.statements.step import Condition
from derive.reading.syntax import Formula, Name, Statement

_KINDS = r"lemma|theorem|proposition|corollary|claim|fact|exercise|problem|question|task|정리|보조정리|명제|문제|引理|定理|命题"
_KINDS += "|satz|hilfssatz|korollar|behauptung|aufgabe|lemme|théorème|corollaire|exercice|lema|teorema|corolario|proposición|ejercicio"
LEAD_IN = re.compile(rf"^\s*[*_]{{0,3}}(?:{_KINDS})\s*\(?[\w.]{{0,4}}\)?\s*(?:\([^()]*\)\s*)?[.:：]", re.I)
ENVIRONMENT = re.compile(rf"\\(?P<edge>begin|end)\s*\{{(?P<kind>{_KINDS}|proof)\*?\}}", re.I)
PROOF = re.compile(r"^\s*[*_]{0,3}(?:proof|증명|证明)\b", re.I)
CASE = re.compile(r"^\s*[*_]{0,3}case\s*\(?\w{1,4}\)?\s*[.:]", re.I)
_ASIDES = "remark|example|bemerkung|beispiel|remarque|exemple|예제|예시|例"
ASIDE = re.compile(rf"^\s*[*_]{{0,3}}(?:{_ASIDES})\s*\(?[\w.]{{0,4}}\)?\s*(?:\([^()]*\)\s*)?[.:：]", re.I)
END_OF_PROOF = re.compile(r"[∎□■]|\\(?:qed|square|blacksquare|Box)\b|\bq\.?\s?e\.?\s?d\b", re.I)
SIGNS = frozenset({"square", "blacksquare", "qed", "Box"})

Conditions = tuple[Condition, ...]


@dataclass(slots=True)
class Units:
    """outer: what was supposed before the first of them, once there is one; stated: what the lemma that ended last supposes; proved: what
    was supposed where the proof at hand begins; cases: what all its cases suppose."""

    outer: Conditions | None = None
    stated: Conditions = ()
    proved: Conditions = ()
    cases: Conditions | None = None

    def between(self, before: Conditions, gap: str) -> Conditions:
        """At the edges of environments, which stand between two paragraphs."""
        for edge in ENVIRONMENT.finditer(gap):
            proof = edge.group("kind").lower() == "proof"
            if edge.group("edge") == "end":
                self.stated, before = () if proof else before, self.outer or ()
            elif proof:
                before = tuple(dict.fromkeys((*before, *self.stated)))
            else:
                before = self._begun(before)
        return before

    def led_in(self, before: Conditions, text: str) -> Conditions:
        """At the words that begin a paragraph."""
        if LEAD_IN.match(text):
            return self._begun(before)
        if ASIDE.match(text):  # it may go on from what the one before it supposes, or be about something else
            self.outer = before if self.outer is None else self.outer
            return tuple(c if c in self.outer else replace(c, unclear=True) for c in before)
        if PROOF.match(text):
            self.proved, self.cases = before if self.outer is None else self.outer, None
        if CASE.match(text):
            before = before if self.cases is None else tuple(c for c in before if c in self.cases)
            self.cases = before
        return before

    def closed(self, before: Conditions) -> Conditions:
        """Behind the sign at the end of a proof."""
        return tuple(c for c in before if c in self.proved)

    def _begun(self, before: Conditions) -> Conditions:
        self.cases = None
        self.outer = before if self.outer is None else tuple(c for c in self.outer if c in before)
        return self.outer


def ends_proof(formula: Formula) -> bool:
    r"""`$\square$`"""
    match formula.statements:
        case (Statement(Name(text)),):
            return text.lstrip("\\") in SIGNS
    return False
