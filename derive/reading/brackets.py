r"""Which token closes which bracket, and what can be thrown away once that is known.

Comes in: the tokens of one formula. Goes out: `Structure`, the tokens with the partner of every bracket; braces that only
group, row breaks inside brackets and line breaks in the middle of an expression are gone. One pass each, no recursion,
so that 50,000 open braces cost no more than 50,000 letters. It does not know expressions.
"""

from __future__ import annotations

from typing import NamedTuple

from derive.reading.problems import MAX_NESTING, Problem
from derive.reading.tokens import Token
from derive.reading.vocabulary import ARITY, CLOSING_TEXT

_OPENING = {"open": "close", "lbrace": "rbrace", "env": "endenv"}
_CLOSING = frozenset(_OPENING.values())
_MEANINGLESS_IN = {"open": ("row", "amp", "wrapper"), "lbrace": ("amp", "wrapper"), "env": ("wrapper",)}


class Structure(NamedTuple):
    """Tokens; for each its partner (-1 where there is none); for a bracket without partner the reason why it is wrong."""

    tokens: list[Token]
    partner: list[int]
    unmatched: dict[int, str]


def match_brackets(tokens: list[Token]) -> Structure:
    """Pair the brackets. Raises Problem where they are nested too deeply."""
    partner = [-1] * len(tokens)
    unmatched: dict[int, str] = {}
    stack: list[int] = []
    waiting: list[dict[str, int]] = [{}]  # open brackets by kind since the last brace: a brace never closes over others
    for i, token in enumerate(tokens):
        if token.kind in _OPENING:
            stack.append(i)
            if len(stack) > MAX_NESTING:
                raise Problem(f"brackets are nested more than {MAX_NESTING} deep", token.start)
            if token.kind == "open":
                waiting[-1][token.text] = waiting[-1].get(token.text, 0) + 1
            else:
                waiting.append({})
        elif token.kind in _CLOSING:
            _close(i, token, tokens, stack, waiting, partner, unmatched)
    for i in stack:
        unmatched[i] = f"a bracket {_shown(tokens[i])} opened here is never closed"
    return Structure(tokens, partner, unmatched)


def _close(
    i: int,
    token: Token,
    tokens: list[Token],
    stack: list[int],
    waiting: list[dict[str, int]],
    partner: list[int],
    unmatched: dict[int, str],
) -> None:
    hard = token.kind != "close"
    if len(waiting) == 1 if hard else not waiting[-1].get(token.text):
        if not hard and _closes_interval(tokens, stack):
            waiting[-1][tokens[stack[-1]].text] -= 1
            partner[i], partner[stack[-1]] = stack[-1], i
            stack.pop()
            return
        unmatched[i] = f"`{_shown(token)}` closes nothing"
        if token.text == "|":
            unmatched[i] = "a bar \\right| stands without its \\left|; a value at a point cannot be read yet"
        return
    while stack:
        j = stack.pop()
        opener = tokens[j]
        if opener.kind == "open":
            waiting[-1][opener.text] -= 1
        else:
            waiting.pop()
        if _OPENING[opener.kind] == token.kind and opener.text == token.text.replace("}", "{"):
            partner[i], partner[j] = j, i
            return
        unmatched[j] = f"a bracket {_shown(opener)} opened here is never closed"
        if hard and opener.kind != "open":  # `\end{cases}` where a brace was open
            unmatched[i] = f"`{_shown(token)}` closes nothing"
            return


def _closes_interval(tokens: list[Token], stack: list[int]) -> bool:
    r"""Whether the innermost bracket is that of a half-open interval, as in `x \in [0, 1)`."""
    if not stack or tokens[stack[-1]].kind != "open" or tokens[stack[-1]].text not in "([":
        return False
    before = stack[-1] - 1
    return before >= 0 and tokens[before].kind == "rel" and tokens[before].text in ("in", "notin")


def _shown(token: Token) -> str:
    if token.kind in ("env", "endenv"):
        return f"\\{'begin' if token.kind == 'env' else 'end'}{{{token.text}}}"
    if token.kind in ("open", "lbrace"):
        return "\\{" if token.kind == "open" and token.text == "{" else token.text
    return CLOSING_TEXT[token.text] if token.kind == "close" else "}"


def thin_out(structure: Structure, dropped: set[int]) -> Structure:
    """Without the dropped tokens, braces that only group, and row breaks and column marks inside brackets."""
    tokens, partner = structure.tokens, structure.partner
    drop = dropped | _needless_braces(structure) | _marks_in_brackets(structure)
    renumber: dict[int, int] = {-1: -1}
    kept: list[int] = []
    for i in range(len(tokens)):
        if i not in drop:
            renumber[i] = len(kept)
            kept.append(i)
    return Structure(
        [tokens[i] if tokens[i].kind != "wrapper" else tokens[i]._replace(kind="row") for i in kept],
        [renumber.get(partner[i], -1) for i in kept],
        {renumber[i]: reason for i, reason in structure.unmatched.items()},
    )


def _needless_braces(structure: Structure) -> set[int]:
    """Braces that are no argument and carry no script: on the page they are invisible."""
    tokens, partner = structure.tokens, structure.partner
    needless: set[int] = set()
    pending = [0]  # arguments still due, for every open bracket
    optional_closed = -1
    for i, token in enumerate(tokens):
        if token.kind in _CLOSING and partner[i] >= 0:
            pending.pop()
        elif token.kind in _OPENING and partner[i] >= 0:
            if token.kind == "open" and token.text == "[" and i > 0 and tokens[i - 1].kind == "root":
                optional_closed = partner[i]  # the degree of a root is no argument in braces
            elif pending[-1]:
                pending[-1] -= 1
            elif token.kind == "lbrace" and not _carries_script(structure, i):
                needless.update((i, partner[i]))
            pending.append(0)
        elif i != optional_closed:
            pending[-1] = max(pending[-1] - 1, 0) + ARITY.get(token.kind, 0)
    return needless


def _carries_script(structure: Structure, i: int) -> bool:
    after = structure.partner[i] + 1
    empty = after == i + 2
    return not empty and after < len(structure.tokens) and structure.tokens[after].kind in ("script", "prime")


def _marks_in_brackets(structure: Structure) -> set[int]:
    marks: set[int] = set()
    enclosing: list[str] = []
    for i, token in enumerate(structure.tokens):
        if token.kind in _OPENING and structure.partner[i] >= 0:
            enclosing.append(token.kind)
        elif token.kind in _CLOSING and structure.partner[i] >= 0:
            enclosing.pop()
        elif enclosing and token.kind in _MEANINGLESS_IN[enclosing[-1]]:
            marks.add(i)
    return marks


def bars_to_come(structure: Structure) -> dict[int, int]:
    """For every bar, how many bars stand from it to the next comma or end of its level: an even number forms pairs. A double bar counts
    the double ones only, so that the one in `KL(p \\| q)` separates."""
    tokens, partner = structure.tokens, structure.partner
    counts: dict[int, int] = {}
    levels = [(0, 0)]
    for i in range(len(tokens) - 1, -1, -1):
        kind = tokens[i].kind
        if kind in _CLOSING and partner[i] >= 0:
            levels.append((0, 0))
        elif kind in _OPENING and partner[i] >= 0:
            levels.pop()
        elif kind in ("comma", "quad", "row", "words", "opener"):
            levels[-1] = (0, 0)
        elif kind == "bar":
            width, (halves, doubles) = len(tokens[i].text), levels[-1]
            levels[-1] = halves + width, doubles + (width == 2)
            counts[i] = levels[-1][width == 2]
    return counts
