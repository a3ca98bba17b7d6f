r"""Which shapes the names of a page must have for its products, sums and derivatives to mean something.

Comes in: the formulas of a page, and the shapes of the names that are declared. Goes out: a declaration for each other name that is an
array. Syntax in, shapes out: what the formulas say is `unifying`'s constraints; nothing is judged. Knows nothing of scopes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from derive.meaning.inference.unifying import (
    Problem,
    Shape,
    Size,
    alike,
    array,
    column,
    entrywise,
    equate,
    gradient,
    matrix,
    members,
    number,
    product,
    same,
    turned,
)
from derive.meaning.names.scope import names_in, spelled
from derive.reading.syntax import (
    Additive,
    Big,
    Cases,
    Chain,
    Decorated,
    Derivative,
    Fraction,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Product,
    Root,
    Scripted,
)
from derive.reading.vocabulary import FUNCTIONS, TRANSPOSES

DIFFERENTIATED = "_"  # instead of its letter: `J` is no matrix
ENTRYWISE = frozenset({"odot", "circ", "oslash"})
TO_NUMBERS = frozenset({"tr", "Tr", "trace", "det"})
OF_ENTRIES = (FUNCTIONS - TO_NUMBERS - {"softmax", "diag", "vec", "rank"}) | {"sigma"}


@dataclass(slots=True)
class Use:
    """What the page does with one name: its shape where it stands alone, and that of its members, with the sizes that their
    subscripts run over."""

    alone: Shape
    member: Shape
    axes: tuple[Size, ...] = ()
    bare: bool = False


@dataclass(slots=True)
class Inference:
    """One pass over the formulas of a page. sizes: the letters that sums run up to, and the sets that they run over."""

    calls: frozenset[str]
    problem: Problem = field(default_factory=Problem)
    uses: dict[str, Use] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)
    letters: dict[str, Size] = field(default_factory=dict)
    sets: set[str] = field(default_factory=set)

    # --- names ---

    def use(self, name: str) -> Use:
        if name not in self.uses:
            self.uses[name] = Use(self.fresh(name), self.fresh())
        return self.uses[name]

    def fresh(self, letter: str = "") -> Shape:
        shape = Shape(letter=letter)
        self.problem.shapes.append(shape)
        return shape

    def size(self, name: str) -> Size:
        return self.sizes.setdefault(name, Size(name))

    def letter(self, name: str, bound: Mapping[str, Size]) -> Size:
        return bound.get(name) or self.letters.setdefault(name, Size())

    def says(self, *constraints: object) -> None:
        self.problem.constraints += constraints  # type: ignore[arg-type]

    # --- expressions ---

    def relation(self, node: Node) -> None:
        """A formula of the page: the sides of an equation have one shape."""
        match node:
            case Chain(operands, relations):
                sides = [self.of(o, {}) for o in operands]
                for left, right, relation in zip(sides, sides[1:], relations, strict=False):
                    if relation in ("=", ":=", "==", "~=", "!=") and left is not None and right is not None:
                        self.says(alike(left, right))
            case _:
                self.of(node, {})

    def of(self, node: Node, bound: Mapping[str, Size]) -> Shape | None:
        """The shape of an expression; None for a literal, which takes any. What is not followed here has a shape that is not known."""
        match node:
            case Name():
                return self.name(node, bound)
            case Scripted():
                return self.scripted(node, bound)
            case Product(factors, operators):
                return self.product(factors, operators, bound)
            case Additive(terms):
                return self.together([self.of(t, bound) for t in terms])
            case Fraction(above, below):
                under = self.of(below, bound)
                if under is not None:
                    same(under, number())
                return self.of(above, bound) or number()
            case Root(body):
                return self.of(body, bound)
            case Group(kind, body):
                return self.group(kind, body, bound)
            case Big():
                return self.big(node, bound)
            case Derivative():
                return self.derivative(node, bound)
            case Cases(branches):
                return self.together([self.of(value, bound) for value, _ in branches])
            case Decorated(body):
                return self.of(body, bound)
            case Number():
                return None
        return self.fresh()

    def together(self, shapes: Iterable[Shape | None]) -> Shape | None:
        """Terms of one sum."""
        known = [s for s in shapes if s is not None]
        for s in known[1:]:
            same(known[0], s)
        return known[0] if known else None

    def name(self, node: Name, bound: Mapping[str, Size]) -> Shape | None:
        name = spelled(node) or node.text
        if name == "I":
            size = Size()
            return matrix(size, size)
        if name in bound or name in self.sizes or name in ("e", "pi"):
            return number()
        if name in ("0", "1"):
            return column() if name == "1" and node.font == "bf" else None
        use = self.use(name)
        use.bare = True
        return use.alone

    def scripted(self, node: Scripted, bound: Mapping[str, Size]) -> Shape | None:
        match node.sup:
            case Name(text) if text in TRANSPOSES:
                return self.transposed(self.subscripted(node, bound))
            case Additive((Name(text),), ("-",)) if text in TRANSPOSES:
                return self.transposed(self.square(self.subscripted(node, bound)))
            case Additive((Number("1"),), ("-",)):
                return self.subscripted(node, bound)
            case None:
                return self.subscripted(node, bound)
        power = self.of(node.sup, bound)
        if power is not None:
            same(power, number())
        base = self.subscripted(node, bound)
        if base is not None and isinstance(node.base, Name) and spelled(node.base) == "e":
            return number()
        return base

    def transposed(self, base: Shape | None) -> Shape | None:
        if base is None:
            return None
        result = self.fresh()
        self.says(turned(base, result))
        return result

    def square(self, base: Shape | None) -> Shape | None:
        if base is not None and base.known is None:
            size = Size()
            same(base, matrix(size, size))
        return base

    def subscripted(self, node: Scripted, bound: Mapping[str, Size]) -> Shape | None:
        if node.sub is None or isinstance(node.base, Group):
            return self.of(node.base, bound)
        name = spelled(node.base)
        if name is None:
            return self.fresh()
        letters = self.indices(node.sub)
        if letters is None:
            whole = spelled(Scripted(node.base, node.sub, None, 0, node.span)) or name
            use = self.use(whole)
            use.bare = True
            return use.alone
        use = self.use(name)
        sizes = tuple(self.letter(letter, bound) for letter in letters)
        if not use.axes:
            use.axes = sizes
        for known, found in zip(use.axes, sizes, strict=False):
            equate(known, found)
        if len(sizes) == 2:
            same(use.member, number())
        return use.member

    def indices(self, sub: Node) -> tuple[str, ...] | None:
        """The letters of a subscript that counts; None for a label: a number, a word, a capital letter."""
        items = sub.items if isinstance(sub, Listing) else sub.factors if isinstance(sub, Product) and not any(sub.operators) else (sub,)
        found = []
        for item in items:
            first = next((n for n in names_in(item) if isinstance(n, Name)), None)
            if first is None or len(first.text) > 1 or not first.text.islower():
                return None
            found.append(first.text)
        return tuple(found) if len(found) <= 2 else None

    def product(self, factors: tuple[Node, ...], operators: tuple[str, ...], bound: Mapping[str, Size]) -> Shape | None:
        cut = next((n for n, o in enumerate(operators) if o in ENTRYWISE), None)
        if cut is not None:
            left = self.product(factors[: cut + 1], operators[:cut], bound)
            right = self.product(factors[cut + 1 :], operators[cut + 1 :], bound)
            return right if left is None else self.times(left, right, operators[cut])
        total: Shape | None = None
        n = 0
        while n < len(factors):
            head, operator, taken = factors[n], ("", *operators)[n], self.arguments(factors[n], factors[n + 1 :])
            if taken:
                inside = self.product(factors[n + 1 : n + 1 + taken], operators[n + 1 : n + taken], bound)
                value = self.applied(spelled(_bare(head)) or "", inside)
            else:
                value = self.of(head, bound)
            total = value if total is None else self.times(total, value, operator)
            n += 1 + taken
        return total

    def arguments(self, head: Node, behind: tuple[Node, ...]) -> int:
        """How many of the factors behind a name are its argument: a bracket, or for `log` and the like all of them."""
        if not behind or not isinstance(_bare(head), Name):
            return 0
        word, bracket = spelled(_bare(head)), behind[0]
        if isinstance(bracket, Group) and bracket.kind in ("(", "["):
            several = isinstance(bracket.body, Listing | Chain)
            return int(several or word in FUNCTIONS or word in self.calls or word == "sigma")
        return len(behind) if word in FUNCTIONS else 0

    def applied(self, function: str, argument: Shape | None) -> Shape | None:
        if function in TO_NUMBERS:
            return number()
        if function == "softmax" and argument is not None:
            if argument.known is None:
                same(argument, column())
            return argument
        if function == "diag":
            size = Size()
            return matrix(size, size)
        if function in self.calls:
            return self.use(f"{function}()").alone
        return argument if function in OF_ENTRIES else self.fresh()

    def times(self, left: Shape, right: Shape | None, operator: str) -> Shape:
        if right is None:
            return left
        if operator == "/":
            same(right, number())
            return left
        result = self.fresh()
        if operator in ENTRYWISE:
            self.says(entrywise(left, right, result))
            return result
        self.says(product(left, right, result))
        return result

    def group(self, kind: str, body: Node, bound: Mapping[str, Size]) -> Shape | None:
        if isinstance(body, Chain):
            return number()  # an Iverson bracket
        inside = self.of(body, bound)
        if kind == "||" and inside is not None:
            self.says(array(inside))
        return number() if kind in ("|", "||") else inside

    def big(self, node: Big, bound: Mapping[str, Size]) -> Shape | None:
        inner = dict(bound)
        for item in node.sub.items if isinstance(node.sub, Listing) else (node.sub,):
            first = item.operands[0] if isinstance(item, Chain) else item
            letter = spelled(first) if first is not None else None
            if letter is None:
                continue
            match item:
                case Chain((_, over), ("in",)) if name := spelled(over):
                    self.sets.add(name)
                    inner[letter] = self.size(name)
                case Chain((_, Number("1")), ("=",)) if node.sup is not None and (name := self.end(node.sup)):
                    inner[letter] = self.size(name)
                case Chain():
                    inner[letter] = Size()
                case _:
                    inner[letter] = self.letter(letter, bound)
        return self.of(node.body, inner)

    def end(self, sup: Node) -> str | None:
        """`n`, or the set of `|V|`."""
        if isinstance(sup, Group) and sup.kind == "|" and (name := spelled(sup.body)):
            self.sets.add(name)
            return name
        return spelled(sup)

    def derivative(self, node: Derivative, bound: Mapping[str, Size]) -> Shape | None:
        of = self.of(node.of, bound)
        by = self.of(node.by[0], bound) if node.by else None
        if of is None or by is None:
            return self.fresh()
        if (use := self.uses.get(spelled(node.of) or "")) is not None and of is use.alone:
            of.letter = DIFFERENTIATED
        result = self.fresh()
        if node.order == 1:
            self.says(gradient(of, by, result))
        else:
            first = self.fresh()
            self.says(gradient(of, by, first), gradient(first, by, result))
        return result


def _bare(node: Node) -> Node:
    return node.base if isinstance(node, Scripted) else node


def inferred(formulas: Iterable[Node], calls: Collection[str], known: Mapping[str, Use], sizes: Mapping[str, Size]) -> Inference:
    """What the formulas say, with what is known already. calls: names that the page applies to arguments."""
    found = Inference(frozenset(calls), sizes=dict(sizes))
    found.uses.update(known)
    for node in formulas:
        found.relation(node)
    found.says(*(members(u.alone, u.member, u.axes) for u in found.uses.values() if u.bare and u.axes))
    found.problem.solve()
    return found
