r"""Equations that a page denies, or only asks about: "a common mistake is $A = B$", "$A B = B A$ does not hold", `a \overset{?}{=} b`.

Comes in: the words before and behind an equation, and what stands between its sides. Goes out: why it is not claimed, or nothing. That a
page speaks of errors, or says "not" of something else, denies no equation.
"""

from __future__ import annotations

import re

DENIED = "the page says that this does not hold, or warns of it; what it says holds has to be stated without these words"
IN_CHAIN = "the page says that one of these equations does not hold, or warns of it"  # one that is proved is not the one
SAID_TOO = "the page says so too: it denies this equation, or warns of it"
DENIALS = frozenset({DENIED, IN_CHAIN})
ASKED = "the page asks whether this holds, and does not claim it; what it says holds has to be stated without these words or signs"

_TO_SAY = (
    r"(?: (?:to|by|of|in)? ?(?:write|writing|say|saying|think\w*|believ\w*|assum\w*|conclud\w*|claim\w*|set(?:ting)?|us(?:e|ing)"
    r"|hav(?:e|ing)))?"
)
_ENDS = r"(?: (?:here|instead|just|simply|directly|in general))?(?: that)?(?: either)?\s*[:,]?\s*(?:\$?\s*)$"
_WRONG = r"(?:wrong|incorrect|false|untrue|erroneous|fallacious|tempting|a (?:common |typical )?(?:mistake|error|misconception|fallacy))"
BEFORE = re.compile(
    r"(?:(?:\b(?:not|never|hardly|cannot)|n['’]t)(?: \w+){0,2} (?:true|correct|valid|right|the case|hold|follow)(?: in general)?"
    rf"|\b(?:it|this|that) (?:is|was|would be)(?: \w+)? {_WRONG}{_TO_SAY}"
    r"|\b(?:common|typical|frequent|usual|popular|classic(?:al)?|easy) (?:mistake|error|misconception|fallacy)"
    rf"(?:[^.;$]{{0,30}}? (?:is|be))?{_TO_SAY}"
    r"|(?:^|[.;:]\s+)\W*(?:wrong|false|incorrect|not)\W*:\W*"
    r"|\b(?:one|you|we|students?|people|someone) (?:might|may|could|would)(?: \w+)? (?:think|believe|guess|expect|hope|be tempted to \w+)"
    r"|\btempt(?:ed|ing) to \w+|\bno reason (?:why|for|to \w+)"
    r"|\b(?:(?:do|does|did|must|may|can|could|should) not|cannot|never|(?:do|does|ca|must)n['’]t)(?: \w+)?"
    r" (?:write|conclude|say|claim|infer|expect|mean|have)"
    r"|\bthere (?:is|are|exists?) no\b[^.;$]{0,60}\b(?:with|such that|so that|satisfying|for which))"
    rf"{_ENDS}",
    re.I,
)
_SO = r"\s*[,;]?\s*(?:but |though |although )?(?:(?:which|this|that|it) )?"
BEHIND = re.compile(
    rf"^{_SO}(?:(?:do|does|did|need|can|could|will|would)(?: not|n['’]t)|cannot|never)(?: \w+)? (?:hold|be true|be right|follow)\b"
    rf"|^{_SO}(?:is|are|was|were|would be)(?: \w+)? (?:wrong|incorrect|false|untrue|impossible|nonsense|absurd"
    r"|a (?:common |typical )?(?:mistake|error|misconception|fallacy|contradiction))\b"
    rf"|^{_SO}(?:is|are|was|were)(?: not|n['’]t)(?: \w+)? (?:true|correct|valid|right|the case)\b"
    rf"|^{_SO}fails?\b(?! to\b)|^\s*,?\s*(?:a contradiction|contradiction|which contradicts)\b",
    re.I,
)
QUESTION_BEFORE = re.compile(
    r"(?:\b(?:is it (?:true|the case)|does it (?:hold|follow)|whether|prove or disprove|true or false|disprove|is it possible)\b"
    r"[^.;$]{0,30}"
    r"|(?:^|[.;:]\s+)(?:is|are|does|do we have|when is)\s*)\s*:?\s*$",
    re.I,
)
QUESTION_BEHIND = re.compile(r"^\s*(?:\w+ ){0,3}\w*\s*[?？]")
NOT_EQUAL = re.compile(
    r"\\[bx]?cancel\s*\{?\s*="
    r"|\\(?:overset|stackrel)\s*\{?\s*(?:\\times|\\neg|\\text\s*\{\s*(?:not|wrong)\s*\})\s*\}?\s*\{?\s*=",
    re.I,
)
ASKED_SIGN = re.compile(r"\\(?:overset|stackrel)\s*\{?\s*(?:\\(?:text|textrm|mathrm|mathsf)\s*\{)?\s*\?+\s*\}?\s*\}?\s*\{?\s*=|\\questeq\b")


def by_words(before: str, behind: str) -> str:
    """Why the words around an equation claim it not; empty where they do."""
    if BEFORE.search(before) or BEHIND.match(behind):
        return DENIED
    return ASKED if QUESTION_BEFORE.search(before) or QUESTION_BEHIND.match(behind) else ""


def by_sign(between: str) -> str:
    """Why the sign between two sides claims nothing."""
    return DENIED if NOT_EQUAL.search(between) else ASKED if ASKED_SIGN.search(between) else ""
