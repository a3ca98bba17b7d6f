"""What a row of factors means: products, functions with and without brackets, calls of named functions, brackets as 0 or 1.

Comes in: the factors of a Product node. Goes out: a value. A function takes the bracket behind it; without one it takes its first
factor and the factors after it, up to the next function or big operator.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays, counting, expectations, masks, matrices, shifted, value_calls, values_at
from derive.meaning.formulas.argument_ends import WAYS, holds_function
from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.formulas.calling import FUNCTION_LETTERS, Calls
from derive.meaning.formulas.calls import Head
from derive.meaning.formulas.ellipses import has_dots
from derive.meaning.formulas.expectations import Operator
from derive.meaning.formulas.functions import Functions
from derive.meaning.formulas.scripts import folded
from derive.meaning.names import squares, undeclared
from derive.meaning.names.scope import (
    Ambiguous,
    MeaningError,
    NotSupported,
    Undeclared,
    as_latex,
    spelled,
)
from derive.meaning.names.subscripts import subscript_letters
from derive.reading.syntax import (
    Additive,
    Big,
    Chain,
    Derivative,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Product,
    Scripted,
    Span,
)
from derive.terms.term import FUNCTIONS, Symbol, Term, abstract, fn, is_integer, power, real
from derive.theory.calculus import unfold

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator

NAMES = {name: name for name in FUNCTIONS} | {"ln": "log", "sigmoid": "sigma", "ReLU": "relu", "Relu": "relu", "sgn": "sign",
                                              "atan": "arctan"}  # fmt: skip
ON_ARRAYS = {"softmax": "softmax", "Softmax": "softmax", "tr": "trace", "Tr": "trace", "trace": "trace", "Trace": "trace",
             "diag": "diagonal", "Diag": "diagonal", "det": "determinant", "max": "max", "min": "min"}  # fmt: skip
DOTTED = {"cdot", "ast"}
ELEMENTWISE = {"circ", "odot"}
MULTIPLYING = {"", "cdot", "ast", "times", "*", "/", "oslash"} | ELEMENTWISE
OF_MATRICES = ("trace", "determinant", "diagonal")
COUNTING = ("factorial", "binom")


class Application:
    """The part of elaboration that reads rows of factors."""

    def __init__(self, owner: Elaborator) -> None:
        self.owner = owner
        self.functions = Functions(owner)
        self.calls = Calls(owner)

    def product(self, factors: tuple[Node, ...], operators: tuple[str, ...]) -> Value:
        if operators == ("circ",) and all(map(self.functions.functional, factors)):
            return self.functions.at_point(factors[0], 0, self.owner.value(factors[1]))
        if "circ" in operators:
            factors, operators = self.functions.with_compositions(factors, operators)
        if has_dots(factors):
            if set(operators) <= {"", "cdot"}:
                return self.owner.ellipses.product(factors)
            raise NotSupported("dots among factors of several kinds", factors[0].span)
        first = next((n for n, o in enumerate(operators) if o in ELEMENTWISE and not set(operators[n + 1 :]) <= ELEMENTWISE), None)
        if first is None:
            return self.from_left(factors, operators)
        if self.owner.otherwise:
            return self.entrywise_last(factors, operators, first)
        try:
            result = self.from_left(factors, operators)
        except IllTyped:
            return self.entrywise_last(factors, operators, first)  # `s ∘ W^T d` is s ∘ (W^T d) where (s ∘ W^T) d has no meaning
        self.owner.forks += result.rank > 0
        return result

    def entrywise_last(self, factors: tuple[Node, ...], operators: tuple[str, ...], first: int) -> Value:
        """The products on both sides of the first elementwise sign before it."""
        left, right = self.product(factors[: first + 1], operators[:first]), self.product(factors[first + 1 :], operators[first + 1 :])
        return self.combined(left, operators[first], right)

    def from_left(self, factors: tuple[Node, ...], operators: tuple[str, ...]) -> Value:
        result, n = self.operand(factors, operators, 0)
        while n < len(factors):
            operator = operators[n - 1]
            v, following = self.operand(factors, operators, n)
            if operator == "/" and self.owner.otherwise:
                while following < len(factors) and operators[following - 1] == "" and _touch(factors[following - 1], factors[following]):
                    more, following = self.operand(factors, operators, following)
                    v = arrays.times(v, more)
            elif operator == "/" and following < len(factors) and operators[following - 1] == "":
                self.owner.forks += _touch(factors[following - 1], factors[following])
            result = self.combined(result, operator, v)
            n = following
        return result

    def combined(self, left: Value, operator: str, right: Value) -> Value:
        if operator not in MULTIPLYING:
            raise NotSupported(f"the operator `\\{operator}` is not supported yet")
        if operator in ELEMENTWISE:
            return arrays.hadamard(left, right)
        if operator == "oslash":
            return arrays.hadamard(left, arrays.elementwise(lambda t: power(t, -1), right))
        if operator == "/":
            return arrays.divide(left, right)
        if operator == "times" and left.rank and right.rank and left.wrt is None:
            raise IllTyped(f"`\\times` between {arrays.shape_text(left)} and {arrays.shape_text(right)}")
        try:
            return arrays.times(left, right, dot=operator in DOTTED)
        except IllTyped:
            if not self.owner.lenient or left.rank != 1 or right.rank < 2:
                raise
            return arrays.contract(left, right)

    def operand(self, factors: tuple[Node, ...], operators: tuple[str, ...], n: int) -> tuple[Value, int]:
        """The value that starts at factor n, and where the next one starts."""
        node = factors[n]
        after = factors[n + 1] if n + 1 < len(factors) and operators[n] == "" else None
        indicator = _is_one(node) or (isinstance(node, Name) and node.text == "I" and not self.owner.scope.known("I"))
        if indicator and isinstance(after, Group) and isinstance(after.body, Chain):
            return masks.bracket(self.owner, after.body), n + 2
        of_functions = self.functions.of_functions(node, after)
        if of_functions is not None:
            return of_functions, n + 2
        operator = expectations.operator(node, self.owner)
        if operator is not None:
            return self.expectation(operator, factors, operators, n)
        if (unsaid := expectations.nothing_random(node, after, self.owner)) is not None:
            raise unsaid
        if values_at.is_value(node, after):
            assert isinstance(after, Group)
            return values_at.value_at(self.owner, after), n + 2
        if isinstance(node, Name) and node.text in COUNTING and isinstance(after, Group) and not self.owner.scope.known(node.text):
            return scalar(self.counted(node.text, after)), n + 2
        head = self.head(node, after)
        if head is None:
            if value_calls.repeats(self.owner.scope, node, after):
                return self.owner.value(node), n + 2
            self.check_call(node, after)
            v = self.owner.value(node)
            return v, n + 2 if self.names_its_variables(v, after) else n + 1
        bracket = _bracket(after)
        if bracket is not None:
            behind = factors[n + 2] if n + 2 < len(factors) and operators[n + 1] == "" else None
            if isinstance(behind, Group) and self.functions.functional(node) and self.functions.functional(bracket):
                raise Ambiguous("a bracket behind `f(g)` may be a factor or the argument of a composition: write `f(g(x))`", node.span)
            v = self.applied(head, bracket, node)
            if isinstance(after, Scripted):
                v = self.scripted_call(v, after)
            return v, n + 2
        end = self.argument_end(factors, operators, n + 1)
        if end == n + 1:
            raise undeclared.powered(head.name, node, self.owner.text(node))
        if (dot := self.dot_behind_number(factors, operators, n + 1, end)) is not None:
            self.owner.forks += 1
            end = dot if self.owner.otherwise else end
        elif (cut := self.bracket_behind_number(factors, operators, n + 1, end)) is not None:
            own = holds_function(factors[cut], lambda node: self.head(node) is not None)
            if not own:
                self.owner.forks, self.owner.ways = self.owner.forks + 1, WAYS
            end = cut if own or self.owner.otherwise else end
        if ON_ARRAYS.get(head.name) in OF_MATRICES and end == n + 2:
            self.owner.no_number(factors[n + 1])
        v = self.product(factors[n + 1 : end], operators[n + 1 : end - 1])
        return self.on_value(head, v, node), end

    def expectation(self, operator: Operator, factors: tuple[Node, ...], operators: tuple[str, ...], n: int) -> tuple[Value, int]:
        """E takes the bracket behind it, or like a function the factors after it."""
        after = factors[n + 1] if n + 1 < len(factors) and operators[n] == "" else None
        bracket = _bracket(after)
        if bracket is not None:
            v = self.owner.expectations.applied(operator, bracket.body)
            return self.scripted_call(v, after) if isinstance(after, Scripted) else v, n + 2
        end = self.argument_end(factors, operators, n + 1)
        if end == n + 1:
            raise IllTyped(f"the expectation `{self.owner.text(factors[n])}` stands without an argument")
        inside = factors[n + 1 : end]
        span = Span(inside[0].span.start, inside[-1].span.end)
        body = inside[0] if len(inside) == 1 else Product(inside, operators[n + 1 : end - 1], span)
        return self.owner.expectations.applied(operator, body), end

    def counted(self, name: str, bracket: Group) -> Term:
        r"""`n!` and `\binom{n}{k}`, which the reader gives as calls."""
        items = bracket.body.items if isinstance(bracket.body, Listing) else (bracket.body,)
        numbers = [self.owner.value(i) for i in items]
        if any(v.rank for v in numbers):
            raise IllTyped(f"`{name}` of {arrays.shape_text(next(v for v in numbers if v.rank))}")
        terms = [counting.tidy(v.body) if is_integer(v.body) else v.body for v in numbers]
        match name, terms:
            case "factorial", [n]:
                return counting.factorial(n, self.owner.scope.facts)
            case "binom", [n, k]:
                return counting.binomial(n, k, self.owner.scope.facts)
        raise IllTyped(f"`{name}` of {len(items)} things")

    def check_call(self, node: Node, after: Node | None) -> None:
        """An undeclared letter before a bracket: `f(x)` is no product of f and x."""
        base = node.base if isinstance(node, Scripted) else node
        name = spelled(base) if isinstance(base, Name) else None
        bracket = _bracket(after)
        several = bracket is not None and isinstance(bracket.body, Listing) and (name or "").isalpha()  # a list is no factor
        known = name is not None and self.owner.stands_for_something(name) and not (several and name in self.owner.scope.values)
        if name is None or bracket is None or bracket.kind != "(" or known:
            return
        if base is not node and not isinstance(bracket.body, Listing):
            return
        if name in FUNCTION_LETTERS or several or (len(name) == 1 and not isinstance(bracket.body, Additive)):
            shown, inside = as_latex(name), self.owner.text(bracket) if several else "(x)"
            unknown = "" if several else f", or `${shown} : \\mathbb{{R}} \\to \\mathbb{{R}}$` for an unknown one"
            raise Undeclared(
                f"`{shown}` stands like a function but is not declared; `${shown}{inside} = \\dots$` in the Given would do{unknown}",
                node.span,
            )

    def names_its_variables(self, v: Value, after: Node | None) -> bool:
        """Whether the bracket behind a defined array says what it depends on: `\\hat y(\\theta)`, which has no meaning as a product."""
        if not v.rank or v.body.op != "defined" or not isinstance(after, Group) or after.kind != "(":
            return False
        items = after.body.items if isinstance(after.body, Listing) else (after.body,)
        bases = [i.base if isinstance(i, Scripted) else i for i in items]
        if not all(isinstance(b, Name) and self.owner.stands_for_something(spelled(b) or "") for b in bases):
            return False
        arguments = [self.owner.value(i) for i in items]
        whole = unfold(v.body, self.owner.scope.definitions)
        used = {a for a in whole.atoms if isinstance(a, Symbol) and a.sort == "real"}
        theirs = [{a for a in unfold(x.body, self.owner.scope.definitions).atoms if isinstance(a, Symbol)} for x in arguments]
        if not all(x.rank and t and t & used for x, t in zip(arguments, theirs, strict=True)):
            return False
        try:
            arrays.times(v, arguments[0])
        except IllTyped:
            return True
        return len(arguments) > 1

    def scripted_call(self, v: Value, after: Scripted) -> Value:
        """f(x)^2, f(x)^T, f(x)_i: the script belongs to the value."""
        if after.primes:
            raise NotSupported("a prime behind a call: write it on the name of the function", after.span)
        if after.sub is not None:
            v = self.owner.scripts.entry(v, None, after.sub, after)
        return v if after.sup is None else self.raised(v, after.sup)

    def argument_end(self, factors: tuple[Node, ...], operators: tuple[str, ...], start: int) -> int:
        n = start
        while n < len(factors):
            stops = n > start and (operators[n - 1] not in ("", "cdot") or self.starts_anew(factors[n], factors[n + 1 : n + 2]))
            if stops:
                break
            if n == start and self.starts_anew(factors[n], factors[n + 1 : n + 2]):
                if isinstance(factors[n], Big | Derivative):
                    return n + 1
                bracket = _bracket(factors[n + 1]) if n + 1 < len(factors) else None
                return n + 2 if bracket is not None else self.argument_end(factors, operators, n + 1)
            n += 1
        return n

    def dot_behind_number(self, factors: tuple[Node, ...], operators: tuple[str, ...], start: int, end: int) -> int | None:
        r"""`\log x \cdot y`: where a dot behind a number may end the argument of a function without brackets."""
        dot = next((k for k in range(start + 1, end) if operators[k - 1] == "cdot"), None)
        return dot if dot is not None and self.is_number(factors[start:dot], operators[start : dot - 1]) else None

    def bracket_behind_number(self, factors: tuple[Node, ...], operators: tuple[str, ...], start: int, end: int) -> int | None:
        r"""`\sin x (y + 1)`, `\cos x (-\sin x)`: where a bracket behind a number may end the argument, or ends it."""
        for k in range(start + 1, end):
            if not isinstance(factors[k], Group) or operators[k - 1] != "" or _bracket(factors[k]) is None:
                continue
            called = self.head(factors[k - 1], factors[k]) is not None
            return k if not called and self.is_number(factors[start:k], operators[start : k - 1]) else None
        return None

    def is_number(self, factors: tuple[Node, ...], operators: tuple[str, ...]) -> bool:
        try:
            return not self.product(factors, operators).rank
        except (MeaningError, IllTyped):
            return False

    def starts_anew(self, node: Node, after: tuple[Node, ...]) -> bool:
        if expectations.operator(node, self.owner) is not None:
            return True
        return isinstance(node, Big | Derivative) or self.head(node, after[0] if after else None) is not None

    # --- heads ---

    def head(self, node: Node, after: Node | None = None) -> Head | None:
        """The function that a name stands for, if it stands for one here."""
        match node:
            case Name():
                return self.named(spelled(node), after, Head(spelled(node) or ""))
            case Scripted(base, sub, Number("2"), 0) if _bracket(after) is None and squares.defined_square(
                self.owner.scope, base if sub is None else Scripted(base, sub, None, 0, node.span), self.owner.names
            ):
                return None
            case Scripted(base, sub, sup, primes):
                whole = spelled(node)
                if whole and whole in self.owner.scope.functions and _bracket(after) is not None:
                    if sub is not None and not self.owner.names.keys().isdisjoint(subscript_letters(node)):
                        raise NotSupported(
                            f"`{self.owner.text(node)}` is one function by its name, and its letter is bound here", node.span
                        )
                    return Head(whole)
                if isinstance(base, Name) and (spelled(base) or "") not in self.owner.scope.values:
                    return self.named(spelled(base), after, Head(spelled(base) or "", sup, sub, primes))
        return None

    def named(self, name: str | None, after: Node | None, head: Head) -> Head | None:
        scope = self.owner.scope
        if name is None or name in self.owner.names:
            return None
        if name in scope.functions and _bracket(after) is not None:
            return head
        if name in scope.values or name in scope.bare or name in scope.indices:
            return None
        if name in scope.functions:
            known = all(f.kinds == ("scalar",) and f.unknown is None for f in scope.functions[name])
            return head if known else None
        known = name in NAMES or name in ON_ARRAYS
        return head if known and (head.sub is None or name in ("log", "max", "min")) else None

    def applied(self, head: Head, bracket: Group, node: Node) -> Value:
        if head.name in self.owner.scope.functions:
            return self.calls.call(head, bracket, node)
        if ON_ARRAYS.get(head.name) in OF_MATRICES:
            self.owner.no_number(bracket.body)
        if isinstance(bracket.body, Listing):
            return self.of_list(head, bracket.body)
        if ON_ARRAYS.get(head.name) == "softmax":
            return self.on_value(head, shifted.argument(self.owner, bracket.body), node)
        return self.on_value(head, self.owner.value(bracket.body), node)

    def of_list(self, head: Head, listing: Listing) -> Value:
        """max and min, entry by entry (max(0, x) is relu); other functions of a list are beyond the fragment."""
        operator = ON_ARRAYS.get(head.name)
        if operator in ("diagonal", "softmax") and listing.separator == "," and has_dots(listing.items):
            return self.on_array(head, self.owner.ellipses.array(listing.items, across=False))  # `diag(s_1, \\dots, s_n)`
        if operator not in ("max", "min") or head.sub is not None:
            raise NotSupported(f"`{head.name}` of a list")
        items = [self.owner.value(i) for i in listing.items]
        found = items[0]
        for v in items[1:]:
            found = matrices.larger(operator, found, v)
        return found if head.sup is None else self.raised(found, head.sup)

    def on_value(self, head: Head, v: Value, node: Node) -> Value:
        if head.name in self.owner.scope.functions:
            return self.calls.substituted(self.owner.scope.functions[head.name][0], (v,), self.calls.plain(head, node))
        name = NAMES.get(head.name)
        if name is None:
            return self.on_array(head, v)
        if head.primes:
            variable = Symbol("x°")
            body = scalar(fn(name, real(variable)))
            return self.owner.gradients.prime(body, variable, head.primes, v)
        result = arrays.elementwise(lambda t: fn(name, t), replace(v, literal=False))
        if head.sub is not None:
            base = self.owner.value(head.sub)
            result = arrays.divide(result, scalar(fn("log", base.body)))
        if head.sup is not None:
            exponent = folded(self.owner.value(head.sup))
            if exponent.op == "num" and exponent.tag == -1:
                raise Ambiguous(f"`{self.owner.text(node)}` may be the inverse function or one divided by the function", node.span)
            result = arrays.elementwise(lambda t: power(t, exponent), result)
        return result

    def on_array(self, head: Head, v: Value) -> Value:
        match ON_ARRAYS[head.name]:
            case "softmax" if v.rank == 2:
                raise NotSupported("softmax of a matrix: whether of its rows or of its columns is not said; write it for one of them")
            case "softmax":
                found = arrays.softmax(v)
            case "trace":
                found = matrices.trace(v)
            case "diagonal":
                found = matrices.diagonal(self.over_free_index(v))
            case "determinant":
                found = matrices.determinant(v)
            case operator if v.rank:
                found = matrices.extreme(operator, v)
            case operator:
                raise IllTyped(f"`{head.name}` of a single number: write what it is compared with, `\\{operator}(a, b)`")
        return found if head.sup is None else self.raised(found, head.sup)

    def over_free_index(self, v: Value) -> Value:
        r"""`\operatorname{diag}(p_i (1 - p_i))`: the numbers for all i, where nothing binds i."""
        owner = self.owner
        letters = [a for a in v.body.atoms if isinstance(a, Term) and a.op == "index" and a.tag[0] not in owner.names]
        free = [i for i in letters if owner.scope.indices.get(i.tag[0]) is not i]
        return Value((free[0].tag[1],), abstract(v.body, tuple(free))) if not v.rank and len(free) == 1 else v

    def raised(self, v: Value, sup: Node) -> Value:
        """`\\det^2 A`, `\\operatorname{diag}^{-1}(v)`: the power of the value."""
        if self.owner.scripts.is_transpose(sup):
            return arrays.transpose(v)
        return self.owner.scripts.powered(v, folded(self.owner.value(sup)))


def _touch(left: Node, right: Node) -> bool:
    """Whether nothing stands between the two on the page: `/bc`, not `/b c`."""
    return left.span.end == right.span.start


def _bracket(node: Node | None) -> Group | None:
    """The bracket that a function takes, also with a script on it."""
    if isinstance(node, Scripted):
        node = node.base
    return node if isinstance(node, Group) and node.kind in ("(", "[", "{") else None


def _is_one(node: Node) -> bool:
    return (isinstance(node, Number) and node.text == "1") or (isinstance(node, Name) and node.text == "1")
