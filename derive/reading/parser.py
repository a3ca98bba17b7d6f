r"""Formulas: text to statements.

Comes in: the text of a file and the place of a formula in it. Goes out: `Formula`; what cannot be read is `Unreadable`
for the statement concerned, and the other statements are still read. It does not know what any symbol means.
"""

from __future__ import annotations

from derive.reading.balancing import balanced
from derive.reading.braced import braced
from derive.reading.brackets import match_brackets, thin_out
from derive.reading.conventions import conventional
from derive.reading.crossed import uncrossed
from derive.reading.differentials import differentials
from derive.reading.environments import loose_bars, retag_left_brace_arrays, rows_of_equations
from derive.reading.infix import put_before
from derive.reading.lexer import lex
from derive.reading.loose import tidied
from derive.reading.macros import Macros, expand, find_definitions
from derive.reading.problems import MAX_CHARACTERS, Problem
from derive.reading.rows import settle_rows
from derive.reading.statements import read_statements
from derive.reading.syntax import Formula, Span, Unreadable


def parse_formula(text: str, start: int, end: int, display: bool, macros: Macros | None = None) -> Formula:
    """Read text[start:end], the inside of one formula. Never raises; linear in the length of the formula.

    macros are the page's own commands; without them those that the formula itself defines are known.
    """
    span = Span(start, end)
    if end - start > MAX_CHARACTERS:
        reason = f"the formula has more than {MAX_CHARACTERS} characters"
        return Formula(span, display, (Unreadable(reason, start, span),))
    try:
        known = find_definitions(text, start, end) if macros is None else macros
        tokens = tidied(put_before(conventional(expand(differentials(lex(text, start, end), text), known, text))))
        tokens = braced(uncrossed(tokens, text), text)
        structure = match_brackets(loose_bars(rows_of_equations(retag_left_brace_arrays(tokens))))
        if structure.unmatched:
            structure = match_brackets(balanced(structure))
        mended = [token.mended for token in structure.tokens if token.mended is not None]
        structure = thin_out(structure, settle_rows(structure))
    except Problem as problem:
        return Formula(span, display, (Unreadable(problem.reason, problem.at, span),))
    statements, repairs = read_statements(structure, text)
    return Formula(span, display, tuple(statements), tuple(sorted([*mended, *repairs], key=lambda repair: (repair.start, repair.end))))
