r"""`\left\{ \begin{array}..\end{array} \right.` is a cases environment in disguise.

Comes in: tokens. Goes out: tokens. It does not know what the cases are.
"""

from __future__ import annotations

from derive.reading.tokens import Token


def retag_left_brace_arrays(tokens: list[Token]) -> list[Token]:
    r"""Arrays behind an open brace that `\right.` closes become cases; other invisible brackets are dropped."""
    if not any(token.kind == "edge" for token in tokens):
        return tokens
    kept: list[Token] = []
    for token in tokens:
        if token.kind != "edge":
            kept.append(token)
        elif token.text == "right" and kept and kept[-1].kind == "endenv" and kept[-1].text == "array":
            _retag(kept)
    return kept


def _retag(kept: list[Token]) -> None:
    """The array that ends here, if a brace stands right before it."""
    for j in range(len(kept) - 1, 0, -1):
        if kept[j].kind == "env" and kept[j].text == "array":
            if kept[j - 1].kind == "open" and kept[j - 1].text == "{":
                kept[-1] = kept[-1]._replace(text="cases")
                kept[j] = kept[j]._replace(text="cases")
                del kept[j - 1]
            return
