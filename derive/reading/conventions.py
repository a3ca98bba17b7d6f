r"""Words and marks that people put into formulas: `s.t.`, `p_j.p_i`, `(\text{since } A \text{ is symmetric})`, `\sum_{\text{all } k}`.

Comes in: the tokens of a formula. Goes out: tokens. It does not know what any name means, only what such marks stand for anywhere.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from derive.reading.numbered import numbered
from derive.reading.repairs import Repair
from derive.reading.tokens import Token

_ABBREVIATIONS = frozenset({"st", "ie", "eg", "wrt", "iid", "as", "rhs", "lhs"})
_ALL = re.compile(r"(for )?(all|every|each|any)", re.I)
_REMARK = re.compile(r"\s*(since|because|as|by|using|from|note|recall|where|here|due|see|with|assum\w+|chain rule)\b", re.I)
_QUANTIFIED = re.compile(r"\s*(if|when|whenever|where|for|unless|provided)\b", re.I)
_BLANK = ("amp", "quad")
_APART = ("amp", "quad", "comma", "row", "words")
_CONDITION = ("name", "num", "amp", "quad", "open")
_BESIDE = ("rel", "op", "sign")


def conventional(tokens: list[Token]) -> list[Token]:
    """The tokens with such words and marks told apart from mathematics."""
    if any(t.kind == "stop" for t in tokens):
        tokens = _dots(_abbreviations(tokens))
    tokens = numbered(_sums(_deltas(_ifs(_upright(tokens)))))
    if any(t.kind == "words" for t in tokens):
        tokens = _worded(_remarks(_all(tokens)))
    return _spaces(tokens)


def _abbreviations(tokens: list[Token]) -> list[Token]:
    """`s.t.` and its kin: single letters with a stop behind each, and nothing between."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        end = i
        while end + 1 < len(tokens) and tokens[end].kind == "name" and tokens[end + 1].kind == "stop" and _touch(tokens, i, end):
            end += 2
        letters = "".join(t.text for t in tokens[i:end:2])
        if letters in _ABBREVIATIONS:
            found.append(Token("words", f"{'.'.join(letters)}.", tokens[i].start, tokens[end - 1].end))
            i = end
        else:
            found.append(tokens[i])
            i += 1
    return found


def _touch(tokens: list[Token], start: int, end: int) -> bool:
    """Whether the letter at `end` and its stop stand right behind what came before."""
    return tokens[end].end == tokens[end + 1].start and (end == start or tokens[end - 1].end == tokens[end].start)


def _dots(tokens: list[Token]) -> list[Token]:
    """`p_j.p_i`: a full stop right between two names is a product; `X.T` of a program is not."""
    found = list(tokens)
    for i in range(1, len(tokens) - 1):
        before, dot, after = tokens[i - 1 : i + 2]
        tight = before.end == dot.start and dot.end == after.start
        factor = before.kind in ("name", "rbrace", "close") and after.kind in ("name", "open") and after.text not in ("T", "shape")
        if dot.kind == "stop" and tight and factor:
            found[i] = dot._replace(kind="op", text="cdot")
    return found


def _ifs(tokens: list[Token]) -> list[Token]:
    """`if` without `\\text`, apart from what stands before it."""
    found: list[Token] = []
    for i, token in enumerate(tokens):
        one = token.kind == "name" and token.text == "f" and found and found[-1].kind == "name" and found[-1].text == "i"
        whole = one and found[-1].end == token.start and len(found) > 1 and found[-2].kind in _APART
        if whole and i + 1 < len(tokens) and tokens[i + 1].kind in _CONDITION and tokens[i + 1].start > token.end:
            found[-1] = Token("words", "if", found[-1].start, token.end)
        else:
            found.append(token)
    return found


def _deltas(tokens: list[Token]) -> list[Token]:
    r"""`\delta{ij}` is a Kronecker delta that has lost its underscore: braces around two letters multiply nothing."""
    found: list[Token] = []
    for i, token in enumerate(tokens):
        group = [t.kind for t in tokens[i + 1 : i + 5]] == ["lbrace", "name", "name", "rbrace"]
        found.append(token)
        if token.kind == "name" and token.text == "delta" and group:
            read = f"\\delta_{{{tokens[i + 2].text}{tokens[i + 3].text}}}"
            found.append(Token("script", "_", token.end, token.end, "", Repair("lost underscore", token.start, tokens[i + 4].end, read)))
    return found


def _upright(tokens: list[Token]) -> list[Token]:
    r"""`\bold -u_k`: a sign has no font."""
    pairs = zip_longest(tokens, tokens[1:])
    return [t for t, behind in pairs if not (t.kind == "font" and behind is not None and behind.kind in ("sign", "op", "rel"))]


def _sums(tokens: list[Token]) -> list[Token]:
    r"""`\Sigma_{k=1}^K` and `\Sigma_{w \in V}`: a letter that says over what it runs is the sign for a sum."""
    found = list(tokens)
    for i, token in enumerate(tokens):
        behind = tokens[i + 1 : i + 5]
        says = [t.kind for t in behind] == ["script", "lbrace", "name", "rel"] and behind[0].text == "_" and behind[3].text in ("=", "in")
        if says and token.kind == "name" and token.text == "Sigma":
            mended = Repair("letter for a sum", token.start, token.end, "\\sum")
            found[i] = token._replace(kind="big", text="sum", mended=mended)
    return found


def _all(tokens: list[Token]) -> list[Token]:
    r"""`\sum_{\text{all } k}`: under an operator the word adds nothing."""
    pairs = zip([None, *tokens], tokens, strict=False)
    return [t for before, t in pairs if not (before and before.kind == "lbrace" and t.kind == "words" and _ALL.fullmatch(t.text.strip()))]


def _remarks(tokens: list[Token]) -> list[Token]:
    """A bracket that begins with words such as "since" and holds no relation is a remark: words as a whole."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        end = _end_of_bracket(tokens, i)
        inside = tokens[i + 1 : end - 1]
        told = inside and inside[0].kind == "words" and _REMARK.match(inside[0].text) and not any(t.kind == "rel" for t in inside)
        if told and _outside(found):
            found.append(Token("words", " ".join(t.text for t in inside if t.kind == "words"), tokens[i].start, tokens[end - 1].end))
            i = end
        else:
            found.append(tokens[i])
            i += 1
    return found


def _worded(tokens: list[Token]) -> list[Token]:
    r"""`\quad (n_k \neq c \text{ for all } k)`: a condition in a bracket of its own that words are part of, without the bracket."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        end = _end_of_bracket(tokens, i)
        inside = tokens[i + 1 : end - 1]
        apart = bool(found) and found[-1].kind in _APART and (end >= len(tokens) or tokens[end].kind in (*_APART, "stop"))
        worded = any(t.kind == "words" and _QUANTIFIED.match(t.text) for t in inside) and any(t.kind == "rel" for t in inside)
        if apart and worded and _outside(found):
            found += [] if inside[0].kind == "words" else [Token("words", "where", tokens[i].start, tokens[i].end)]
            found += inside
            i = end
        else:
            found.append(tokens[i])
            i += 1
    return found


def _end_of_bracket(tokens: list[Token], start: int) -> int:
    """Behind the round bracket that opens here; `start` where none opens, or nothing closes it."""
    depth = 0
    for i in range(start, len(tokens)):
        depth += (tokens[i].kind in ("open", "lbrace")) - (tokens[i].kind in ("close", "rbrace"))
        if i == start and (tokens[i].kind != "open" or tokens[i].text != "("):
            return start
        if depth == 0:
            return i + 1
    return start


def _outside(before: list[Token]) -> bool:
    """Whether no bracket is open, so that words separate statements."""
    return sum((t.kind in ("open", "lbrace")) - (t.kind in ("close", "rbrace")) for t in before) == 0


def _spaces(tokens: list[Token]) -> list[Token]:
    r"""`e = \quad & f`: wide space behind a relation or an operator separates nothing."""
    found: list[Token] = []
    inked: Token | None = None
    for token in tokens:
        if token.kind == "quad" and inked is not None and inked.kind in _BESIDE:
            continue
        if token.kind not in _BLANK:
            inked = token
        found.append(token)
    return found
