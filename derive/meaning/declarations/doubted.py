r"""Words that take back what a formula says: "we do not assume $x > 0$", "usually $x > 0$", "$x > 0$ may fail", "only in part (b)".

Comes in: the words before and behind a formula. Goes out: whether what it says may be used. A fact that is only mentioned proves nothing.
"""

from __future__ import annotations

import re

from derive.meaning.names.definitions import call_of
from derive.meaning.names.scope import Scope, names_in, spelled
from derive.reading.syntax import Chain, Node

DENIAL = (
    r"\b(?:not|cannot|never|neither|nor|none|hardly|instead of|rather than|other than|apart from|except\w*|exclud\w+|false|untrue)\b"
    r"|n['’]t\b|\b(?:without|no)\b(?! loss)|아니|않|없이|제외|不|非|除|无需"
)
_DOUBT = (
    r"\b(?:sometimes|usually|often|mostly|typically|perhaps|possibly|maybe|might|could|would|were|unless)\b"
    r"|\b(?:e\.g|for (?:example|instance)|such as)\b"
    r"|\b(?:drop(?:s|ped|ping)?|relax(?:es|ed|ing)?|lift(?:s|ed)?|ignor(?:e|es|ed|ing)|withdr[ae]w\w*|abandon\w*|violat\w*)\b"
    r"|\b(?:contrary|opposite|negation) of\b|\b(?:todo|whether|conjectur\w+)\b"
    r"|\b(?:should|hope|wonder|guess)\b(?! (?:\w+ )?be noted)|\bthere (?:is|are|exists?)\b"
    r"|\b(?:set|point|case|region)s?(?: of(?: all)?)?\s*$|\bspecial case\b"
    r"|\b(?:null hypothes[ie]s|approximat\w+|at (?:first|start))\b"
    r"|\b(?:updat\w+|(?:some|other|many|most) (?:authors|people|books|texts|papers)|at)\s*$"
    r"|\b(?:some|other|many|most) (?:authors|people|books|texts|papers)\b|\b(?:update|hypothesis) is\s*$"
    r"|\bmay\b(?! (?:\w+ )?(?:assume|suppose|take))|예를 들어|경우에 따라|例如|比如|可能|有时"
)
_LIMIT = (
    r"\b(?:initially|in the limit|at the (?:optim|minim|maxim|solution|end|start)\w*)\b|"
    r"\b(?:in|for|until|from|after|before|by) (?:the )?(?:(?:part|question|problem|section|exercise|step)s?\b|\(\w{1,3}\))"
    r"|\b(?:(?:in|for) )?(?:this|that|the|one|last|first|next|following|previous) (?:part|question|problem|section|exercise)\b only\b"
)
_COPULA = r"(?:(?:is|are|was|were|be|does|do|did|need|needs|may|might|could|would|should|can|will|has|have|must)\b ?)"
_OF_VALUES = r"(?! (?:zero|null|negative|empty|singular|identically|vanish\w*|equal to zero)\b)"  # `(never zero)` says more of the values
_DENIED_BEHIND = (
    r"(?:\?|were\b|almost\b|for some\b|with (?:high |positive )?probability\b|w\.?h\.?p\b|a\.[es]\.|iff\b"
    r"|(?:to be|needs? to be) (?:check|show|prov|verif|confirm)\w+"
    r"|(?:is|are) (?:also |not )?(?:allowed|permitted|possible|conceivable|treated|handled|discussed|considered|studied|excluded)\b"
    r"|left out\b|(?:is|are) (?:left out|omitted|dropped|ignored|unused|open|unknown)\b)|"
    rf"{_COPULA}?(?:(?:not|never)\b{_OF_VALUES}|cannot\b|false\b|wrong\b|(?:tested|rejected|common)\b|violated\b|untrue\b|excluded\b|broken\b|fail\w*"
    r"|sometimes\b|usually\b|often\b)"
    rf"|(?:is|are|was|were|do|does|did|need|could|would|should|ca|wo|has|have|must)n['’]t\b{_OF_VALUES}"
)
_LIMITED_BEHIND = (
    rf"(?:(?:holds?|true|valid|used|needed|assumed|is|are) )*"
    rf"(?:only\b|unless\b|except\b|if\b|when\b|mostly\b|possibly\b|perhaps\b|{_LIMIT})"
)
_CLAUSE = re.compile(r"[,;()]|(?<!\.[a-z])\.(?![a-z])")
_SENTENCE = re.compile(r";|(?<!\.[a-z])\.(?![a-z])")
BEFORE = re.compile(f"{DENIAL}|{_DOUBT}", re.I)
LIMITED = re.compile(_LIMIT, re.I)
BEHIND = re.compile(
    rf"^[\s,(—–-]*(?:(?:but|though|although|which|that|this|it) )*(?:{_DENIED_BEHIND}|{_LIMITED_BEHIND})|^\s*(?:아니|않|不)", re.I
)
CONDITIONAL = re.compile(r"\b(if|when|whenever|unless|or|provided( that)?|assuming)\s*$|또는\s*$|或\s*$", re.I)
THEN = re.compile(r"\b(then|also|we have|implies)\b|^\s*[,:]?\s*$", re.I)  # what follows an "if" at the front
NEGATED = re.compile(r"\b(not|never|neither|nor)\b[^.;()]*$", re.I)
DENIED = re.compile(rf"{DENIAL}|\ba(?:nti)?symmetric\b", re.I)  # in the words that say what a matrix is
OPEN = re.compile(rf"{_DOUBT}|{_LIMIT}|\b(?:if|when|whenever|or|whether|need|may)\b", re.I)
FACTUAL = frozenset({"=", "!=", "<", "<=", ">", ">=", "in"})
CONCLUDED = re.compile(
    r"\b(?:thus|hence|therefore|consequently|whence|so(?! (?:that|as|far|long|many|much)\b)|it follows|follows that|implies|implying"
    r"|which (?:gives|means|shows|yields)|we (?:get|obtain|conclude|see|deduce|find))\b[^.;]*$|따라서|그러므로|그래서|所以|因此|故(?!障)",
    re.I,
)
FOLLOWS = "it is said to follow from the Given, and what follows is a step: only what is so by itself can be stated there"
MESSAGE = "the words beside it leave open whether it holds: only what always holds can be stated in a Given"


def taken_back(before: str, behind: str) -> bool:
    """Whether the words around a formula leave open that it holds, everywhere."""
    clause, sentence = _CLAUSE.split(before)[-1], _SENTENCE.split(before)[-1]
    return BEFORE.search(clause) is not None or LIMITED.search(sentence) is not None or BEHIND.match(behind) is not None


def spoken_of(node: Node, scope: Scope) -> frozenset[str]:
    """The declared names of which the formula states a fact; none where it declares."""
    if not isinstance(node, Chain) or not set(node.relations) <= FACTUAL:
        return frozenset()
    call = call_of(node.operands[0])
    if call is not None and call[0] not in scope.functions and not scope.known(call[0]):
        return frozenset()
    operands = node.operands[:1] if set(node.relations) <= {"=", "in"} and names_in(node.operands[0]) else node.operands
    return frozenset(name for o in operands for n in names_in(o) if (name := spelled(n)) is not None and scope.known(name))
