r"""`\log{a + b}`, `\cos{u} v`: braces right behind a function. They cannot be seen on the page, but hold its argument for who typed them.

Comes in: the tokens of a formula. Goes out: tokens in which such braces are brackets, noted as mended, where without them the function
would reach less far or farther: a sign in them, or a factor behind them. It does not know what the argument is.
"""

from __future__ import annotations

from derive.reading.cursor import STARTS
from derive.reading.repairs import Repair
from derive.reading.tokens import Token
from derive.reading.vocabulary import FUNCTIONS

_WITH_ARGUMENT = FUNCTIONS - {"sqrt", "vec", "argmax", "argmin", "sup", "inf", "limsup", "liminf", "Pr", "Var", "Cov"}
_OPENING = frozenset({"lbrace", "open", "env"})
_CLOSING = frozenset({"rbrace", "close", "endenv"})


def braced(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with brackets for the braces that hold a function's argument."""
    found = list(tokens)
    for i, token in enumerate(tokens):
        if token.kind != "lbrace" or not _behind_function(tokens, i):
            continue
        end, signed = _closing(tokens, i)
        if end is None or end == i + 1 or not (signed or _goes_on(tokens, end + 1)):
            continue
        read = f"({text[token.end : tokens[end].start].strip()})"
        mended = Repair("braces of a function", token.start, tokens[end].end, read)
        found[i] = Token("open", "(", token.start, token.end, "", mended)
        found[end] = Token("close", "(", tokens[end].start, tokens[end].end)
    return found


def _behind_function(tokens: list[Token], i: int) -> bool:
    r"""Whether a function stands right before, perhaps with a power: `\sin{..}`, `\sin^2{..}`."""
    if i >= 3 and tokens[i - 2].kind == "script" and tokens[i - 1].kind in ("num", "name"):
        i -= 2
    return i >= 1 and tokens[i - 1].kind == "name" and tokens[i - 1].text in _WITH_ARGUMENT


def _closing(tokens: list[Token], i: int) -> tuple[int | None, bool]:
    """Where the brace closes, and whether a sign stands in it, outside of inner brackets; None where a relation or row ends before."""
    depth, signed = 0, False
    for k in range(i + 1, len(tokens)):
        kind = tokens[k].kind
        if kind in _CLOSING and not depth:
            return (k if kind == "rbrace" else None), signed
        depth += (kind in _OPENING) - (kind in _CLOSING)
        signed = signed or (kind == "sign" and not depth)
        if kind in ("row", "amp", "rel", "words") and not depth:
            break
    return None, signed


def _goes_on(tokens: list[Token], i: int) -> bool:
    """Whether a factor follows that the function would take in: no bracket or script, which may belong to what stands in the braces."""
    if i >= len(tokens):
        return False
    token = tokens[i]
    if token.kind == "op":
        return True
    return token.kind in STARTS - {"open", "big"} and not (token.kind == "name" and token.text in FUNCTIONS)
