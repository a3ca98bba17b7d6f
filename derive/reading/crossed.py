r"""`\exp{(u}v)`, `\partial{J(v, U})`: braces behind a function or a ∂ that close before the bracket that opens in them; the bracket is
what is meant.

Comes in: the tokens of a formula. Goes out: the tokens without such braces, the change noted on the bracket.
"""

from __future__ import annotations

from derive.reading.repairs import Repair
from derive.reading.tokens import Token

_BRACKETS = ("(", "[")
_OPENING = ("lbrace", "open")
_CLOSING = ("rbrace", "close")
_ENDS = ("row", "amp", "rel", "words", "env", "endenv", "quad")


def uncrossed(tokens: list[Token], text: str) -> list[Token]:
    """The tokens without the braces that a bracket crosses."""
    dropped: set[int] = set()
    mended: dict[int, Token] = {}
    stack: list[int] = []
    for i, token in enumerate(tokens):
        if token.kind in _OPENING:
            stack.append(i)
        elif token.kind in _CLOSING and stack and _match(tokens[stack[-1]], token):
            stack.pop()
        elif token.kind == "rbrace" and _crosses(tokens, stack):
            brace, begin = stack[-2:]
            close = _closing(tokens, i + 1, tokens[begin].text)
            if close is not None:
                dropped |= {brace, i}
                stack = [*stack[:-2], begin]
                read = text[tokens[brace].end : token.start] + text[token.end : tokens[close].end]
                mended[begin] = tokens[begin]._replace(mended=Repair("crossed braces", tokens[brace].start, tokens[close].end, read))
    return [mended.get(i, t) for i, t in enumerate(tokens) if i not in dropped] if dropped else tokens


def _match(opening: Token, closing: Token) -> bool:
    if opening.kind == "lbrace":
        return closing.kind == "rbrace"
    return closing.kind == "close" and opening.text == closing.text


def _crosses(tokens: list[Token], stack: list[int]) -> bool:
    """Whether the innermost bracket is the first thing in braces that stand behind a name, or opens in braces behind a ∂."""
    if len(stack) < 2:
        return False
    bracket, brace = stack[-1], stack[-2]
    if brace == 0 or tokens[brace].kind != "lbrace" or tokens[bracket].kind != "open" or tokens[bracket].text not in _BRACKETS:
        return False
    before = tokens[brace - 1].kind
    return before == "partial" or (before == "name" and bracket == brace + 1)


def _closing(tokens: list[Token], start: int, opening: str) -> int | None:
    """Where the bracket closes that is still open at the start, if nothing ends before."""
    depth = 0
    for i in range(start, len(tokens)):
        kind = tokens[i].kind
        if kind in _OPENING:
            depth += 1
        elif kind in _CLOSING and depth:
            depth -= 1
        elif kind == "close" and tokens[i].text == opening:
            return i
        elif kind in _CLOSING or (kind in _ENDS and not depth):
            return None
    return None
