r"""What a Given says of its names: definitions, facts, second spellings, and the words beside a name ("invertible", "independent").

Comes in: an equation, a relation, or a name with its words. Goes out: the scope with what they define and state. Knows nothing of how a
block is divided into clauses.
"""

from __future__ import annotations

import re
from dataclasses import replace

from derive.meaning.declarations import distributions, doubted, properties, qualities, recursions
from derive.meaning.declarations.listed import Piece, alone
from derive.meaning.declarations.nouns import BOUNDS
from derive.meaning.declarations.precedence import same_terms
from derive.meaning.declarations.shape_words import LISTED, names_identity
from derive.meaning.declarations.variables import Note, Variables
from derive.meaning.formulas import matrices, tables
from derive.meaning.formulas.arrays import Value
from derive.meaning.formulas.calls import grouped
from derive.meaning.formulas.counting import tidy
from derive.meaning.names import upstream, worlds
from derive.meaning.names.definitions import call_of, define
from derive.meaning.names.scope import Dependent, Function, NotSupported, is_word, names_in, spelled, square_root
from derive.meaning.names.subscripts import subscripts
from derive.reading.syntax import (
    Additive,
    Chain,
    Ellipsis_,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Product,
    Root,
    Scripted,
)
from derive.terms.term import (
    Symbol,
    Term,
    add,
    bind,
    index,
    integer_range,
    is_integer,
    num,
    real,
)

FOR_BEHIND = re.compile(r"\s*,?\s*(with|and)?\s*for( all| every| each| any)?\s*", re.I)
STOP = r"(?:(?<!\.[a-z])\.(?![a-z\d])|。)"  # a full stop, not those of `i.i.d.` and of 1.5
INVERTIBLE = re.compile(r"\b(invertible|non-?singular|full[- ]rank)\b|가역|可逆|非奇异", re.I)
SINGULAR = re.compile(r"(?<!non)(?<!non-)\bsingular\b(?! (values?|vectors?))", re.I)
NOT_INVERTIBLE = re.compile(r"\b(not|never|nicht|pas|no|non-?)\s*(an? )?invertib\w+|가역\w{0,3} 아니|不可逆", re.I)
SYMMETRIC = re.compile(
    r"(?<!cross-)(?<!cross )\b(?:covariance|gram|correlation|precision|scatter) matri(?:x|ces)\b|"
    r"(?<!skew[- ])(?<!anti[- ])\bsymmetric\b(?!\s+(?:parts?|products?|sums?|blocks?|functions?|kernels?|differences?|squares?)\b)"
    r"|(?<!반)대칭|(?<!反)对称",
    re.I,
)
DEFINITE = re.compile(r"\bpositive[- ](semi-?)?definite\b|\bp\.?s?\.?d\b|양의 (준)?정부호|(半)?正定", re.I)
SEMI = re.compile(r"semi|\bp\.?s\.?d|준정부호|半正定", re.I)
LIKEWISE = re.compile(r"\bso (?:is|are|has|does)\s*\||\|\s*(?:too|likewise|as well)\s*$", re.I)
INDEPENDENT = re.compile(r"\b(independent(ly)?|i\.?i\.?d\b|uncorrelated)|독립|独立", re.I)


class Stated(Variables):
    """The part of a declaration that defines and states."""

    def goes_through(self, left: Node, right: Node) -> bool:
        """`u_k = u_{w_k}` for k = 1..K: subscripts of u that lie in 1..K go through the sequence w."""
        match left, right:
            case (Scripted(Name() as one, Name() as letter, None, 0), Scripted(Name() as other, Scripted(of, sub, None, 0), None, 0)):
                base, sequence = spelled(one), self.scope.sequence(spelled(of), sub)
                domain = self.names.get(spelled(letter) or "")
                if base is None or base != spelled(other) or sequence is None or sub != letter or domain is None:
                    return False
                axes = self.elaborator.scripts.subscript_axes(base, self.scope.values[base]) if base in self.scope.values else ()
                if not axes or sequence.symbol.target is not axes[0] or sequence.symbol.axes != (domain.tag[1],):
                    return False
                self.scope.through[base] = sequence
                return True
        return False

    # --- equations and facts ---

    def equation(self, left: Node, right: Node) -> None:
        places = self.elaborator.places
        call = call_of(right)
        depends = call is not None and call[0] == spelled(left) and call[0] not in self.scope.functions
        if call is not None and depends and upstream.arguments(self.scope, left, right) is None:
            said = f"that `{call[0]}` depends on something says no equation for it"
            raise NotSupported(f"{said}; `${call[0]} : \\mathbb{{R}} \\to \\mathbb{{R}}$` would make it a function", right.span)
        moment = distributions.declares_moment(self, left)
        if moment is not None:
            distributions.moment(self, *moment, right)
            return
        if self.goes_through(left, right):
            return
        if places.element(left) is not None and places.is_place(right):
            self.fact(Chain((left, right), ("=",), left.span))
            return
        if not self.conditions and (root := self.root_of_new_square(left)) is not None:
            left, right = root, Root(right, None, right.span, squared=True)
        loss = upstream.arguments(self.scope, left, right) is not None
        claims = not self.defines(left, right) or recursions.speaks_of_itself(left, right, self.scope) or self.of_a_part(left)
        if not self.conditions and (loss or not claims):
            made = self.scope.functions.get(call[0] if (call := call_of(left)) else "", ())
            name = define(self.scope, self.source, self.names, left, right)
            if made and self.at_several_arguments(made[-1], self.scope.functions[name][-1]):
                del self.scope.functions[name]
                self.scope.bare.pop(name, None)
                message = f"`{name}` is given at single arguments, which makes no function of all"
                self.notes.append(Note(message, left.span, frozenset({name})))
                return
            kind = "functions" if call_of(left) else "values"
            self.declared.append((kind, name))
            worlds.note(self.scope, name, Dependent(self.source, dict(self.names), left, right))
        else:
            self.fact(Chain((left, right), ("=",), left.span))

    def root_of_new_square(self, left: Node) -> Node | None:
        r"""s of `s^2 = \\frac1n \\sum_i (x_i - \\mu)^2`, which defines the square of a name that stands for nothing yet."""
        root = square_root(left)
        base = root.base if isinstance(root, Scripted) else root
        names = {spelled(n) or "" for n in (root, base) if n is not None}
        fresh = isinstance(base, Name) and not any(self.scope.known(n) or n in self.names or n in self.scope.letters for n in names)
        return root if fresh else None

    @staticmethod
    def at_several_arguments(one: Function, other: Function) -> bool:
        """`P(H) = p`, `P(T) = 1 - p`: what stands in the brackets is no formal name, since the values do not speak of it."""
        if one.unknown is not None or one.listed or one.signature != other.signature or one.body.body is other.body.body:
            return False
        names = [{p.name for p in f.parameters} for f in (one, other)]
        return names[0] != names[1] and any(
            formal.isdisjoint(a.name for a in f.body.body.atoms if isinstance(a, Symbol)) and "index" not in f.kinds
            for formal, f in zip(names, (one, other), strict=True)
        )

    def says_of(self, call: tuple[str, Group], right: Node) -> bool:
        """`f(-x) = f(x)`, `f(0) = 1`: something about an unknown function, not what it is."""
        name, bracket = call[0].rstrip("'"), call[1]
        if not any(f.unknown is not None for f in self.scope.functions.get(name, ())):
            return False
        if name != call[0]:
            return True
        formal = all(isinstance(nodes[0], Name) and len(nodes) == 1 for nodes in grouped(bracket.body))
        return not formal or any(spelled(n) == name for n in names_in(right))

    def defines(self, left: Node, right: Node) -> bool:
        """A name, an indexed name or a call on the left makes a definition, unless the name is already defined."""
        if call := call_of(left):
            return not self.says_of(call, right)
        name = spelled(left)
        base = spelled(left.base) if isinstance(left, Scripted) and left.sup is None else name
        if name is None and base is None:
            return False
        if name in self.scope.defined:
            self.notes.append(Note(f"`{name}` is defined already; this is taken as a fact about it", left.span))
            return False
        if isinstance(left, Scripted) and left.sup is None and is_word(left.sub, self.scope):
            return True  # `L_{data} = \\frac1n \\sum_i L_i` beside the L_i
        if base in self.scope.defined:
            return False
        if name is not None and self.is_a_length(name):
            return False  # `n = 2k` beside `x \in R^n`
        entry = isinstance(left, Scripted) and base in self.scope.values and name not in self.scope.values
        if entry and isinstance(left, Scripted) and left.sub is not None and any(map(self.of_sizes, subscripts(left.sub, 2))):
            return False  # `m_0 = 0`, `G_T = r_T`: facts about one entry
        if isinstance(left, Scripted) and left.sub is not None and name not in self.scope.values:
            free = {spelled(n) for n in subscripts(left.sub, 2) if self.elaborator.places.element(n) is None or spelled(n) in self.names}
            return base not in self.scope.values or len(free - {None}) == len(subscripts(left.sub, 2))  # `A_{ii} = 0` is a fact
        return True

    def is_a_length(self, name: str) -> bool:
        """Whether arrays that are declared have this integer as a length."""
        known = self.scope.values.get(name)
        if known is None or known.body.op != "real" or not is_integer(known.body):
            return False
        return any(known.body.tag in axis.atoms for v in self.scope.values.values() for axis in v.axes)

    def of_a_part(self, left: Node) -> bool:
        """Whether the clause says of fewer members what they are than are declared: `a_l = \\sigma(z_l)` for l >= 1 beside an a_0."""
        match left:
            case Scripted(base, Name() as letter, None, 0):
                own, bound = recursions.axis_of(self.scope, spelled(base) or ""), self.names.get(spelled(letter) or "")
                over = bound.tag[1] if bound is not None else None
                return own is not None and over is not None and own.op == over.op == "range" and over is not own
        return False

    def of_sizes(self, place: Node) -> bool:
        """Whether a subscript is made of numbers and sizes, and of no letter."""
        names = [spelled(n) or "" for n in names_in(place) if isinstance(n, Name)]
        values = [self.scope.values.get(s) for s in names if s not in self.names]
        return len(values) == len(names) and all(v is not None and is_integer(v.body) for v in values)

    def fact(self, node: Node) -> None:
        """A condition that holds for all values of the letters bound by `for`, and of free letters on entries."""
        found = recursions.recursion(node)
        over = self.names[found.letter].tag[1] if found is not None and found.letter in self.names else None
        if found is not None and found.left > 0 and over is not None and over.op == "range":
            ends = (tidy(add(end, num(found.left))) for end in over.args)
            outer, self.names = self.names, {**self.names, found.letter: index(found.letter, integer_range(*ends))}
            try:
                self.fact(recursions.counted_from_the_left(node, found))
            finally:
                self.names = outer
            return
        self.scalars(node)
        elaborator = self.elaborator
        elaborator.places.survey(node, *self.conditions)
        if self.says_the_same(node):
            return
        condition = elaborator.places.condition(node)
        limits = [elaborator.places.condition(c) for c in self.conditions]
        spoken = {i for c in (condition, *limits) for i in _indices(c)}
        free = [i for i in sorted(spoken, key=lambda i: i.key) if self.scope.indices.get(i.tag[0]) is not i]
        if not self.names and not limits and not any(isinstance(a, Symbol) and a.sort == "real" for a in condition.atoms):
            free = []  # a relation between index names alone holds for those very names
        for i in free:
            own = [c for c in limits if i in c.atoms]
            limits = [c for c in limits if c not in own]
            limit = own[0] if len(own) == 1 else Term("and", tuple(own)) if own else None
            condition = bind("forall", i, condition, limit)
        if limits:
            raise NotSupported("a fact with a condition that speaks of none of its indices; state the fact itself", node.span)
        self.scope.facts[condition] = None

    def says_the_same(self, node: Node) -> bool:
        """Whether a defined name is said to be what it was defined as, in other signs."""
        match node:
            case Chain((left, right), ("=",)) if not self.conditions and spelled(left) in self.scope.defined:
                v, w = self.elaborator.value(left), self.elaborator.value(right)
                return v.axes == w.axes and same_terms(self.scope, v.body, w.body)
        return False

    def definite(self, node: Node, sign: str) -> None:
        """`\\Sigma \\succ 0`: the matrix is symmetric and positive definite (`\\succeq`: semidefinite)."""
        self.definite_facts(node, self.elaborator.value(node), sign)

    def definite_facts(self, node: Node, v: Value, sign: str) -> None:
        found, whole = matrices.positive_definite(v) if sign == "succ" else matrices.positive_semidefinite(v)
        self.scope.facts.update(dict.fromkeys(found))
        if not whole:
            text = self.source[node.span.start : node.span.end]
            what = "definite" if sign == "succ" else "semidefinite"
            names = {str(n) for n in map(spelled, names_in(node)) if n} | {a.name for a in v.body.atoms if isinstance(a, Symbol)}
            message = f"of `{text}` positive {what} proofs use only symmetry and signs of minors; witnesses have a dominant diagonal"
            self.notes.append(Note(message, node.span, frozenset(names), tuple(matrices.dominant(v, sign == "succ"))))

    def properties(self, pieces: list[Piece], n: int) -> int:
        """What the words beside a name, or the names of a list, say of it: invertible, symmetric, positive definite, independent.
        Returns where the next one begins."""
        first = n
        while (
            n + 1 < len(pieces)
            and (LISTED.fullmatch(pieces[n].after) or _in_a_row(pieces[n], pieces[n + 1]))
            and _is_listed(pieces[n + 1].node)
            and not _speaks_again(pieces[first : n + 1], pieces[n + 1])
        ):
            n += 1  # `$A$ and $B$ are invertible`, `$x, y$ positive`
        named = [_subject(p.node) for p in pieces[first : n + 1]]
        items = [i for node in named for i in (node.items if isinstance(node, Listing) else (node,))]
        words = own_words(with_numbers(pieces, n), n)
        if eigen := self.eigenvector(pieces, n):
            words = f"{words.partition('|')[0]}|"
        if n + 2 == len(pieces) and FOR_BEHIND.fullmatch(pieces[n].after):
            # `$t_k \\in \\mathbb{R}$ for $k \\in K$, one-hot`
            words = f"{words.partition('|')[0]}| {re.split(STOP, pieces[n + 1].after.lstrip(' ,('))[0]}"
        if INDEPENDENT.search(words) and not re.search(r"\bnot\b|아니|않|不", words):
            of = re.search(r"\bindependent (of|from)\b", words)
            if not of or n + 1 < len(pieces):
                distributions.independent(self, [*items, pieces[n + 1].node] if of else items)
        narrowed = properties.OF_SOMETHING.search(pieces[first].before) is not None and not properties.of_parts(words)
        words = words.replace("|", " of |", 1) if narrowed else words
        words = words if narrowed else self.together(items, words)
        listed = any(isinstance(i, Ellipsis_) for i in items)
        more = re.split(STOP, pieces[n].after)[0]
        summed = len(items) > 1 and not listed and properties.SUMMED.search(words) is not None  # `$u, v$ that sum to zero`
        for item in items:
            self.qualify(item, words, listed, "or" if summed else more)
        self.of_expressions(named, words)
        return n + 3 if eigen else n + 1

    def together(self, items: list[Node], words: str) -> str:
        """What the words say of the arrays of a list among each other; the words that are left."""
        values = [v for i in items if (v := self.scope.values.get(spelled(i) or "")) is not None]
        if len(values) < len(items) or doubted.DENIED.search(words) or doubted.OPEN.search(words):
            return words
        facts, words = properties.among(values, words)
        self.scope.facts.update(dict.fromkeys(facts))
        return words

    def eigenvector(self, pieces: list[Piece], n: int) -> bool:
        """`$u$ a unit eigenvector of $S$ with eigenvalue $\\lambda$`; whether the words behind the name say that."""
        found = properties.EIGENVECTOR.fullmatch(pieces[n].after) if n + 2 < len(pieces) else None
        if found is not None and self.hedged_lead(_subject(pieces[n].node)):
            return False
        if found is None or properties.EIGENVALUE.fullmatch(pieces[n + 1].after) is None:
            return False
        vector, matrix, number = (_subject(p.node) for p in pieces[n : n + 3])
        name = spelled(number) or ""
        if name and not self.scope.known(name):
            self.scope.values[name] = Value((), real(Symbol(name)))
        a, v, eigenvalue = (self.elaborator.value(node) for node in (matrix, vector, number))
        facts = dict.fromkeys(properties.eigenvector(a, v, eigenvalue, found["unit"] is not None))
        self.scope.facts.update(facts)
        return bool(facts)

    def hedged_lead(self, item: Node) -> bool:
        """Whether the sentence begins with a case, or takes back what it says: "For $n = 2$, $A$ is orthogonal"."""
        lead = re.split(r";|\n|(?<!\.[a-z])\.(?![a-z\d])", self.source[max(0, item.span.start - 300) : item.span.start])[-1]
        return properties.LED_BY.match(lead) is not None

    def of_expressions(self, nodes: list[Node], words: str) -> None:
        """`$A B$ is orthogonal` says something of A and B, and no fact says it."""
        for node in nodes:
            if isinstance(node, Product | Additive | Group) or (isinstance(node, Scripted) and node.sup is not None):
                names = frozenset(name for n in names_in(node) if (name := spelled(n)) in self.scope.values and name is not None)
                if names and (qualities.UNREAD.search(words) or SYMMETRIC.search(words) or DEFINITE.search(words)):
                    self.notes.append(Note(qualities.MESSAGE, node.span, names))

    def qualify(self, item: Node, words: str, listed: bool = False, more: str = "") -> None:
        """What the words of its clause say of an array; listed: `$x_1, \\dots, x_n$`; more: the whole rest of its
        sentence, for what it takes back."""
        name = spelled(item) or ""
        if names_identity(item, words):
            self.scope.values.pop(name, None)
            return
        if name not in self.scope.values and isinstance(item, Scripted) and item.sup is None:
            name = spelled(item.base) or ""  # `t_k` for all k is t
        v = self.scope.values.get(name)
        if v is None and isinstance(item, Name) and name != "1" and not self.scope.known(name):
            doubtful = doubted.DENIED.search(words) or doubted.OPEN.search(words)
            if not doubtful and (relation := qualities.sign_of_a_number(words)) is not None:
                self.fact(Chain((item, Number("0", item.span)), (relation,), item.span))
            elif qualities.says_more(words):  # `$n$ an even integer`, and further down `x \in R^n`
                self.notes.append(Note(qualities.MESSAGE, item.span, frozenset({name})))
        if properties.OF_SOMETHING.search(words.partition("|")[0]) and not properties.of_parts(words):  # "the square of $A$ is symmetric"
            if qualities.says_more(words) or SYMMETRIC.search(words) or INVERTIBLE.search(words) or DEFINITE.search(words):
                self.notes.append(Note(qualities.MESSAGE, item.span, frozenset({name})))
            return
        if LIKEWISE.search(words):
            self.notes.append(Note(qualities.MESSAGE, item.span, frozenset({name})))
        if name in self.scope.functions and qualities.OF_A_FUNCTION.search(words):
            self.notes.append(Note(qualities.MESSAGE, item.span, frozenset({name})))
        if v is None or name in self.scope.defined:
            return
        if name not in self.scope.families and v.rank == 2 and v.axes[0] is v.axes[1]:
            self.property(item, v, words)
        of_base = name != spelled(item)
        more = more or re.split(rf";|\n\s*\n|{STOP}", self.source[item.span.end : item.span.end + 400])[0]
        single = of_base and not listed and isinstance(item, Scripted) and isinstance(item.sub, Number)  # `$x_1$ and $x_2$ sum to one`
        facts, left = properties.told(v, name in self.scope.families, listed or of_base, words)
        if facts and (single or self.hedged_lead(item) or properties.HEDGED.search(more) or properties.RANDOM.search(more)):
            self.notes.append(Note(qualities.MESSAGE, item.span, frozenset({name})))
        elif facts and not doubted.DENIED.search(left) and not doubted.OPEN.search(left):
            self.scope.facts.update(dict.fromkeys(facts))
            words = left
        if qualities.not_read(v, words, self.scope.facts):
            self.notes.append(Note(qualities.MESSAGE, item.span, frozenset({name})))
        elif not doubted.DENIED.search(words) and not doubted.OPEN.search(words):
            self.scope.facts.update(dict.fromkeys(qualities.facts(v, words)))

    def property(self, left: Node, v: Value, words: str) -> None:
        if NOT_INVERTIBLE.search(words) and not doubted.OPEN.search(words):
            self.scope.facts.update(dict.fromkeys(matrices.singular(v)))
        if re.search(r"\bnon(?!-?singular)", words) or doubted.DENIED.search(words):
            return
        if doubted.OPEN.search(words) and (DEFINITE.search(words) or INVERTIBLE.search(words) or SYMMETRIC.search(words)):
            self.notes.append(Note(doubted.MESSAGE, left.span, frozenset({str(spelled(left))})))
            return
        if DEFINITE.search(words):
            self.definite(left, "succeq" if SEMI.search(words) else "succ")
        facts = (matrices.invertible(v) if INVERTIBLE.search(words) else []) + (matrices.symmetric(v) if SYMMETRIC.search(words) else [])
        facts += matrices.singular(v) if SINGULAR.search(words) else []
        self.scope.facts.update(dict.fromkeys(facts))

    def scalars(self, node: Node) -> None:
        """`lambda > 0` declares the scalar lambda, `a_i > 0` for i = 1, ..., n the numbers a_1, ..., a_n."""
        if not isinstance(node, Chain):
            return
        for operand in node.operands:
            call = tables.arguments_of(operand, self.scope, self.names)
            if call is not None and not self.scope.known(call[0]) and not self.elaborator.is_function(operand):
                self.values_of(call, Name("R", span=operand.span))
            name = spelled(operand)
            if isinstance(operand, Scripted) and operand.sub is not None and operand.sup is None and not self.scope.known(name or ""):
                bound = not self.names.keys().isdisjoint({spelled(n) for n in names_in(operand.sub)})
                base, letters = self.family(operand) if bound else ("", ())
                if letters and all(spelled(n) in self.names for n in letters) and not self.scope.known(base):
                    self.variable(base, letters, ())
            single = alone(operand) if set(node.relations) <= {*BOUNDS} else operand if isinstance(operand, Name) else None
            name = spelled(single) if single is not None else None
            unknown = name is not None and not self.scope.known(name) and name not in self.names and name not in self.scope.letters
            if unknown and name is not None and name not in ("I", "e", "1"):
                self.scope.values[name] = Value((), real(Symbol(name)))

    # --- other spellings ---

    def alias(self, node: Node) -> None:
        """What this segment declared last, under another name."""
        if not self.declared:
            raise NotSupported("`also written` comes after nothing that is declared", node.span)
        kind, name = self.declared[-1]
        call = call_of(node)
        other = call[0] if call else spelled(node)
        if other is None:
            raise NotSupported("another spelling has to be a name", node.span)
        self.scope.stated[other] = node.span
        if kind == "functions":
            function = self.scope.functions[name][-1]
            worlds.also(self.scope, other, function, node, called=call is not None)
            return
        table = getattr(self.scope, kind)
        table[other] = table[name]
        if kind == "values" and name in self.scope.families:
            self.scope.families[other] = self.scope.families[name]


def _speaks_again(before: list[Piece], after: Piece) -> bool:
    r"""`$A, B \\in \\mathbb{R}^{n \\times n}$, $A$ is orthogonal`: what is said of A behind the list is said of it alone."""
    spoken = [_subject(p.node) for p in before]
    names = {spelled(i) for node in spoken for i in (node.items if isinstance(node, Listing) else (node,))}
    return spelled(after.node) in names


def _in_a_row(one: Piece, other: Piece) -> bool:
    return isinstance(one.node, Name) and isinstance(other.node, Name) and other.opener == "," and not one.after.strip()


def _is_listed(node: Node) -> bool:
    return isinstance(node, Name | Scripted | Ellipsis_) or (isinstance(node, Chain) and node.relations == ("~",))


def _subject(node: Node) -> Node:
    """What a declaration is about: the left side of `x \\in ...` and `x \\sim ...`; x in `\\mathbb{E}[x] = ...`."""
    match node:
        case Chain((left, _), ("in" | "~" | ">" | ">=",)) | Chain((left, _, _), (":", "->")):
            return left
        case Chain((Product((Name("E" | "Var" | "Cov"), Group(_, inside)), ("",)), _), ("=",)):
            return inside
    return node


def with_numbers(pieces: list[Piece], n: int) -> list[Piece]:
    """The pieces up to the n-th, whose words behind go on through numbers in formulas of their own: "whose entries sum to $1$"."""
    after, last = pieces[n].after, n + 1
    while last < len(pieces) and isinstance(number := pieces[last].node, Number):
        after, last = f"{after.rstrip()} {number.text}{pieces[last].after}", last + 1
    return [*pieces[:n], replace(pieces[n], after=after), *pieces[last:]]


def own_words(pieces: list[Piece], n: int) -> str:
    """The words before and behind a formula that speak of it: up to the comma or "and" that leads on to its neighbour."""
    before = re.split(rf",(?!\d)|[;(:，；（：、]|{STOP}|\band\b", pieces[n].before)
    after = re.split(rf",(?!\d)|[;)，；）、]|{STOP}|\band\b(?=\s*(?:an?\b|the\b|$))", pieces[n].after)
    own = before[-1] if n == 0 or len(before) > 1 else ""
    aside = len(after) > 1 and not after[0].strip() and (n + 1 == len(pieces) or len(after) > 2)  # `$y \\in A$, one-hot`
    return f"{own} | {after[1] if aside else after[0]}"


def _indices(term: Term) -> set[Term]:
    return {a for a in term.atoms if isinstance(a, Term) and a.op == "index"}
