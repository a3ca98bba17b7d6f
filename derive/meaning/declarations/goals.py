r"""Formulas that a Given only sets out to show: "prove that $x = y$", "to show: $x = y$", "$x = y$임을 보이시오".

Comes in: the formulas of a segment with the words around them. Goes out: those that are no facts, so that no step may use them.
"""

from __future__ import annotations

import re

from derive.meaning.declarations.listed import Piece

MESSAGE = "it is what the page sets out to show: no step may use it"
_SENTENCE = re.compile(r"[.;。；]")
BEFORE = re.compile(
    r"\b(?:show|prove|disprove|verify|goals?|aim|claim|we (?:want|wish|would like)|conclusion|conjecture|compute|calculate|derive|determine"
    r"|solve|find|exercise|task|theorem|lemma|proposition|corollary"
    r"|(?:to|must|should) (?:be )?(?:shown?|proven?|proved|derived?|verif(?:y|ied)|established?))\b"
    r"|\b(?:zeige|zeigen|beweise|beweisen|nachweisen|behauptung|ziel|satz|bestimme|berechne|löse|montrer|montrons"
    r"|démontrer|démontrons|prouver|prouvons|demostrar|demuestre|probar|pruebe|mostrar|muestre|objetivo|théorème|calculer|trouver|teorema|calcular|hallar)\b"
    r"|보이(?:시오|자|라|기|고)|보여라|보일|증명|목표|결론|주장|정리:|구하|계산하|证明|求证|求出|计算|目标|結論|証明|示せ",
    re.I,
)
BEHIND = re.compile(
    r"^\s*(?:임을|인 것을|을|를|라는 것을|임|이 됨을)\s*(?:보이|보여|보일|증명|확인|유도)"
    r"|^\s*[,(]?\s*(?:(?:which|this|that) )?(?:is|are|remains?|has|have|needs?|must|should)(?: still)?(?: to)?(?: be)? "
    r"(?:shown|proved|proven|derived|verified|established)\b"
    r"|^\s*(?:ist|sind|bleibt) (?:noch )?zu (?:zeigen|beweisen)|^\s*を(?:示|証明)",
    re.I,
)
SOLVING = re.compile(  # `$b$ solves the normal equations $...$`, of a name: it satisfies them
    r"^\s*(?:,? ?(?:and|that|which|who) )?(?:jointly |together )?solves?\b(?=[^.;$]*\b(?:equations?|systems?|problem)\b)", re.I
)
_JOINED = re.compile(
    r"^\s*,?\s*(?:and|or|as well as|also|then|such that|so that|satisfying|with|und|et|y|및|그리고|이고|且|和|,)?"
    r"(?: (?:that|then|also))*\s*$",
    re.I,
)


def among(pieces: list[Piece]) -> list[Piece]:
    """The formulas that shall be shown: those that words say it of, and those that "and" joins to them."""
    found = list[Piece]()
    for n, p in enumerate(pieces):
        joined = n > 0 and found[-1:] == [pieces[n - 1]] and _JOINED.match(p.before) is not None
        found += [p] if joined or _is_goal(p.before, p.after) else []
    return found


def _is_goal(before: str, behind: str) -> bool:
    said = [s for s in _SENTENCE.split(SOLVING.sub("", before)) if s.strip(" *_:")]
    return (bool(said) and BEFORE.search(said[-1]) is not None) or BEHIND.match(behind) is not None
