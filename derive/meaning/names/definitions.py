"""New names: defined arrays, matrices tied to families, other spellings; functions of their arguments are defined in `named_functions`.

Comes in: the two sides of a definition. Goes out: a scope that knows the name. Used for the Given and for definitions in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.formulas.places import Places
from derive.meaning.names import squares, undeclared, upstream
from derive.meaning.names.captured import captured
from derive.meaning.names.named_functions import define_function
from derive.meaning.names.scope import (
    SQUARED,
    Ambiguous,
    Function,
    MeaningError,
    NotSupported,
    Scope,
    Undeclared,
    capitals,
    is_array,
    is_word,
    names_in,
    spelled,
    spoken_names,
)
from derive.meaning.names.subscripts import subscript_letters, subscripts
from derive.reading.syntax import Chain, Ellipsis_, Group, Listing, Name, Node, Number, Product, Root, Scripted
from derive.terms.parts import parts
from derive.terms.term import ONE, Symbol, Term, abstract, add, integer_range, num, replace_symbol
from derive.theory.calculus import unfold
from derive.theory.functions import FUNCTIONS


def define_value(scope: Scope, name: str, value: Value) -> None:
    """The name stands for the value; entries of a variable stay what they are, anything else becomes a defined symbol."""
    scope.families.pop(name, None)
    replaced = scope.values.get(name)
    _define(scope, name, value)
    if replaced is not None and _is_variable(replaced):
        variable, body = replaced.body.tag, scope.values[name].body
        if variable.sort == "integer":
            scope.sets.pop(name, None)  # the numbers up to it are those up to its value
        functions_made = (f.body.body for fs in (*scope.functions.values(), scope.bare.values()) for f in fs)
        said = (*scope.definitions.values(), *scope.facts, *functions_made)
        if any(t.op == "D" and t.tag == variable for term in said if "D" in term.atoms for t in parts(term)):
            raise NotSupported(f"`{name}` is what another definition differentiates by, so that it cannot be defined now")
        scope.facts = {replace_symbol(f, variable, body): None for f in scope.facts}
        own = scope.defined.get(name)
        scope.definitions = {t: d if t == own else replace_symbol(d, variable, body) for t, d in scope.definitions.items()}
        _check_acyclic(scope, name)  # again, with what has changed
        for functions in scope.functions.values():
            functions[:] = [_replaced(f, variable, body) for f in functions]
        scope.bare = {n: _replaced(f, variable, body) for n, f in scope.bare.items()}


def _replaced(function: Function, variable: Symbol, body: Term) -> Function:
    """The function with the variable's new meaning, unless the variable is one of its formal names."""
    formal = any(p.value is not None and variable in p.value.body.atoms for p in function.parameters)
    return function if formal else replace(function, body=replace(function.body, body=replace_symbol(function.body.body, variable, body)))


def _check_acyclic(scope: Scope, name: str) -> None:
    waiting, seen = [scope.defined[name]] if name in scope.defined else [], set[Symbol]()
    while waiting:
        for a in scope.definitions.get(waiting.pop(), ONE).atoms:
            if a == scope.defined.get(name):
                raise NotSupported(f"the definition of `{name}` is circular")
            if isinstance(a, Symbol) and a in scope.definitions and a not in seen:
                seen.add(a)
                waiting.append(a)


def _is_variable(v: Value) -> bool:
    """A variable as it was declared: its entries are its axes in their order."""
    return v.body.op == "real" and [a.op == "bound" and a.tag for a in v.body.args] == list(range(v.rank))


def _define(scope: Scope, name: str, value: Value) -> None:
    if value.body.op == "real" and value.rank:
        scope.values[name] = replace(value, of=None, wrt=None)
        return
    arrays.settled(value)
    symbol = _same_thing(scope, value) or Symbol(name, value.axes, "defined")
    scope.values[name] = named(scope, symbol, value)
    scope.defined[name] = symbol
    _check_acyclic(scope, name)


def named(scope: Scope, symbol: Symbol, value: Value) -> Value:
    """The value under the name of the symbol, which the scope then defines by it."""
    scope.definitions[symbol] = value.body
    body = Term("defined", tuple(Term("bound", (), k) for k in range(value.rank)), symbol)
    return replace(value, body=body, literal=False, identity=False)


def _same_thing(scope: Scope, value: Value) -> Symbol | None:
    """A defined array that is the very same: a second name for it is no second thing, so that derivatives by either agree."""
    if not value.rank:
        return None
    return next((s for s, d in scope.definitions.items() if d is value.body and s.axes == value.axes and s in scope.defined.values()), None)


def call_of(node: Node) -> tuple[str, Group] | None:
    """`J(v_c, o, U)` as a name with its bracket."""
    match node:
        case Product((Name() | Scripted() as head, Group("(" | "[", _) as bracket), ("",)):
            if bracket.kind == "[" and isinstance(bracket.body, Chain):
                return None  # `p_i [i = j]`: a factor of its own
            name = spelled(head)
            return (name, bracket) if name else None
    return None


def can_be_made_again(scope: Scope, source: str, left: Node, right: Node) -> bool:
    """Whether a definition of the text also holds in another section: its name is free there, and the symbols there give it a meaning."""
    call = call_of(left)
    if scope.known(call[0] if call else spelled(left) or ""):
        return False
    try:
        define(scope.child(), source, {}, left, right, in_text=True)
    except (IllTyped, MeaningError):
        return False
    return True


def is_value(scope: Scope, name: str | None, left: Node, declared: Callable[[str], bool]) -> bool:
    r"""Whether `\rho(A) = 1` for a declared A, just taken up as a definition, is none: what stands on the right does not depend on A."""
    call, made = call_of(left), scope.functions.get(name or "", ())
    if call is None or not made or not all(declared(p.name) for p in made[-1].parameters):
        return False
    symbols = [p.value.body.tag for p in made[-1].parameters if p.kind in ("array", "scalar") and p.value is not None]
    atoms = unfold(made[-1].body.body, scope.definitions).atoms
    return len(symbols) == len(made[-1].parameters) and atoms.isdisjoint(symbols)


def define(scope: Scope, source: str, names: dict[str, Term], left: Node, right: Node, in_text: bool = False) -> str:
    """`left = right` as a definition of the name on the left; returns the name. Raises what elaboration raises."""
    if (loss := upstream.arguments(scope, left, right)) is not None:
        define_value(scope, loss[0], upstream.introduce(scope, source, *loss))
        scope.besides[loss[0]] = upstream.missing(scope, right)
        return loss[0]
    if isinstance(right, Root) and right.squared:
        return _define_square(scope, source, names, left, right.body, in_text)
    call = call_of(left)
    if call is not None:
        return define_function(scope, source, names, call, right, in_text).name
    whole = spelled(left)
    if isinstance(left, Scripted) and left.sup is None and left.sub is not None and whole not in scope.values:
        base = spelled(left.base)
        numbered = isinstance(left.sub, Number) and (in_text or not isinstance(right, Number))  # `F_0 = 0` begins a recursion
        label = numbered or _is_label(scope, names, left.sub, right)
        known = scope.values.get(base or "")
        word = capitals(left.sub) is not None and (known is None or not known.rank)  # `L_{KD}` beside a number L
        own = word or (label and not scope.known(base or "")) or is_array(left.sub, scope)  # `Y_1 = W X_1`, `S_B = d d^\\top`: its own name
        if base is not None and not is_word(left.sub, scope) and not own:
            if isinstance(left.sub, Number) and not numbered:
                scope.runs.pop(base, None)  # `F_0 = 0` begins a recursion, whatever the text sums over
            return _define_entries(scope, source, names, base, left, right)
    if whole is None:
        raise NotSupported("only a name can be defined", left.span)
    if (reason := captured(scope, right)) is not None:
        raise Ambiguous(reason, right.span)
    elaborator = Elaborator(scope, source, names)
    value = _columns(elaborator, right) or elaborator.value(right)
    known = scope.values.get(whole)
    if known is not None and known.axes != value.axes:
        value = arrays.broadcast(value, known)
        if known.axes != value.axes:
            raise IllTyped(f"`{whole}` is {arrays.shape_text(known)}, its definition {arrays.shape_text(value)}")
    define_value(scope, whole, value)
    return whole


def _define_square(scope: Scope, source: str, names: dict[str, Term], left: Node, body: Node, in_text: bool) -> str:
    """`s^2 = ...`: what is defined is the square, and s its root."""
    square = squares.squared(left)
    if square is None:
        raise NotSupported("only the square of a name can be defined", left.span)
    name = define(scope, source, names, square, body, in_text)
    own = name.replace(SQUARED, "", 1)
    if own in FUNCTIONS and not undeclared.free(own, source):
        return name  # beside a function of that name only the square is one
    define_value(scope, own, squares.root(scope.values[name]))
    if name in scope.families:
        scope.families[own] = scope.families[name]
    return own


def _is_label(scope: Scope, names: dict[str, Term], sub: Node, right: Node) -> bool:
    """Whether a subscript is a letter that stands for nothing, neither before nor on the right: it tells one thing from another."""
    if capitals(sub) is not None:
        return True  # `L_{KD}`
    name = spelled(sub) if isinstance(sub, Name) else None
    if name is None or name in names or name in scope.letters or name in scope.indices:
        return False
    indexes = any(name in subscript_letters(n) for n in names_in(right))
    if (name in scope.values and not (scope.values[name].rank and indexes)) or (name in scope.sets and scope.sets[name].op == "set"):
        return True  # `S_n` with n a number, `s_x` with x several, `H_A` with A a set: the one of n, of x, of A, and no entry
    return not scope.known(name) and name not in spoken_names(right, scope)


def _define_entries(scope: Scope, source: str, names: dict[str, Term], base: str, left: Scripted, right: Node) -> str:
    """`y_w = ...`: the entries (or rows, or members) of an array, by the letters in the subscript."""
    elaborator = Elaborator(scope, source, names)
    known = scope.values.get(base)
    axes = elaborator.scripts.subscript_axes(base, known) if known is not None else ()
    family = base in scope.families and known is not None and known.rank == 2
    assert left.sub is not None
    letters = subscripts(left.sub, len(axes) or 2)
    indices: list[Term] = []
    for k, letter in enumerate(letters):
        over = axes[k] if k < len(axes) else _set_of_letter(elaborator, letter, right, base)
        indices.append(elaborator.places.index(letter, over))
    if any(i.op != "index" or scope.indices.get(i.tag[0]) is i for i in indices):
        whole = spelled(left)
        if known is None and whole is not None and (anyone := _as_family(scope, source, base, left, indices)) is not None:
            return _define_entries(anyone, source, names, base, left, right)
        if known is None and whole is not None:
            define_value(scope, whole, elaborator.value(right))
            return whole
        raise NotSupported(f"a definition of the single entry `{elaborator.text(left)}`", left.span)
    if len(set(indices)) < len(indices):
        raise NotSupported(f"`{elaborator.text(left)}` says what the entries on the diagonal are, not what `{base}` is", left.span)
    with elaborator.bound({i.tag[0]: i for i in indices}):
        value = elaborator.value(right)
    rest = value.axes
    if known is not None and (*axes[: len(indices)], *rest) != axes:
        raise IllTyped(f"`{base}` is {arrays.shape_text(known)}, so its entries are not {arrays.shape_text(value)}")
    inner = arrays.fresh(rest)
    own = (*indices, *inner)
    members = family or (known is None and bool(rest) and not value.row)  # `U_w = u_w^\\top` says that row w of U is this row
    columns = members and len(own) == 2
    body = abstract(value.entry(*inner), own[::-1] if columns else own)
    all_axes = tuple(i.tag[1] for i in own)
    define_value(scope, base, Value(all_axes[::-1] if columns else all_axes, body))
    if members:
        scope.families[base] = len(indices)
    return base


def _as_family(scope: Scope, source: str, base: str, left: Scripted, indices: list[Term]) -> Scope | None:
    """The scope in which a letter that is declared as a fixed index is any index: where the page writes the name with another letter too,
    `a_j = ...` and `a_k`, the one with j is no thing of its own."""
    letter = spelled(left.sub) if left.sub is not None else None
    written = re.findall(rf"{re.escape(base)}\s*_\s*\{{?\s*([a-z])(?![A-Za-z])\s*\}}?\s*(&?=)?", source)
    others = {other for other, _ in written} - {letter}
    defined_too = any(sign and other != letter for other, sign in written)  # `s_o = ...` and `s_k = ...` are two things
    if letter is None or not others or defined_too or len(indices) != 1 or letter not in scope.indices:
        return None
    scope.letters[letter] = indices[0].tag[1]
    del scope.indices[letter]
    return scope


def _set_of_letter(elaborator: Elaborator, letter: Node, right: Node, base: str) -> Term:
    name = spelled(letter)
    places = elaborator.places
    if name is not None and name in elaborator.names:
        over: Term = elaborator.names[name].tag[1]
        return over
    found = places.element(letter)
    if found is not None and found.op == "index":
        own: Term = found.tag[1]
        return own
    guess = (places.set_where_it_stands(name, right) or elaborator.scope.letters.get(name)) if name else None
    if guess is None and (clause := elaborator.scope.runs.get(base)) is not None:
        with suppress(Undeclared):
            return _run(places, clause)
    if guess is None:
        raise Undeclared(f"over which set `{elaborator.text(letter)}` runs is not said; `for ${name} \\in V$` would do", letter.span)
    return guess


def _run(places: Places, clause: Chain) -> Term:
    r"""The range that `k = 0, \dots, n` or `0 < k \le n` says."""
    match clause:
        case Chain((_, Listing() as listing), _):
            return places.written_range(listing)
        case Chain((low, _, high), (a, b)):
            return integer_range(add(places.integer(low), num(int(a == "<"))), add(places.integer(high), num(-int(b == "<"))))
    raise AssertionError


def _columns(elaborator: Elaborator, right: Node) -> Value | None:
    """`[u_1, ..., u_{|V|}]`: the matrix of the columns of a family."""
    match right:
        case Group("[" | "(", Listing(",", (Scripted(base, low), *_, Ellipsis_(), Scripted(other, high)))):
            name = spelled(base)
            if name == spelled(other) and name in elaborator.scope.families and not _sampled(elaborator.scope, name, low, high):
                return elaborator.scope.values[name]
    return None


def _sampled(scope: Scope, family: str, low: Node | None, high: Node | None) -> bool:
    """`u_{w_1}, ..., u_{w_K}` and `u_1, ..., u_K` are as many as a sample, not all members."""
    end = spelled(high) if high is not None else None
    other = end in scope.sets and scope.sets[end] not in scope.values[family].axes
    return isinstance(low, Scripted) or isinstance(high, Scripted) or other
