r"""Conditions that a page makes with "let" and its kin: "Let $x > 0$", "fix $a \neq b$", "Case 1: $x = 0$", "let $x$ be a number with ...".

Comes in: a relation with the words before it. Goes out: whether it is supposed in what follows. An equation with an expression on a side
is never supposed: "let $L = \dots$" of a declared L is compared with what L is.
"""

from __future__ import annotations

import re

from derive.reading.syntax import Chain, Name, Node, Number, Scripted

ORDER = frozenset({"<", "<=", ">", ">=", "!="})
_OF_WHAT = (
    r"(?: (?:now|also|again|first|further|furthermore|moreover|instead|next|a|an|any|some|arbitrary|fixed|real|positive|the|cases?|that"
    r"|numbers?|constants?|points?|scalars?|integers?|values?|where|when|in which|with))*"
)
LET = re.compile(rf"(?:\b(?:let|fix|take|pick|choose|consider|given){_OF_WHAT}|(?:(?-i:^\s*W)|[.;:]\s+w)ith)\s*$", re.I)
CASE = re.compile(r"\bcase(?:\s*\(?\w{1,4}\)?)?\s*[:.,)–—-]*\s*(?:when|where|if)?\s*$", re.I)
BEGUN = re.compile(
    r"^[^\w$]*(?:(?:now|so|first|next|again|finally|further|moreover)\b,? )?(?:let|fix|take|pick|choose|consider|given|with)\b[^.;]*$", re.I
)
GOES_ON = re.compile(
    r"^\s*,?\s*(?:be (?:a |an |any |some )?[^.;,$]{0,40})?\s*(?:,|with|such that|so that|satisfying|where|and|,\s*and)\s*$", re.I
)
CLAIMS = re.compile(r"\b(?:show|prove|see|note|then|thus|so|hence|therefore|we|us|claim|find|get|implies|gives)\b", re.I)


def supposes(node: Node, lead: str, sentence: str) -> bool:
    """Whether the words suppose the relation. lead: those right before it; sentence: all of its sentence, with `$` for formulas."""
    if not isinstance(node, Chain) or not (ORDER.issuperset(node.relations) or _between_plain(node)):
        return False
    if LET.search(lead) or CASE.search(lead):
        return True
    return bool(GOES_ON.match(lead) and BEGUN.match(sentence) and not CLAIMS.search(sentence))


def _between_plain(chain: Chain) -> bool:
    return set(chain.relations) == {"="} and all(isinstance(o, Name | Number | Scripted) for o in chain.operands)
