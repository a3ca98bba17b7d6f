r"""Functions on finite sets that are only declared: `$q(z) > 0$ for $z \in Z$`, `$p(x, z) \in \mathbb{R}$ for ...`, `$q : Z \to
\mathbb{R}$`.

Comes in: a name with the letters or the sets of its arguments. Goes out: the scope in which its calls are the entries of an array, and the
bare name is that array. Knows nothing of what is said of the values.
"""

from __future__ import annotations

from collections.abc import Mapping

from derive.meaning.formulas.arrays import Value
from derive.meaning.formulas.calls import barred, grouped
from derive.meaning.names.definitions import call_of
from derive.meaning.names.scope import Function, NotSupported, Parameter, Scope, spelled
from derive.reading.syntax import Name, Node, Product
from derive.terms.term import Symbol, Term, index, real


def arguments_of(node: Node, scope: Scope, bound: Mapping[str, Term]) -> tuple[str, tuple[Term, ...], bool] | None:
    """The name, the arguments and whether a bar stands among them, of a call of letters bound by `for` and declared elements; None for
    any other call."""
    call = call_of(node)
    if call is None or call[1].kind != "(":
        return None
    found = list[Term]()
    for nodes in grouped(call[1].body):
        letter = spelled(nodes[0]) if len(nodes) == 1 and isinstance(nodes[0], Name) else None
        over = scope.letters.get(letter or "")
        free = index(letter, over) if letter is not None and over is not None else None
        meant = bound.get(letter or "") or scope.indices.get(letter or "") or free
        if meant is None or meant.op != "index":
            return None
        found.append(meant)
    return call[0], tuple(found), barred(call[1].body)


def introduce(scope: Scope, name: str, sets: tuple[Term, ...], bar: bool = False) -> Value:
    """The function on these sets, if it is not known yet; the array of its values."""
    formal = tuple(index(f"{name}°{k}", over) for k, over in enumerate(sets))
    symbol = Symbol(name, sets)
    parameters = tuple(Parameter("index", f.tag[0], index=f) for f in formal)
    function = Function(name, parameters, Value((), real(symbol, *formal)), barred=bar, listed=True)
    known = scope.functions.get(name, [])
    if any(f.listed and f.signature == function.signature for f in known):
        return scope.values[name]
    if known or scope.known(name):
        raise NotSupported(f"`{name}` is declared as something else already")
    scope.functions[name] = [function]
    scope.values[name] = Value(sets, real(symbol, *(Term("bound", (), k) for k in range(len(sets)))))
    return scope.values[name]


def sets_of(scope: Scope, domain: Node) -> tuple[Term, ...] | None:
    r"""The finite sets of `Z` and `X \times Z`; None for another domain."""
    parts = domain.factors if isinstance(domain, Product) and set(domain.operators) == {"times"} else (domain,)
    found = tuple(scope.sets.get(spelled(p) or "") for p in parts)
    return tuple(f for f in found if f is not None) if None not in found else None
