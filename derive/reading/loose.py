r"""Small marks that people leave out or put where TeX does not expect them.

Comes in: the tokens of one formula. Goes out: tokens with a comma behind dots in a list (`w_{t-m}, \dots w_{t+m}`), with braces around the
bars of a script (`u_|V|`), and without the space that keeps an operator away from what it acts on (`\sum_w \quad y_w`). It does not know
what any of them means.
"""

from __future__ import annotations

from derive.reading.repairs import Repair
from derive.reading.tokens import Token

_BEGINS = frozenset({"name", "num", "accent", "font"})
_LAST = frozenset({"name", "num", "bar"})  # what a range may end with
_WAITS = frozenset({"op", "sign", "rel"})  # something must follow them
_ENDS = frozenset({"row", "words", "opener", "wrapper", "rel", "amp", "comma"})
_WHEN = frozenset({"when", "if", "where", "for", "with", "whenever"})
_FURTHEST = 6  # tokens between the bars of a script


def tidied(tokens: list[Token]) -> list[Token]:
    """The tokens with these marks put right; what was added says so."""
    kinds = {token.kind for token in tokens}
    if "bar" in kinds and "script" in kinds:
        tokens = _braced_bars(tokens)
    if "quad" in kinds:
        tokens = _without_spaces(tokens)
    if "words" in kinds:
        tokens = _without_when(tokens)
    return _with_commas(_ranges(tokens)) if "dots" in kinds else tokens


def _with_commas(tokens: list[Token]) -> list[Token]:
    r"""`a, \dots b` is the list `a, \dots, b`: dots behind a comma multiply nothing."""
    found: list[Token] = []
    for i, token in enumerate(tokens):
        found.append(token)
        listed = token.kind == "dots" and i > 0 and tokens[i - 1].kind == "comma" and tokens[i - 1].text == ","
        if listed and i + 1 < len(tokens) and tokens[i + 1].kind in _BEGINS:
            found.append(Token("comma", ",", token.end, token.end, "", Repair("missing comma", token.end, token.end, ",")))
    return found


def _ranges(tokens: list[Token]) -> list[Token]:
    r"""`i = 1..n`, `i = 1 \ldots n` and `\{1..n\}` are the list `1, \dots, n`; anywhere else dots without commas are a product."""
    found: list[Token] = []
    for i, token in enumerate(tokens):
        if not (token.kind == "dots" and 0 < i < len(tokens) - 1 and tokens[i + 1].kind in _LAST):
            found.append(token)
            continue
        one = tokens[i - 1]
        begun = i > 1 and (tokens[i - 2].kind == "open" or (i > 2 and tokens[i - 2].text == "=" and tokens[i - 3].kind == "name"))
        if one.kind == "num" and (begun or token.end - token.start == len("..")):
            found += (Token("comma", ",", token.start, token.start), token, Token("comma", ",", token.end, token.end))
        else:
            found.append(token)
    return found


def _without_when(tokens: list[Token]) -> list[Token]:
    r"""`(\text{when } w \neq c)` and `_{\text{where } w \neq c}`: the bracket alone says that it is a condition."""
    return [
        token
        for i, token in enumerate(tokens)
        if not (token.kind == "words" and token.text.lower().strip(" ,:") in _WHEN and i and tokens[i - 1].kind in ("open", "lbrace"))
    ]


def _without_spaces(tokens: list[Token]) -> list[Token]:
    """Without the wide spaces behind a big operator and its bounds, or behind a sign that something must follow."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        end = _behind_bounds(tokens, i + 1) if token.kind == "big" else i + 1
        found += tokens[i:end]
        i = end
        if token.kind == "big" or token.kind in _WAITS:
            behind = i
            while behind < len(tokens) and tokens[behind].kind == "quad":
                behind += 1
            if behind < len(tokens) and tokens[behind].kind not in _ENDS:
                i = behind
    return found


def _behind_bounds(tokens: list[Token], i: int) -> int:
    """Where the scripts that begin here end."""
    while i + 1 < len(tokens) and tokens[i].kind == "script":
        i += 1
        depth = 0
        while i < len(tokens):
            depth += {"lbrace": 1, "rbrace": -1}.get(tokens[i].kind, 0)
            i += 1
            if depth <= 0:
                break
    return i


def _braced_bars(tokens: list[Token]) -> list[Token]:
    r"""`u_|V|` is `u_{|V|}`: a bar alone is no subscript."""
    found: list[Token] = []
    closing: dict[int, Token] = {}
    for i, token in enumerate(tokens):
        if token.kind == "bar" and token.text == "|" and i > 0 and tokens[i - 1].kind == "script" and i not in closing:
            other = next((j for j in range(i + 2, min(i + 2 + _FURTHEST, len(tokens))) if tokens[j].kind == "bar"), None)
            if other is not None and all(t.kind in ("name", "num") for t in tokens[i + 1 : other]):
                written = "".join(t.text for t in tokens[i + 1 : other])
                repair = Repair("missing braces", token.start, tokens[other].end, f"{{|{written}|}}")
                found.append(Token("lbrace", "{", token.start, token.start, "", repair))
                closing[other] = Token("rbrace", "}", tokens[other].end, tokens[other].end)
        found.append(token)
        if i in closing:
            found.append(closing[i])
    return found
