r"""`\left\{ \begin{array}..\end{array} \right.` is a cases environment or a system of equations; an array of equations is rows.

Comes in: tokens. Goes out: tokens. It does not know what the cases are, only what stands after their column marks.
"""

from __future__ import annotations

from itertools import pairwise

from derive.reading.tokens import Token

_BETWEEN = frozenset({"wrapper", "row", "quad", "words", "opener", "comma", "stop"})  # what separates statements


def retag_left_brace_arrays(tokens: list[Token]) -> list[Token]:
    r"""Arrays behind an open brace that `\right.` closes become cases or rows; other invisible brackets are dropped."""
    if not any(token.kind == "edge" for token in tokens):
        return tokens
    kept: list[Token] = []
    invisible: list[int] = []  # for every `\left` that is open: where its `\left.` stands among the kept tokens, or -1
    for token in tokens:
        side = token.text if token.kind == "edge" else token.font if token.kind in ("open", "close") else ""
        if side == "left":
            invisible.append(len(kept) if token.kind == "edge" else -1)
        opened = invisible.pop() if side == "right" and invisible else -1
        if token.kind == "edge":
            if side == "left":
                kept.append(token)
            elif kept and kept[-1].kind in ("endenv", "wrapper"):
                _retag(kept)
        elif opened >= 0 and kept[opened].kind == "edge" and token.text == "|":
            kept[opened] = kept[opened]._replace(kind="open", text="@")
            kept.append(token._replace(text="@"))  # `\left. f \right|_{x = 0}`
        else:
            kept.append(token)
    return [token for token in kept if token.kind != "edge"]


def rows_of_equations(tokens: list[Token]) -> list[Token]:
    r"""`\begin{array}{rl} A &= B \\ &= C \end{array}` that stands by itself: what others write as aligned rows."""
    found = list(tokens)
    for i, token in enumerate(tokens):
        if token.kind != "env" or token.text != "array" or (i and found[i - 1].kind not in _BETWEEN):
            continue
        end, relates = _end_of(tokens, i)
        alone = end + 1 >= len(tokens) or tokens[end + 1].kind in _BETWEEN
        if end and relates and alone:
            found[i], found[end] = (tokens[n]._replace(kind="wrapper", text="rows") for n in (i, end))
    return found


def _end_of(tokens: list[Token], start: int) -> tuple[int, bool]:
    """Where the environment ends (0: nowhere), and whether one of its own cells holds an equation."""
    depth = 0
    relates = False
    for i in range(start, len(tokens)):
        depth += {"env": 1, "endenv": -1}.get(tokens[i].kind, 0)
        if depth == 0:
            return i, relates
        relates = relates or (depth == 1 and tokens[i].kind == "rel" and tokens[i].text in ("=", ":="))
    return 0, False


def loose_bars(tokens: list[Token]) -> list[Token]:
    r"""`f \Big\rvert_{x = 0}`: a closing bar that nothing opened is the bar of a value at a point."""
    opened = 0
    kept: list[Token] = []
    for token in tokens:
        if token.text == "|" and token.kind in ("open", "close") and not token.font:
            opened += 1 if token.kind == "open" else -1
            if opened < 0:
                opened, token = 0, token._replace(kind="bar")
        kept.append(token)
    return kept


def _retag(kept: list[Token]) -> None:
    """The environment that ends here, if a brace stands right before it."""
    for j in range(len(kept) - 1, 0, -1):
        brace = kept[j - 1].kind == "open" and kept[j - 1].text == "{"
        if brace and kept[j].kind in ("env", "wrapper"):
            aligned = any(a.kind == "amp" and b.kind == "rel" for a, b in pairwise(kept[j:]))
            begin, end = ("wrapper", "wrapper") if aligned else ("env", "endenv")
            kept[-1] = kept[-1]._replace(kind=end, text="cases")
            kept[j] = kept[j]._replace(kind=begin, text="cases")
            del kept[j - 1]
            return
