"""Which names of a page stand for nothing yet, so that an equation may define them.

Comes in: nodes, the scope and what the page has spoken of. Goes out: the new name and what it stands for, or None. Knows nothing of
conditions and claims.
"""

from __future__ import annotations

from dataclasses import replace

from derive.meaning.declarations.variables import Note
from derive.meaning.formulas import unsupported
from derive.meaning.formulas.application import COUNTING, NAMES, ON_ARRAYS
from derive.meaning.formulas.calls import barred, grouped, without_parameters
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.formulas.expectations import KINDS
from derive.meaning.names import undeclared, upstream
from derive.meaning.names.definitions import call_of
from derive.meaning.names.scope import Scope, capitals, is_array, is_command, is_word, names_in, spelled, spoken_names, square_root
from derive.meaning.names.subscripts import subscripts
from derive.meaning.statements import letting
from derive.meaning.statements.condition_words import EXPECTS
from derive.meaning.statements.step import Condition
from derive.reading.syntax import Chain, Group, Missing, Name, Node, Number, Page, Product, Scripted
from derive.terms.term import Symbol
from derive.theory.calculus import unfold


class FreshNames:
    """The part of the walk over a page that tells new names from known ones."""

    page: Page
    scope: Scope
    seen: set[str]
    before: tuple[Condition, ...]
    recursive: frozenset[str]
    notes: list[tuple[Page | None, Note]]
    words_around: tuple[str, str]

    def elaborator(self) -> Elaborator:
        return Elaborator(self.scope, self.page.text)

    def made_elsewhere(self, name: str | None) -> bool:
        raise NotImplementedError

    def fresh_side(self, chain: Chain) -> tuple[Node, Node] | None:
        """(name, body) if a fresh name stands alone on one side of an equation."""
        if len(chain.operands) != 2 or chain.relations[0] not in ("=", ":=", "=="):
            return None
        left, right = chain.operands
        if upstream.arguments(self.scope, left, right) is not None and self.is_fresh(left):
            return left, right
        plain = spelled(left) if isinstance(left, Name) else None  # `u = x` says what u is, not what x is
        anew = self.made_elsewhere(plain) or (plain in self.seen and not self.scope.known(plain or ""))
        for name, body in ((left, right), (right, left)):
            equation = not isinstance(body, Missing | Number) and not self.elaborator().places.is_place(body)
            if spelled(name) == "e" and (name is right or not undeclared.speaks_of_data(body)):
                continue
            if _is_unit_vector(name) and (name is right or not _of_the_same_entry(name, body)):
                continue  # `e_k = x_k - x^*` is an error, `e_o` alone a unit vector
            spoken = spoken_names(body, self.scope)
            fresh = self.is_fresh(name) and not (anew and name is right) and not self.follows(name, body)
            own = spelled(name.base) if _of_two_letters(name) and isinstance(name, Scripted) else spelled(name)
            if fresh and equation and own not in spoken and not self.made_of(spoken, own):
                return name, body
        call = call_of(left)
        if call and self.is_new_function(*call) and not self.is_entry(left):
            of_itself = _is_known_function(call[0]) and any(spelled(n) == call[0] for n in names_in(right))
            return None if of_itself else (left, right)
        if (base := self.fresh_entries(left)) is not None and not isinstance(right, Missing | Number):
            return (left, right) if base not in spoken_names(right, self.scope) else None
        return None

    def follows(self, name: Node, body: Node) -> bool:
        """Whether `X_1 = A X_0` says of a member what a recursion of the page says, so that it defines nothing."""
        match name:
            case Scripted(base, Number(), None, 0) if spelled(base) in self.recursive:
                return any(isinstance(n, Scripted) and n.sub is not None and n.base == base for n in names_in(body))
        return False

    def fresh_entries(self, node: Node) -> str | None:
        """The new name of which `P_{ij}` is every entry."""
        if not isinstance(node, Scripted) or node.sub is None or node.sup is not None or node.primes or not isinstance(node.base, Name):
            return None
        base, letters = spelled(node.base), [spelled(n) if isinstance(n, Name) else None for n in subscripts(node.sub, 2)]
        plain = len(letters) == len(set(letters)) == 2 and all(x is not None and len(x) == 1 and x.islower() for x in letters)
        fixed = any(x in self.scope.indices or x in self.scope.values for x in letters)
        taken = base is None or self.scope.known(base) or base in self.seen or base in ("e", "I", "1", "delta") or _is_known_function(base)
        return base if plain and not fixed and not taken else None

    def made_of(self, names: set[str | None], name: str | None) -> bool:
        r"""Whether what these names stand for speaks of the name: `\partial f(x) / \partial x = \alpha` after `f(x) = \alpha x` defines
        no \alpha."""
        functions = (f.body.body for n in names for f in self.scope.functions.get(n or "", ()))
        values = (self.scope.values[n].body for n in names if n in self.scope.values)
        found = (unfold(term, self.scope.definitions) for term in (*functions, *values))
        return any(isinstance(a, Symbol) and a.name == name for term in found for a in term.atoms)

    def is_new_function(self, name: str, bracket: Group) -> bool:
        """A call of a name that stands for nothing yet, with names in its brackets: `f'(t)` and `k(2)` define nothing."""
        stem = name.rstrip("'")
        names = (square_root(n) or n for a in grouped(bracket.body) for n in (a[0], a[-1]))  # `\\ell(\\mu, \\sigma^2)`
        formal = all(spelled(n) is not None and not isinstance(n, Number) for n in names)
        random = name.split("_")[0] in KINDS and not (name == "E" and bracket.kind == "(" and self.energy())
        if random or name in COUNTING:
            return False
        new = not self.scope.known(name) and not is_command(name) and name not in self.seen
        new = new and (not _is_known_function(name) or letting.LET.search(self.words_around[0]) is not None)
        new = new or self.takes_another_number(name, bracket.body)
        return new and stem == name and formal

    def is_entry(self, call: Node) -> bool:
        r"""Whether the head of `p_i (t)` is an entry of an array: the bracket is a factor then."""
        match call:
            case Product((Scripted() as head, *_), _):
                return bool(self.elaborator().places.axes_of(head))
        return False

    def energy(self) -> bool:
        r"""Whether a plain E may be a function of the page: nothing is random on it, and no \mathbb{E} is written."""
        return not (self.scope.random or self.scope.moments or EXPECTS.search(self.page.text))

    def takes_another_number(self, name: str, inside: Node) -> bool:
        r"""`J(\theta)`, where the Given has a `J(v_c, o, U)`: with another number of arguments it is another function."""
        functions, scope = self.scope.functions.get(name, ()), self.scope
        listed = any(f.listed for f in functions)
        taken = (name in scope.values and not listed) or name in scope.indices
        if not functions or taken or any(f.unknown is not None for f in functions):
            return False
        numbers = {len(f.parameters) for f in functions}
        number = len(grouped(without_parameters(inside, numbers)))
        same = [f for f in functions if len(f.parameters) == number]
        return not same or (listed and all(f.barred != barred(inside) for f in same))

    def said_of(self, base: str) -> bool:
        """Whether a Given says of entries of the name what could not be used: an equation for one of them claims something then."""
        return any(base in note.names and not note.remark for _, note in self.notes)

    def is_fresh(self, node: Node) -> bool:
        name = spelled(node)
        if name is None and _of_two_letters(node):
            assert isinstance(node, Scripted)
            assert isinstance(node.sub, Product)
            return self.is_fresh(replace(node, sub=node.sub.factors[0]))
        if name is None or isinstance(node, Number) or (isinstance(node, Name) and node.text == "0"):
            return False
        if any(spelled(n) == name for c in self.before for n in names_in(c.node)):
            return False  # the condition in force says what it is
        if any(isinstance(n, Name) and is_command(n.text) for n in names_in(node)):
            return False  # an unknown command is no new name: it stands for something
        scope = self.scope
        if any(f.unknown is not None for f in scope.functions.get(name.rstrip("'"), ())):
            return False  # `f'` of an unknown f is no new name
        if name.endswith("'") and any(f.kinds == ("scalar",) for f in scope.functions.get(name.rstrip("'"), ())):
            return False  # nor is it that of a function of one number
        letter = name in scope.letters and scope.letters[name].op != "set"  # an element of a finite set is no number
        taken = name in ("e", "I", "pi") or _is_known_function(name)
        if scope.known(name) or letter or name in self.seen or (taken and not undeclared.free(name, self.page.text)):
            return False
        if isinstance(node, Scripted) and node.sup is None and node.sub is not None:
            base = spelled(node.base)
            number = base in scope.bare or (base in scope.values and not scope.values[base].rank)
            word = number and ((isinstance(node.sub, Name) and len(node.sub.text) > 1) or capitals(node.sub) is not None)
            if (word or is_word(node.sub, scope) or is_array(node.sub, scope)) and not self.elaborator().places.is_place(node.sub):
                return True  # the word in `J_{neg}` and `U_{neg}` is no index
            element = isinstance(node.sub, Name) and spelled(node.sub) in scope.indices
            kronecker = base == "delta" and (element or not (isinstance(node.sub, Name) or _is_digit(node.sub)))  # not `\\delta_2`
            new = base is not None and not scope.known(base) and base not in self.seen and not kronecker and base not in ("I", "1")
            new = new and not self.said_of(base or "")
            return new and (base != "e" or undeclared.free(base, self.page.text))
        return True


def _is_digit(sub: Node) -> bool:
    return isinstance(sub, Number) and len(sub.text) == 1


def _is_unit_vector(node: Node) -> bool:
    return isinstance(node, Scripted) and node.sub is not None and spelled(node.base) == "e"


def _of_two_letters(node: Node) -> bool:
    """`D_{ij}`: an entry of what may be no name yet."""
    match node:
        case Scripted(Name() as base, Product((Name(), Name()), ("",)), None, 0):
            return spelled(base) not in ("e", "I", "delta")
    return False


def _of_the_same_entry(name: Node, body: Node) -> bool:
    """Whether the body speaks of entries with the subscript of the name."""
    sub = name.sub if isinstance(name, Scripted) else None
    return isinstance(sub, Name) and any(isinstance(n, Scripted) and n.sub is not None and sub in names_in(n.sub) for n in names_in(body))


def _is_known_function(name: str) -> bool:
    return name in NAMES or name in ON_ARRAYS or name.lstrip("\\") in unsupported.LETTERS
