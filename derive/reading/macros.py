r"""Own commands put in place: `\bu` becomes `\mathbf{u}` after `\newcommand{\bu}{\mathbf{u}}`.

Comes in: tokens, and the definitions of the page. Goes out: tokens without own commands; those of a body take the place
of the call. Expansion is bounded. It does not know grammar.
"""

from __future__ import annotations

from typing import TypeAlias

from derive.reading.definitions import Definition, definitions
from derive.reading.lexer import lex
from derive.reading.problems import MAX_TOKENS, Problem
from derive.reading.tokens import Token, is_built_in

Macros: TypeAlias = dict[str, tuple[int, list[Token]]]

_MAX_EXPANSIONS = 2_000


def find_definitions(text: str, start: int, end: int) -> Macros:
    """The own commands that text[start:end] defines. A redefined built-in becomes an error wherever it is used."""
    macros: Macros = {}
    for found in definitions(text, start, end):
        if found.redefines:
            reason = f"\\{found.name} is a built-in command and cannot be redefined"
            macros[found.name] = (0, [Token("bad", reason, found.start, found.end)])
        elif not is_built_in(found.name):
            macros[found.name] = (found.arity, _body(text, found))
    return macros


def _body(text: str, found: Definition) -> list[Token]:
    if found.operator:
        word = text[found.start : found.end].replace("\\,", "").replace(" ", "")
        return [Token("name", word, found.start, found.end, "rm")]
    try:
        return lex(text, found.start, found.end)
    except Problem as problem:
        return [Token("bad", problem.reason, found.start, found.end)]


def expand(tokens: list[Token], macros: Macros, text: str) -> list[Token]:
    """The tokens of text with every own command replaced; an unknown one becomes an error of its statement."""
    if macros:
        tokens = [_redefined(token, macros, text) for token in tokens]
    if not any(token.kind == "macro" for token in tokens):
        return tokens
    waiting = tokens[::-1]  # a stack: what is next stands last
    expanded: list[Token] = []
    budget = _MAX_EXPANSIONS
    while waiting:
        token = waiting.pop()
        if token.kind != "macro":
            expanded.append(token)
        elif token.text in macros:
            budget -= 1
            if budget < 0 or len(waiting) + len(expanded) > MAX_TOKENS:
                raise Problem(f"the command \\{token.text} expands to too much", token.start)
            waiting.extend(reversed(_call(token, macros, waiting)))
        else:
            expanded.append(token._replace(kind="bad", text=f"the command \\{token.text} is not known"))
    return expanded


def _redefined(token: Token, macros: Macros, text: str) -> Token:
    """A built-in command that the page defines anew is an own command without a meaning."""
    if token.kind != "macro" and text.startswith("\\", token.start):
        name = text[token.start + 1 : token.end]
        if name in macros:
            return token._replace(kind="macro", text=name)
    return token


def _call(token: Token, macros: Macros, waiting: list[Token]) -> list[Token]:
    """The body of one call with its arguments, which are taken from what is waiting."""
    count, body = macros[token.text]
    arguments = [_argument(token, waiting) for _ in range(count)]
    called: list[Token] = []
    for part in body:
        if part.kind == "parameter":
            if int(part.text) > count:
                raise Problem(f"the command \\{token.text} has no argument #{part.text}", token.start)
            called.extend(arguments[int(part.text) - 1])
        else:
            called.append(part._replace(start=token.start, end=token.end))
    return called


def _argument(token: Token, waiting: list[Token]) -> list[Token]:
    """One token, or the tokens between braces."""
    if not waiting:
        raise Problem(f"the command \\{token.text} misses an argument", token.start)
    first = waiting.pop()
    if first.kind != "lbrace":
        return [first]
    depth = 1
    argument: list[Token] = []
    while waiting:
        part = waiting.pop()
        depth += {"lbrace": 1, "rbrace": -1}.get(part.kind, 0)
        if depth == 0:
            return argument
        argument.append(part)
    raise Problem("a bracket { opened here is never closed", first.start)
