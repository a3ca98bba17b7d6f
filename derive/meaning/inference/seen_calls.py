r"""Functions on finite sets that a page calls and never says what they are: `\sum_{z \in Z} q(z) \log p(x, z)`.

Comes in: what a page lets one see of its names. Goes out: declarations of them, each with the reason for it. The letters of the calls
tell the sets; what the page says of all values, `q(z) > 0` and `\sum_z q(z) = 1`, is said again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derive.meaning.formulas.calls import barred, calls_in, grouped
from derive.meaning.inference.seen import Seen
from derive.meaning.names.definitions import call_of
from derive.meaning.names.scope import as_latex, names_in, spelled
from derive.reading.syntax import Big, Chain, Group, Name, Node, Number, Product

WHY = "inferred: it is called at its elements, and nothing says what it is"


def tables(seen: Seen, free: Callable[[str], bool]) -> Iterator[str]:
    """The declarations."""
    found = dict[str, tuple[str, ...]]()
    for name, bracket in (call for n in _nodes(seen) if isinstance(n, Product) for call in calls_in(n)):
        letters = _letters(bracket) if free(name) and name not in found else None
        if letters is not None and any(_set(x, seen) for x in letters) and not _defined(name, bracket, seen):
            found[name] = letters
    introduced = set[str]()
    for name, letters in found.items():
        sets = [(x, _set(x, seen) or x.upper()) for x in letters]
        if any(over is None and not free(x.upper()) for x, over in ((x, _set(x, seen)) for x in letters)):
            continue
        for x, over in sets:
            if _set(x, seen) is None and x not in introduced:
                introduced.add(x)
                why = f"inferred: it stands in the brackets of ${as_latex(name)}$"
                yield f"${as_latex(over)}$ a finite set, ${x} \\in {as_latex(over)}$ ({why})"
        call = f"{as_latex(name)}({', '.join(letters)})"
        ranges = ", ".join(f"${x} \\in {as_latex(over)}$" for x, over in sets)
        positive = any(_says_positive(n, name) for n in seen.nodes)
        yield f"${call} {'> 0' if positive else chr(92) + 'in ' + chr(92) + 'mathbb{R}'}$ for {ranges} ({WHY})"
        for n in seen.nodes:
            if _adds_up_to_one(n, name):
                yield f"${seen.source[n.span.start : n.span.end]}$ (inferred: the page says so)"
                break


def _nodes(seen: Seen) -> Iterator[Node]:
    return (n for node in seen.nodes for n in names_in(node))


def _letters(bracket: Group) -> tuple[str, ...] | None:
    """The letters that stand in the brackets, if nothing else does."""
    found = [spelled(nodes[0]) if len(nodes) == 1 and isinstance(nodes[0], Name) else None for nodes in grouped(bracket.body)]
    letters = tuple(x for x in found if x is not None and len(x) == 1 and x.isalpha() and x.islower())
    return letters if len(letters) == len(found) == len(set(letters)) and not barred(bracket.body) else None


def _set(letter: str, seen: Seen) -> str | None:
    over = seen.runs.get(letter)
    return over if over in seen.sets else None


def _defined(name: str, bracket: Group, seen: Seen) -> bool:
    """Whether the page says what a call with so many arguments is; `q(z) = 1 / |Z|` does not, behind `q(z) > 0`: it supposes something."""
    said = next((n for n in seen.nodes if _says_positive(n, name) or _adds_up_to_one(n, name)), None)
    equations = (n for n in seen.nodes if isinstance(n, Chain) and n.relations[0] == "=")
    equation = next((n for n in equations if (call_of(n.operands[0]) or ("",))[0] == name), None)
    if said is not None and equation is not None and said.span.start < equation.span.start:
        return False
    number = len(grouped(bracket.body))
    chains = (n for n in seen.nodes if isinstance(n, Chain) and n.relations[0] in ("=", ":=", "=="))
    sides = (n.operands[0] for n in chains if not _adds_up_to_one(n, name))
    calls = (call for side in sides if (call := call_of(side)) is not None)
    return any(called == name and len(grouped(b.body)) == number and not barred(b.body) for called, b in calls)


def _says_positive(node: Node, name: str) -> bool:
    match node:
        case Chain((left, Number("0")), (">",)):
            return (call_of(left) or ("", None))[0] == name
    return False


def _adds_up_to_one(node: Node, name: str) -> bool:
    """`\\sum_z q(z) = 1`, and nothing more."""
    match node:
        case Chain((Big("sum", body=body), Number("1")), ("=",)):
            while isinstance(body, Big):
                body = body.body
            return (call_of(body) or ("", None))[0] == name
    return False
