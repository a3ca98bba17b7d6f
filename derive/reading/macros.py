r"""Own commands put in place: `\bu` becomes `\mathbf{u}` after `\newcommand{\bu}{\mathbf{u}}`.

Comes in: tokens, and the definitions of the page. Goes out: tokens without own commands; those of a body take the place
of the call. A command that is defined nowhere stands for what it customarily means, which is a repair; any
other is a name of its own that nothing can be known of, or with arguments an error of its statement. Expansion is bounded. It does not
know grammar.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from derive.reading.customs import customary
from derive.reading.definitions import OWN, Definition, definitions
from derive.reading.lexer import lex
from derive.reading.problems import MAX_TOKENS, Problem
from derive.reading.repairs import Repair
from derive.reading.tokens import Token, is_built_in
from derive.reading.vocabulary import BIG, FUNCTIONS


class Macro(NamedTuple):
    """An own command: the number of its arguments, its body, the first argument where none stands in [ ] (None: it is not optional), and
    what stands before the first argument and behind each (None: nothing anywhere)."""

    arity: int
    body: list[Token]
    default: list[Token] | None = None
    around: list[list[Token]] | None = None


Macros: TypeAlias = dict[str, Macro]

_MAX_EXPANSIONS = 2_000
SAME_FUNCTION = {"trace": "tr", "sign": "sgn", "ln": "log", "sigmoid": "sigma", "lg": "log", "pr": "p"}


def find_definitions(text: str, start: int, end: int, unset: Sequence[tuple[int, int]] = ()) -> Macros:
    """The own commands that text[start:end] defines, outside of comments and code. A redefined built-in becomes an error wherever it is
    used, and so does a command that is defined twice: which definition counts depends on groups and places that are not read."""
    macros: Macros = {}
    begins = [begin for begin, _ in unset]
    for found in definitions(text, start, end):
        n = bisect_right(begins, found.start) - 1
        if n >= 0 and found.start < unset[n][1]:
            continue
        if found.redefines or another_function(found.name, word_of(text, found)):
            reason = f"\\{found.name} is a built-in command and cannot be redefined"
            macros[found.name] = Macro(0, [Token("bad", reason, found.start, found.end)])
        elif not is_built_in(found.name) or found.name in OWN:
            macro, earlier = _macro(text, found), macros.get(found.name)
            if earlier is not None and not alike(macro, earlier):
                reason = f"\\{found.name} is defined twice in this document, each time as something else"
                macro = Macro(0, [Token("bad", reason, found.start, found.end)])
            macros[found.name] = macro
    return macros


def alike(one: Macro, other: Macro) -> bool:
    """Whether two definitions say the same, perhaps in another font."""

    def said(tokens: list[Token] | None) -> list[tuple[str, str]]:
        plain = [t for t in tokens or [] if t.kind != "font"]
        single = {n for n in range(1, len(plain) - 1) if (plain[n - 1].kind, plain[n + 1].kind) == ("lbrace", "rbrace")}
        braces = {n + side for n in single for side in (-1, 1)}
        return [(t.kind, t.text) for n, t in enumerate(plain) if n not in braces]

    return (one.arity, said(one.body), said(one.default)) == (other.arity, said(other.body), said(other.default))


def word_of(text: str, found: Definition) -> str:
    """The upright word that an operator is written as; nothing for other commands."""
    return text[found.start : found.end].replace("\\,", "").replace(" ", "") if found.operator else ""


def another_function(name: str, word: str) -> bool:
    r"""Whether a command of one known function is to look like another one: `\DeclareMathOperator{\tr}{det}`."""
    one, other = (SAME_FUNCTION.get(w.lower(), w.lower()) for w in (name, word))
    return one != other and {one, other} <= {SAME_FUNCTION.get(f.lower(), f.lower()) for f in (*FUNCTIONS, *BIG)}


def _macro(text: str, found: Definition) -> Macro:
    if found.close is not None:
        parts = [*_lexed(text, found.start, found.end), Token("parameter", "1", found.start, found.end), *_lexed(text, *found.close)]
        return Macro(1, _as_pair(parts))
    if found.operator:
        return Macro(found.arity, [Token("name", word_of(text, found), found.start, found.end, "rm")])
    default = None if found.default is None else _lexed(text, *found.default)
    around = None if found.template is None else list(_around(_lexed(text, *found.template)))
    return Macro(found.arity, _lexed(text, found.start, found.end), default, around)


def _around(template: list[Token]) -> Iterator[list[Token]]:
    """What stands before the first parameter, between each two, and behind the last."""
    piece: list[Token] = []
    for token in template:
        if token.kind == "parameter":
            yield piece
            piece = []
        else:
            piece.append(token)
    yield piece


def _as_pair(parts: list[Token]) -> list[Token]:
    """The bars of a pair of delimiters know their sides."""
    sides = [part.kind == "bar" for part in parts]
    if len(parts) == 3 and sides[0] and sides[2]:
        return [parts[0]._replace(kind="open"), parts[1], parts[2]._replace(kind="close")]
    return parts


def _lexed(text: str, start: int, end: int) -> list[Token]:
    try:
        return lex(text, start, end)
    except Problem as problem:
        return [Token("bad", problem.reason, start, end)]


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
            continue
        macro = macros.get(token.text) or _customary(token, text)
        if macro is None:
            takes_arguments = waiting and waiting[-1].kind == "lbrace" and waiting[-1].start == token.end
            name = Token("name", f"\\{token.text}", token.start, token.end)  # what it means is for others to ask
            unknown = token._replace(kind="bad", text=f"the command \\{token.text} is not known")
            expanded.append(unknown if takes_arguments else name)
            continue
        budget -= 1
        if budget < 0 or len(waiting) + len(expanded) > MAX_TOKENS:
            raise Problem(f"the command \\{token.text} expands to too much", token.start)
        waiting.extend(reversed(_call(token, macro, waiting)))
    return expanded


def _customary(token: Token, text: str) -> Macro | None:
    """What an undefined command customarily stands for; its first token says that this was mended."""
    custom = customary(token.text)
    if custom is None or not text.startswith("\\" + token.text, token.start):  # a body holds only what the page defines
        return None
    arity, body = custom
    tokens = lex(body, 0, len(body))
    tokens[0] = tokens[0]._replace(mended=Repair("undefined command", token.start, token.end, body))
    return Macro(arity, tokens, [] if arity == 1 and body == "#1" else None)


def _redefined(token: Token, macros: Macros, text: str) -> Token:
    """A built-in command that the page defines anew is an own command without a meaning."""
    if token.kind != "macro" and text.startswith("\\", token.start):
        name = text[token.start + 1 : token.end]
        if name in macros:
            return token._replace(kind="macro", text=name)
    return token


def _call(token: Token, macro: Macro, waiting: list[Token]) -> list[Token]:
    """The body of one call with its arguments, which are taken from what is waiting."""
    count, body, default, around = macro
    if around is not None:
        return _filled(token, body, list(_delimited(token, around, waiting)), token.end)
    if count and default is not None:
        optional = _optional(waiting)
        arguments = [default if optional is None else optional]
        if body[:1] and body[0].mended is not None:  # a custom: its optional argument only says how the rest looks
            arguments, default = [], None
    else:
        arguments = []
    end = token.end
    for _ in range(count - len(arguments)):
        argument, end = _argument(token, waiting)
        arguments.append(argument)
    return _filled(token, body, arguments, end)


def _filled(token: Token, body: list[Token], arguments: list[list[Token]], end: int) -> list[Token]:
    """The body with the arguments in it."""
    called: list[Token] = []
    for part in body:
        if part.kind != "parameter":
            called.append(part._replace(start=token.start, end=token.end))
        elif int(part.text) > len(arguments):
            raise Problem(f"the command \\{token.text} has no argument #{part.text}", token.start)
        else:
            argument = arguments[int(part.text) - 1]
            called += [argument[0]._replace(mended=part.mended), *argument[1:]] if part.mended and argument else argument
    if called and end > called[-1].end:  # the call reaches to the brace that closes its last argument
        called[-1] = called[-1]._replace(end=end)
    return called


def _delimited(token: Token, around: list[list[Token]], waiting: list[Token]) -> Iterator[list[Token]]:
    """The arguments of a call that has to look as its definition says."""
    for expected in around[0]:
        if not waiting or not _same([expected], [waiting.pop()]):
            raise Problem(f"the command \\{token.text} is used otherwise than it is defined", token.start)
    for behind in around[1:]:
        if not behind:
            yield _argument(token, waiting)[0]
            continue
        argument: list[Token] = []
        depth = 0
        while depth or not _same(behind, waiting[: -len(behind) - 1 : -1]):
            if not waiting or depth < 0:
                raise Problem(f"the command \\{token.text} is used otherwise than it is defined", token.start)
            argument.append(waiting.pop())
            depth += {"lbrace": 1, "rbrace": -1}.get(argument[-1].kind, 0)
        del waiting[-len(behind) :]
        braced = len(argument) > 1 and (argument[0].kind, argument[-1].kind) == ("lbrace", "rbrace")
        yield argument[1:-1] if braced and all(t.kind not in ("lbrace", "rbrace") for t in argument[1:-1]) else argument


def _same(one: list[Token], other: list[Token]) -> bool:
    return [(t.kind, t.text) for t in one] == [(t.kind, t.text) for t in other]


def _optional(waiting: list[Token]) -> list[Token] | None:
    """The tokens between [ ], if they come next."""
    if not waiting or waiting[-1].kind != "open" or waiting[-1].text != "[":
        return None
    depth = 0
    for length, part in enumerate(reversed(waiting)):
        depth += {"open": 1, "lbrace": 1, "close": -1, "rbrace": -1}.get(part.kind, 0)
        if depth == 0:
            argument = waiting[-length:-1][::-1]
            del waiting[-length - 1 :]
            return argument
    return None


def _argument(token: Token, waiting: list[Token]) -> tuple[list[Token], int]:
    """One token, or the tokens between braces; and where the argument ends."""
    if not waiting:
        raise Problem(f"the command \\{token.text} misses an argument", token.start)
    first = waiting.pop()
    if first.kind != "lbrace":
        return [first], first.end
    depth = 1
    argument: list[Token] = []
    while waiting:
        part = waiting.pop()
        depth += {"lbrace": 1, "rbrace": -1}.get(part.kind, 0)
        if depth == 0:
            return argument, part.end
        argument.append(part)
    raise Problem("a bracket { opened here is never closed", first.start)
