r"""`s1`, `\sigma(z2)`: a letter with a numeral right behind it, as in a program; it is the subscript that has lost its underscore.

Comes in: the tokens of a formula. Goes out: the tokens with the underscore, marked as mended. Nobody writes the factor 1 behind a letter,
or any other numeral without a space. Inside of a subscript `i1` may be two of them, and behind another letter `ab2` tells nothing; in
`\frac n2` they are numerator and denominator.
"""

from __future__ import annotations

from derive.reading.repairs import Repair
from derive.reading.tokens import Token

LONGEST = 2  # digits of such a number


def numbered(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    below: list[bool] = []  # for every open brace, whether it holds a subscript
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else None
        if token.kind == "lbrace":
            below.append(before is not None and before.kind == "script" and before.text == "_")
        elif token.kind == "rbrace" and below:
            below.pop()
        found.append(token)
        behind = tokens[i + 1] if i + 1 < len(tokens) else None
        if behind is None or any(below) or not _letter(token, before) or not _numeral(behind, token):
            continue
        read = f"{token.text}_{{{behind.text}}}" if len(behind.text) > 1 else f"{token.text}_{behind.text}"
        found.append(Token("script", "_", token.end, token.end, "", Repair("lost underscore", token.start, behind.end, read)))
    return found


def _letter(token: Token, before: Token | None) -> bool:
    alone = before is None or not (before.kind in ("script", "frac", "binom") or (before.kind == "name" and before.end == token.start))
    return token.kind == "name" and len(token.text) == 1 and token.text.isascii() and token.text.isalpha() and alone


def _numeral(token: Token, letter: Token) -> bool:
    return token.kind == "num" and token.start == letter.end and token.text.isdigit() and len(token.text) <= LONGEST
