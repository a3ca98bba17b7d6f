r"""Equations that a page means about, or of no real numbers: "for small $x$, $\sin x = x$", "modulo $p$: ...", "up to a constant".

Comes in: the words of a sentence before an equation, and its sides. Goes out: why a point where the sides differ says nothing against it,
or nothing. What is proved exactly holds all the more.
"""

from __future__ import annotations

import re

from derive.meaning.names.scope import names_in, spelled
from derive.reading.syntax import Additive, Derivative, Name, Node, Scripted

REASON = "the words beside it say that it holds about, up to something, or in another arithmetic: only exact equations are judged"
ASSIGNED = "an assignment is not judged: an equation for the new value with a name of its own, $x_{t+1} = \\dots$, can be"

WORDS = re.compile(
    r"\bmod(?:ulo)?\b|\bin characteristic\b|\bin (?:base|binary|hexadecimal|octal|python|numpy|matlab|code|boolean)\b|\bboolean algebra\b"
    r"|\bas an approximation\b|\bapproximately\b|\broughly\b|\bnumerically\b|\bheuristically\b|\basymptotically\b"
    r"|\bto (?:first|second|third|leading|lowest) order\b"
    r"|\bto (?:\w+ )?(?:digits?|decimals?|decimal places|significant (?:digits|figures))\b"
    r"|\bfor (?:very |sufficiently )?(?:small|large)\b"
    r"|\b(?:ignor|neglect|drop|discard|omit|suppress)\w* (?:(?!the (?:assumption|condition))[\w-]+ ){0,4}"
    r"(?:constants?|terms?|factors?|normali[sz]\w+|orders?)\b"
    r"|\bup to (?:an? |some |the )?(?:additive |multiplicative |irrelevant )?(?:constants?|terms?|factors?|scal\w+|normali[sz]\w+|sign)\b"
    r"|\b(?:in the limit|as) \$ (?:tends|goes|approaches)\b|近似|약 |대략",
    re.I,
)
CONDITION = 'it holds under a condition in words that is not used: a formula for it, as in "if $x > 0$", would be'
_STATE = r"\b(?:is|are|has|have|commutes?|holds?|vanish(?:es)?|lies?|shares?|differs?|exists?|makes?)\b"
FRONT = re.compile(
    rf"^\W*(?:if|suppose|assuming|provided|unless)\b(?!\W+(?:we|you)\b)[^.;]*{_STATE}[^.;]*(?:,|\bthen\b)[^.;$]{{0,25}}$", re.I
)
BEHIND = re.compile(
    r"^\s*,?\s*(?:(?:which |this )?(?:holds?|is (?:true|valid))\s+)?(?:is )?"
    r"(?:(?:only )?(?:true )?(?:if|when)|whenever|unless|provided(?: that)?|if and only if|as long as)\b"
    rf"(?!\W+(?:we|you)\b)[^.;]*{_STATE}",
    re.I,
)
STEP_SIZES = {"alpha", "eta", "epsilon", "gamma", "tau", "lr"}
UPDATE = re.compile(r"\b(?:update\w*|assign\w*|iterat\w*|repeat\w*|loop|descent|increment\w*|algorithm|python|code|set)\b", re.I)


def excuse(sentence: str, behind: str, left: Node, relation: str, right: Node) -> str:
    """Why the equation is not refuted where it fails; empty where it may be. behind: the words right behind it, unless a condition that
    was read stands there."""
    if WORDS.search(sentence):
        return REASON
    if FRONT.match(sentence) or BEHIND.match(behind):
        return CONDITION
    name = spelled(left) if isinstance(left, Name | Scripted) else None
    again = name is not None and left is not right and any(spelled(n) == name for n in names_in(right))
    return ASSIGNED if again and (relation == ":=" or UPDATE.search(sentence) or _is_step(left, right)) else ""


def _is_step(left: Node, right: Node) -> bool:
    r"""`w = w - \eta g`, `b = b - \frac{\partial L}{\partial b}`: the old value, and a step of some size or along a slope."""
    if not isinstance(right, Additive) or left not in right.terms:
        return False
    rest = [n for t in right.terms if t != left for n in (t, *names_in(t))]
    sizes = {n.text for n in rest if isinstance(n, Name)}
    return not STEP_SIZES.isdisjoint(sizes) or any(isinstance(n, Derivative) for n in rest)
