"""The Implementation blocks of a page: which function computes which formulas from which arguments.

Comes in: the text of a page and the scope in which its formulas are read. Goes out: one `Item` for each list item, in the order of the
page. Raises CannotRun with file and line. Knows nothing of the code itself.

An item is ``- `module.function(arguments)` computes $formula$, $formula$``. One formula: the function returns it; several: a tuple. The
word `stable` in an item asks for models with large values too. Arguments are written as LaTeX: names and expressions of the document
(`v_c`, `v^\\top`, `z`), an index (`o`, `0`), a sequence (`n`), a list of what an expression is for an index (`[w_{t+j} for j != 0]`,
`[n_s for s]`), or another function of the module (`word2vec.loss`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from derive.implementing.loading import CannotRun, plain
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.names.scope import MeaningError, Scope, spelled
from derive.reading.blocks import Block, mask
from derive.reading.math_spans import Mark, find_marks
from derive.reading.parser import parse_formula
from derive.reading.syntax import Node, Statement
from derive.terms.term import Symbol, Term, index, real

WORDS = "Implementation|구현|实现|實現"
LEAD_IN = re.compile(rf"\s*(?:\*\*|__|\\textbf\s*\{{|\\paragraph\*?\s*\{{)\s*(?:{WORDS})\s*[:：.]?\s*(?:\*\*|__|\}})", re.I)
HEADING = re.compile(rf"\s*(?:\*\*|__)?(?:{WORDS})\s*[:：.]?\s*(?:\*\*|__)?\s*[:：.]?\s*$", re.I)
CODE = re.compile(r"(`+)(?P<code>[^`]+)\1|\\(?:texttt|verb)\s*(?:\{(?P<texttt>.*?)\}(?=\s|$)|(?P<bar>[|!+])(?P<verb>.*?)(?P=bar))", re.S)
CALL = re.compile(r"\s*(?P<module>[^.(\s]+)\.(?P<function>[^.(\s]+)\((?P<arguments>.*)\)\s*", re.S)
LISTED = re.compile(r"\[(?P<body>.+?)\s+for\s+(?P<letter>\w+)(?:\s*(?P<condition>\S.*))?\]", re.S)
STABLE = re.compile(r"\bstable\b|안정|稳定", re.I)


@dataclass(frozen=True, slots=True)
class Formula:
    """What a function returns: as written, its entry about the free indices `axes`."""

    latex: str
    entry: Term
    axes: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """kind "array" (a number without axes), "index" (a position in its set), "list" (along its one axis, where `condition` holds) or
    "function" (of the same module, `text` its name)."""

    text: str
    kind: str
    entry: Term | None = None
    axes: tuple[Term, ...] = ()
    condition: Term | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """where is "file:line"; stable: whether large values are to be tried."""

    where: str
    module: str
    function: str
    arguments: tuple[Argument, ...]
    formulas: tuple[Formula, ...]
    stable: bool

    @property
    def call(self) -> str:
        return f"{self.module}.{self.function}({', '.join(a.text for a in self.arguments)})"


Statements: TypeAlias = list[tuple[str, Node]]


def items(path: str, text: str, scope: Scope) -> list[Item]:
    """The items of all Implementation blocks of the document."""
    marks = find_marks(text, 0, path.endswith(".tex"))
    return [read(path, text, block, marks, scope) for block in listed(path, text, marks)]


def listed(path: str, text: str, marks: list[Mark]) -> Iterator[Block]:
    """The list items from an Implementation heading or lead-in to the next heading."""
    inside = False
    for block in cut(path, mask(text, marks)):
        content = text[block.start : block.end]
        if block.kind == "heading":
            inside = HEADING.match(content) is not None
        elif LEAD_IN.match(content):
            inside = True
        elif inside and block.kind == "item" and CODE.search(content):
            yield block


def cut(path: str, masked: str) -> list[Block]:
    if path.endswith(".tex"):
        from derive.reading.latex_blocks import latex_blocks

        return latex_blocks(masked)
    from derive.reading.markdown_blocks import markdown_blocks

    return markdown_blocks(masked)


def read(path: str, text: str, block: Block, marks: list[Mark], scope: Scope) -> Item:
    """One list item."""
    where = f"{path}:{text.count(chr(10), 0, block.start) + 1}"
    content = text[block.start : block.end]
    code = CODE.search(content)
    assert code is not None  # `listed` looked
    written = next(filter(None, (code["code"], code["texttt"], code["verb"]))).replace(r"\_", "_")
    call = CALL.fullmatch(written)
    if call is None or not (plain(call["module"]) and plain(call["function"])):
        raise CannotRun(f"{where}: `{written.strip()}` is no call; write `module.function(v_c, o, U)`")
    arguments = tuple(argument(scope, part, call["module"], where) for part in split(call["arguments"]))
    behind = [m for m in marks if m.kind == "math" and block.start + code.end() <= m.outer_start < block.end]
    formulas = tuple(f for m in behind for f in formulas_of(scope, text[m.start : m.end], where))
    if not formulas:
        raise CannotRun(f"{where}: which formulas `{call['function']}` computes is not said; write: computes $J$")
    item = Item(where, call["module"], call["function"], arguments, formulas, STABLE.search(content) is not None)
    declared(item, scope)
    return item


def declared(item: Item, scope: Scope) -> None:
    """An undeclared letter is a number of its own: it has to stand in the call and in a formula."""
    passed = {s.name for a in item.arguments if a.entry is not None for s in numbers(a.entry)}
    computed = {s.name for f in item.formulas for s in numbers(f.entry)}
    for name in sorted((passed ^ computed) - set(scope.values)):
        place = "is passed but stands in no formula" if name in passed else "stands in a formula but is not passed"
        raise CannotRun(f"{item.where}: `{name}` is not declared; it {place}")


def numbers(term: Term) -> Iterator[Symbol]:
    """The scalar variables in it."""
    return (a for a in term.atoms if isinstance(a, Symbol) and a.sort == "real" and not a.axes)


def split(text: str) -> Iterator[str]:
    """The arguments of a call: at commas outside of brackets."""
    depth, part = 0, ""
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            yield part.strip()
            part = ""
        else:
            part += character
    if part.strip():
        yield part.strip()


def statements(text: str, where: str) -> Statements:
    found: Statements = []
    for s in parse_formula(text, 0, len(text), False).statements:
        if not isinstance(s, Statement):
            raise CannotRun(f"{where}: `{text}` cannot be read: {s.reason}")
        found.append((text[s.span.start : s.span.end], s.node))
    return found


def formulas_of(scope: Scope, text: str, where: str) -> Iterator[Formula]:
    """The formulas between two dollars; `$J, L$` are two."""
    for latex, node in statements(text, where):
        value, axes = valued(Elaborator(scope.child(), text), node, where)
        yield Formula(latex, value.entry(*axes), axes)


def valued(elaborator: Elaborator, node: Node, where: str) -> tuple[Value, tuple[Term, ...]]:
    """The value of an expression, and a free index for each of its axes."""
    try:
        elaborator.places.survey(node)
        value = elaborator.value(node)
    except (MeaningError, IllTyped) as why:
        raise CannotRun(f"{where}: `{elaborator.text(node)}`: {why}") from None
    if elaborator.places.letters:
        letters = ", ".join(sorted(elaborator.places.letters))
        raise CannotRun(f"{where}: `{elaborator.text(node)}` depends on {letters}, which the Given does not fix")
    return value, tuple(index(f"_{k}", over) for k, over in enumerate(value.axes))


def argument(scope: Scope, text: str, module: str, where: str) -> Argument:
    """One argument as it stands in the call."""
    if text.startswith(f"{module}.") and plain(text[len(module) + 1 :]):
        return Argument(text, "function")
    made = LISTED.fullmatch(text)
    if made is not None:
        return listing(scope, text, made, where)
    parts = statements(text, where)
    if len(parts) != 1:
        raise CannotRun(f"{where}: `{text}` is no argument; write the name of an array, an index or a sequence")
    elaborator, node = Elaborator(scope.child(), text), parts[0][1]
    name = spelled(node)
    if name is not None and name in scope.sequences:
        symbol = scope.sequences[name].symbol
        axes = tuple(index(f"_{k}", over) for k, over in enumerate(symbol.axes))
        return Argument(text, "list" if len(axes) == 1 else "array", real(symbol, *axes), axes)
    found = elaborator.places.element(node)
    if found is not None:
        return Argument(text, "index", found)
    value, axes = valued(elaborator, node, where)
    return Argument(text, "array", value.entry(*axes), axes)


def listing(scope: Scope, text: str, made: re.Match[str], where: str) -> Argument:
    """`[w_{t+j} for j != 0]`: the entries along an index, kept where the condition (about the same letter) holds."""
    body, letter = made["body"], made["letter"]
    elaborator = Elaborator(scope.child(), body)
    ((_, node),) = statements(body, where)[:1]
    try:
        elaborator.places.survey(node)
        found = elaborator.places.element(node)
        entry = found if found is not None else elaborator.value(node).entry()
        axis = index(letter, elaborator.places.letters.get(letter) or next(a for a in entry.atoms if is_letter(a, letter)).tag[1])
        condition = None
        if made["condition"]:
            elaborator.source = letter + made["condition"]
            with elaborator.bound({letter: axis}):
                condition = elaborator.places.condition(statements(elaborator.source, where)[0][1])
    except (MeaningError, IllTyped) as why:
        raise CannotRun(f"{where}: `{text}`: {why}") from None
    except StopIteration:
        raise CannotRun(f"{where}: `{letter}` stands nowhere in `{body}`") from None
    return Argument(text, "list", entry, (axis,), condition)


def is_letter(atom: object, letter: str) -> bool:
    return isinstance(atom, Term) and atom.op == "index" and atom.tag[0] == letter
