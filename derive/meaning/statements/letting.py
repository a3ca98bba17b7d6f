r"""Conditions that a page makes with "let" and its kin: "Let $x > 0$", "fix $a \neq b$", "Case 1: $x = 0$", "let $x$ be a number with ...".

Comes in: a relation with the words before it. Goes out: whether it is supposed in what follows. An equation for a name is never supposed:
"let $L = \dots$" of a declared L is compared with what L is. One that has an expression on its left, "let $A v = \lambda v$", "for $y$ with
$w^\top y = 0$", says nothing of a name, and is supposed; but not a gradient, which is set to zero only to look for something.
"""

from __future__ import annotations

import re

from derive.meaning.names.definitions import call_of
from derive.reading.syntax import Additive, Big, Chain, Derivative, Group, Name, Node, Number, Product, Scripted

ORDER = frozenset({"<", "<=", ">", ">=", "!="})
_OF_WHAT = (
    r"(?: (?:now|also|again|first|further|furthermore|moreover|instead|next|a|an|any|some|arbitrary|fixed|real|positive|the|cases?|that"
    r"|numbers?|constants?|points?|scalars?|integers?|values?|where|when|in which|with))*"
)
LET = re.compile(
    rf"(?:\b(?:let|fix|take|pick|choose|consider|given){_OF_WHAT}|(?:(?-i:^\s*W)|[.;:]\s+w)ith)\s*$"
    r"|(?:对于?(?:任意|任何|所有|每个)的?(?:实数|正数)?|任[取给](?:实数|正数)?)\s*$",
    re.I,
)
CASE = re.compile(r"\bcase(?:\s*\(?\w{1,4}\)?)?\s*[:.,)–—-]*[*_]{0,3}\s*[:.,–—-]*\s*(?:when|where|if)?\s*$", re.I)
GIVEN_TO_US = re.compile(r"^[^\w$]*(?:we|you) (?:(?:are|will be) given|consider|fix|take|let)\b(?! that)", re.I)
BEGUN = re.compile(
    r"^[^\w$]*(?:(?:now|so|first|next|again|finally|further|moreover)\b,? )?(?:let|fix|take|pick|choose|consider|given|with"
    r"|suppose|assume|assuming)\b[^.;]*$",
    re.I,
)
GOES_ON = re.compile(
    r"^\s*,?\s*(?:(?:be )?(?:an? |any |some |the |be )[^.;,$]{0,40})?\s*(?:,|with|such that|so that|satisfying|where"
    r"|(?:,\s*)?and(?: (?:the|some|two|an?))?(?: \w+)?)\s*$",
    re.I,
)
AND_IS = re.compile(r"^\s*(?:are|is)\b[^.;,$]{0,60}\band\s*$", re.I)  # "suppose $A$ is symmetric and $x > 0$"
CLAIMS = re.compile(
    r"\b(?:show|prove|see|note|then|thus|so|hence|therefore|we|us|claim|find|get|implies|gives)\b|则|[有得故]|所以|因此|证明", re.I
)
LET_IT = re.compile(r"(?:\b(?:let|given)(?: (?:now|also|again|further|furthermore|moreover|that))*|(?<![假建])设|给定)\s*$", re.I)
OPENED = re.compile(
    r"^[^\w$]*(?:(?:\w+\.)?\s*\*+\s*)?(?:(?:now|so|first|next|again|finally|further|moreover|and)\b,? )?"
    r"(?:(?:let|fix|take|pick|choose|consider|given|suppose|assume|for|throughout)\b|设|给定|取|对)[^.;。]*$",
    re.I,
)
FOR_THIS = re.compile(r"^[^\w$]*(?:\w+ )?(?:for\b|对)", re.I)
OF_IT = re.compile(
    r"^\s*,?[^.;,$]{0,60}\b(?:with|satisfying)\s*$|^[^.;$]{0,60},\s*(?:i\.\s?e\.|that is|namely|d\.\s?h\.|c'est-à-dire)\s*,?\s*$"
    r"|^\s*[\u4e00-\u9fff]{0,8}\s*(?:满足|使得)\s*$",
    re.I,
)
# "let $B \in ...$ be symmetric, $B v = \nu v$. Then": the comma alone may as well lead to what is claimed
LISTED = re.compile(r"^\s*(?:be (?:an? )?[^.;,$]{0,40})?,\s*(?:and\s*)?$|^\s*[\u4e00-\u9fff]{0,8}\s*[,,、]\s*(?:且|并且)?\s*$", re.I)
WE_HAVE = re.compile(r"^\s*,?\s*(?:we (?:have|get|obtain|find|see)|it (?:holds|follows)|one has)\b", re.I)
SPECIAL = re.compile(
    r"\b(?:special|particular|simplest) case(?: of| where| when| that)?\s*[:,]?\s*$|\bthe case (?:of|where|when|that)\s*$", re.I
)
THEN = re.compile(r"^\s*[.,;,。;]?\s*(?:where|then|with|and\s*$|其中|则|那么|且|并且)", re.I)
# "Throughout, $x > 0$." supposes without a word that says so
FROM_HERE = re.compile(
    r"(?:^|[.;:]\s*)\W*(?:throughout(?: (?:this|the) \w+)?|in (?:all )?(?:of )?what follows|from now on)\s*[,:]?\s*$"
    r"|(?:通篇|以下均)[^$.。]{0,3}$",
    re.I,
)
THROUGHOUT = re.compile(r"\b(?:throughout|in (?:all )?(?:of )?what follows|from now on|always)\b|通篇|以下均", re.I)


def supposes(node: Node, lead: str, sentence: str, after: str) -> bool:
    """Whether the words suppose the relation. lead: those right before it; sentence: all of its sentence, with `$` for formulas; after:
    the words right behind it."""
    if not isinstance(node, Chain):
        return False
    if of_an_expression(node):
        listed = LISTED.match(lead) and (WE_HAVE if FOR_THIS.match(sentence) else THEN).match(after)
        joined = (OF_IT.match(lead) or listed) and OPENED.match(sentence) and not CLAIMS.search(sentence)
        return LET_IT.search(lead) is not None or bool(joined)
    if SPECIAL.search(lead) and set(node.relations) == {"="}:
        return True
    if not (ORDER.issuperset(node.relations) or _between_plain(node)):
        return False
    if LET.search(lead) or CASE.search(lead) or FROM_HERE.search(lead):
        return True
    goes_on = GOES_ON.match(lead) or (AND_IS.match(lead) and ORDER.issuperset(node.relations))
    sentence = GIVEN_TO_US.sub("given", sentence)
    return bool(goes_on and BEGUN.match(sentence) and not CLAIMS.search(sentence))


def is_bound(node: Node) -> bool:
    """`a > 0`, `m < n`: an order between names and numbers."""
    return isinstance(node, Chain) and ORDER.issuperset(node.relations) and all(map(plain, node.operands))


def is_plain(node: Chain) -> bool:
    """An order, or an equation, between names and numbers."""
    return (ORDER.issuperset(node.relations) or set(node.relations) == {"="}) and all(map(plain, node.operands))


def _between_plain(chain: Chain) -> bool:
    return set(chain.relations) == {"="} and all(map(plain, chain.operands))


def plain(node: Node) -> bool:
    """A name, with scripts or without, or a number."""
    return isinstance(node, Name | Number | Scripted)


def of_an_expression(node: Node) -> bool:
    r"""`A v = \lambda v`, `\sum_i p_i = 1`, `\|x\| = \|y\|`: an equation with an expression on its left, which defines no name."""
    if not isinstance(node, Chain) or set(node.relations) != {"="}:
        return False
    left = node.operands[0]
    match left:
        case Product((Derivative(), *_), _):
            return False
        case Product() | Additive() | Big() | Group("||" | "|"):
            return call_of(left) is None
        case Scripted(Group("||" | "|"), None, Number(), 0):
            return True
        case Scripted(_, _, Number(), 0):
            return isinstance(node.operands[-1], Number)  # `x^2 = 4`; of a new name, `s^2 = \dots` says what it is
    return False
