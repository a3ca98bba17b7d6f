r"""`\frac{\delta J}{\delta w}` for a partial derivative, on a page that has no other use for the letter.

Comes in: the tokens of a formula, and the text of the page. Goes out: the tokens, in which each such δ is a ∂. A page on which a δ stands
anywhere else (an error term, a Kronecker delta, a small number) is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from derive.reading.repairs import Repair
from derive.reading.tokens import Token

_DELTA = re.compile(r"\\delta(?![A-Za-z])|δ")
_SIGN = r"\{\s*(?:\\delta(?![A-Za-z])|δ)\s*(?![_^+\-'=,;&()\[\]|<>*/.:\d])"
_ABOVE = re.compile(rf"\\[dtc]?frac\s*{_SIGN}")
_BELOW = re.compile(rf"\}}\s*{_SIGN}(?!\}})")


def differentials(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with the δ of derivatives read as ∂."""
    if not any(t.kind == "name" and t.text == "delta" for t in tokens) or not _differentiates(text):
        return tokens
    return [_partial(t) if t.kind == "name" and t.text == "delta" else t for t in tokens]


def _partial(token: Token) -> Token:
    return Token("partial", "partial", token.start, token.end, "", Repair("delta for ∂", token.start, token.end, r"\partial"))


@lru_cache(maxsize=4)
def _differentiates(text: str) -> bool:
    """Whether every δ of the page stands at the head of a fraction, as often above as below."""
    above, below = len(_ABOVE.findall(text)), len(_BELOW.findall(text))
    return above == below > 0 and above + below == len(_DELTA.findall(text))
