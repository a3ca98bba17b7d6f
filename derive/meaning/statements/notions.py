r"""Sentences that say what a word means: "$A$ is called idempotent if $A^2 = A$", "a matrix $P$ is a projection when $P^2 = P$".

Comes in: the sentence before a relation, with `$` for its formulas, and the words right behind it. Goes out: whether the relation only
explains a word, so that nobody supposes it.
"""

from __future__ import annotations

import re

_IF = r"\b(?:if|when|whenever|iff|provided)\b[^.;]*$"
CALLED = re.compile(
    rf"(?:\b(?:is|are) (?:called|said to be|termed|named|known as)|\bwe (?:call|say)|\b(?:heißt|heißen|nennt man|nennen wir))\b[^.;]*{_IF}"
    r"|\b(?:est dite?s?|est appelée?s?|on dit|se llama|se dice)\b[^.;]*\b(?:if|when|si|cuando|lorsque)\b[^.;]*$",
    re.I,
)
A_KIND = re.compile(
    r"(?:^|\bthat\s|\bdefinition\W{0,4}(?:\d+\W{0,4})?)\W*an? \w+[^.;]{0,60}\b(?:is|are)\b[^.;]*\b(?:if|when|whenever)\s*$", re.I
)
STOP = re.compile(r"^\s*[.。]")
NAMED = re.compile(r"^\s*[,,]?\s*(?:(?:then )?we (?:call|say)\b|(?:则|那么|就)?称)", re.I)


def explains_a_word(sentence: str, after: str) -> bool:
    return CALLED.search(sentence) is not None or NAMED.match(after) is not None or bool(A_KIND.search(sentence) and STOP.match(after))
