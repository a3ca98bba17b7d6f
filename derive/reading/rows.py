r"""Rows and columns of displayed formulas: which `\\` starts a statement, and which only breaks a line.

Comes in: the bracketed tokens of one formula. Goes out: the tokens to throw away; column marks that separate statements
have become `quad` tokens. It does not know expressions, only what a row begins and ends with.
"""

from __future__ import annotations

from dataclasses import replace

from derive.reading.brackets import Structure
from derive.reading.syntax import Chain, Formula, Missing, Node, Span, Statement, Unreadable
from derive.reading.tokens import Token

_BOUNDARY = ("row", "wrapper")
_BLANK = ("amp", "quad")
_BESIDE = ("rel", "op", "sign")
_ROMAN = ("ii", "iii", "iv", "vi", "vii", "viii", "ix")


def settle_rows(structure: Structure) -> set[int]:
    """The row breaks, column marks and spaces at the top level that mean nothing."""
    dropped: set[int] = set()
    before: list[int] = []  # the row that a new one may continue, as indices of top-level tokens
    boundary: list[int] = []
    for breaks, row in _rows(structure):
        boundary += breaks
        label = _label(structure, row)
        dropped.update(label)
        empty = [i for i in row if _is_empty(structure, i)]  # `& {} + b`, where braces only make room
        dropped.update(j for i in empty for j in (i, i + 1))
        row = [i for i in row if i not in label and i not in empty]
        _settle_columns(structure, row, dropped)
        inked = [i for i in row if structure.tokens[i].kind not in _BLANK]
        if not inked:
            continue
        if before and _continues(structure.tokens, before, inked):
            dropped.update(boundary)
            dropped.update(i for i in row if i < inked[0])
            dropped.update(i for i in range(before[-1] + 1, inked[0]) if structure.tokens[i].kind in _BLANK)
            before += inked
        else:
            before = inked
        boundary = []
    return dropped


def _is_empty(structure: Structure, i: int) -> bool:
    """Braces with nothing between, where a row or its column begins or an operator stands beside them."""
    tokens = structure.tokens
    if tokens[i].kind != "lbrace" or structure.partner[i] != i + 1:
        return False
    begins = i == 0 or tokens[i - 1].kind in ("amp", "rel", *_BOUNDARY)
    return begins and i + 2 < len(tokens) and tokens[i + 2].kind in ("amp", *_BESIDE)


def _label(structure: Structure, row: list[int]) -> range:
    r"""The `(2) &` that counts a row, as tokens: a bracket that is multiplied with what stands behind it has no `&` between."""
    tokens, partner = structure.tokens, structure.partner
    if len(row) < 3 or tokens[row[0]].kind != "open" or tokens[row[0]].text != "(" or tokens[row[1]].kind != "amp":
        return range(0)
    end = partner[row[0]]
    inside = tokens[row[0] + 1 : end]
    short = len(inside) == 1 or "".join(t.text for t in inside) in _ROMAN
    if not short or any(t.kind not in ("num", "name") for t in inside) or tokens[row[2]].kind in _BESIDE:
        return range(0)
    return range(row[0], row[1] + 1)


def _rows(structure: Structure) -> list[tuple[list[int], list[int]]]:
    """Each row with the marks that stand before it: indices of tokens at the top level."""
    rows: list[tuple[list[int], list[int]]] = [([], [])]
    i = 0
    while i < len(structure.tokens):
        if structure.tokens[i].kind in _BOUNDARY:
            rows.append(([i], []))
        else:
            rows[-1][1].append(i)
        i = max(structure.partner[i], i) + 1
    return rows


def _continues(tokens: list[Token], before: list[int], row: list[int]) -> bool:
    first, last = tokens[row[0]], tokens[before[-1]]
    if first.kind == "op" or (first.kind == "sign" and first.text != "-"):
        return True
    if last.kind in ("op", "sign"):
        return True
    if last.kind == "rel":
        return first.kind not in ("rel", "opener", "words")
    if first.kind == "sign":
        return _relates(tokens, before) and not _relates(tokens, row)
    return False


def _relates(tokens: list[Token], row: list[int]) -> bool:
    return any(tokens[i].kind == "rel" for i in row)


def _settle_columns(structure: Structure, row: list[int], dropped: set[int]) -> None:
    """The first `&` aligns; a later one separates, unless it stands beside a relation or an operator (eqnarray)."""
    tokens = structure.tokens
    before: Token | None = None  # the last token that is not blank
    marks: list[int] = []  # the `&` since then
    number = 0
    for i in row:
        token = tokens[i]
        if token.kind == "amp":
            marks.append(i)
            dropped.add(i)
        elif token.kind != "quad":
            separates = before is not None and before.kind not in _BESIDE and token.kind not in _BESIDE
            if marks and separates and number + len(marks) > 1:
                dropped.discard(marks[-1])
                tokens[marks[-1]] = tokens[marks[-1]]._replace(kind="quad")
            number += len(marks)
            before, marks = token, []


def going_on(formula: Formula) -> Formula:
    """The formula as what an equals sign in the words before it makes of it: `= B`."""
    first = formula.statements[0] if formula.statements else None
    match first:
        case Statement(Chain(operands, relations) as chain) if not isinstance(operands[0], Missing):
            node = replace(chain, operands=(_nothing(chain), *operands), relations=("=", *relations))
        case Statement(Chain() | Missing()) | Unreadable() | None:
            return formula
        case Statement(node=expression):
            node = Chain((_nothing(expression), expression), ("=",), expression.span)
    return replace(formula, statements=(replace(first, node=node), *formula.statements[1:]))


def _nothing(node: Node) -> Missing:
    return Missing(Span(node.span.start, node.span.start))
