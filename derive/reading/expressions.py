r"""Expressions: a Pratt parser from tokens to the nodes of `syntax`.

Comes in: a stretch of bracketed tokens. Goes out: one node, or Problem. Binding strengths, loosest first: lists (`;`, `|`,
`,`), relations, signs, products and `/`, scripts. It does not know which names are functions, indices or matrices.
"""

from __future__ import annotations

from derive.reading import arrays, derivatives, names, operators
from derive.reading.cursor import Cursor, unexpected
from derive.reading.lexer import Token
from derive.reading.listings import build_listing
from derive.reading.problems import Problem
from derive.reading.syntax import (
    Additive,
    Chain,
    Ellipsis_,
    Group,
    Matrix,
    Missing,
    Name,
    Node,
    Number,
    Product,
    Scripted,
    Span,
)
from derive.reading.vocabulary import CLOSING_TEXT

_STARTS = frozenset(
    """num name open lbrace big frac root accent font binom stack note substack partial nabla dots env""".split()
)
_LIST_WORDS = {"and": ",", "with": ",", "where": "|", "such that": "|", "s.t.": "|", "for": ",", "if": "|", "when": "|",
               "or": ","}  # fmt: skip


class Reader(Cursor):
    """The parser of expressions; `statement` is the door."""

    def statement(self, start: int, end: int) -> Node:
        """The tokens start..end-1 as one node. Raises Problem."""
        self.reset(start, end)
        node = self.chain()
        if self.at < self.end:
            raise unexpected(self.peek(), self.text)
        return node

    # Relations, signs, products

    def chain(self) -> Node:
        """Operands and the relations between them."""
        start = self.peek().start
        first = self.operand()
        if self.kind() != "rel" and not self._at_signature():
            return first
        operands, relations = [first], []
        while self.kind() == "rel" or self._at_signature():
            relations.append(self.peek().text)
            self.at += 1
            if self.kind() == "rel":
                raise Problem("two relations stand side by side with nothing between them", self.peek().start)
            operands.append(self.operand())
        return Chain(tuple(operands), tuple(relations), self.span(start))

    def _at_signature(self) -> bool:
        return self.bracket == "" and self.kind() == "comma" and self.peek().text == ":"

    def operand(self) -> Node:
        """One side of a relation; Missing where nothing stands."""
        token = self.peek()
        if token.kind in ("rel", "end", "comma", "mid") or (token.kind == "bar" and self.bar):
            return Missing(Span(token.start, token.start))
        return self.additive()

    def additive(self) -> Node:
        """Terms with their signs."""
        start = self.peek().start
        signs = [self._sign() or "+"]
        signed = self.at > 0 and self.tokens[self.at - 1].end > start
        terms = [self.product()]
        while self.kind() == "sign":
            signs.append(self._sign())
            terms.append(self.signed_factor() if self.kind() == "sign" else self.product())
        if len(terms) == 1 and not signed:
            return terms[0]
        return Additive(tuple(terms), tuple(signs), self.span(start))

    def _sign(self) -> str:
        token = self.peek()
        if token.kind != "sign":
            return ""
        self.at += 1
        return token.text

    def product(self) -> Node:
        """Factors side by side or with operators between them."""
        start = self.peek().start
        first = self.factor()
        factors, operators = [first], []
        while True:
            kind = self.kind()
            if kind == "op":
                operators.append(self.peek().text)
                self.at += 1
                factors.append(self.signed_factor())
            elif kind in _STARTS or (kind == "bar" and self._bar_opens()):
                operators.append("")
                factors.append(self.factor())
            else:
                break
        return first if len(factors) == 1 else Product(tuple(factors), tuple(operators), self.span(start))

    def signed_factor(self) -> Node:
        r"""A factor after an operator, as in `a \cdot -b`."""
        token = self.peek()
        if token.kind != "sign":
            return self.factor()
        self.at += 1
        if self.kind() == "sign":
            raise Problem("three signs stand side by side", self.peek().start)
        return Additive((self.factor(),), (token.text,), self.span(token.start))

    def body(self) -> Node:
        """What an operator acts on: everything to the next + or -, with a leading -; Missing where nothing follows."""
        token = self.peek()
        with self.deeper():
            if token.kind == "sign" and token.text == "-":
                self.at += 1
                return Additive((self.product(),), ("-",), self.span(token.start))
            if token.kind in _STARTS or token.kind == "bad" or (token.kind == "bar" and not self.bar):
                return self.product()
        return Missing(Span(token.start, token.start))

    # Factors

    def factor(self) -> Node:
        """One factor with its scripts."""
        token = self.peek()
        if token.kind == "name":
            node = names.name(self, token)
        elif token.kind == "num":
            self.at += 1
            node = Number(token.text, Span(token.start, token.end))
        elif token.kind == "open":
            node = self._group(token)
        elif token.kind == "bar":
            node = self._between_bars(token)
        elif token.kind == "dots":
            self.at += 1
            node = Ellipsis_(Span(token.start, token.end))
        else:
            node = self._other_factor(token)
        if self.kind() in ("script", "prime", "bang"):
            return self._scripts(node, token.start)
        return node

    def _other_factor(self, token: Token) -> Node:
        if token.kind == "frac":
            return derivatives.fraction(self, token)
        if token.kind == "big":
            return operators.big(self, token)
        if token.kind == "partial":
            return derivatives.slashed(self, token)
        if token.kind == "nabla":
            return derivatives.nabla(self, token)
        if token.kind == "accent":
            return names.accented(self, token)
        if token.kind == "font":
            return names.in_font(self, token)
        if token.kind == "env":
            return arrays.environment(self, token)
        if token.kind == "lbrace":
            return self._braces(token)
        if token.kind in ("root", "binom", "note", "stack", "substack"):
            return operators.with_arguments(self, token)
        raise unexpected(token, self.text)

    def _braces(self, token: Token) -> Node:
        """Braces that carry a script; around a sum or product the script would seem to belong to the last factor."""
        node = self.argument()
        if isinstance(node, (Additive, Product, Chain)):
            raise Problem("the braces { } cannot be seen on the page; write ( ) if they group", token.start)
        return node

    def _group(self, token: Token) -> Node:
        i = self.at
        partner = self.partner[i]
        kind = token.text
        if self.tokens[partner].text != kind:
            kind += CLOSING_TEXT[self.tokens[partner].text]
        body = self.within(i + 1, partner, kind, self.listing)
        self.at = partner + 1
        span = self.span(token.start)
        if kind in ("(", "[") and isinstance(body, Matrix):
            return Matrix(body.rows, span)
        return Group(kind, body, span)

    def _bar_opens(self) -> bool:
        """Whether a bar after a factor opens: `2|x|` and `\\log |A|` do, the bars of `|x|` and `P(a|b)` do not."""
        if self.bar:
            return False
        return self.bracket == "" or self.bars_left(self.at) % 2 == 0

    def _between_bars(self, token: Token) -> Node:
        outside, self.bar = self.bar, token.text
        self.at += 1
        with self.deeper():
            body = self.chain()
        closing = self.peek()
        if closing.kind != "bar" or len(closing.text) < len(token.text):
            raise Problem(f"a bar {token.text} opened here is never closed", token.start)
        if len(closing.text) > len(token.text):  # `|x||y|`: one half closes, the other one opens
            self.tokens[self.at] = Token("bar", "|", closing.start + 1, closing.end)
            self.bar = outside
            return Group("|", body, Span(token.start, closing.start + 1))
        self.at += 1
        self.bar = outside
        return Group(token.text, body, self.span(token.start))

    def _scripts(self, base: Node, start: int) -> Node:
        sub: Node | None = None
        sup: Node | None = None
        primes = 0
        while self.kind() in ("script", "prime"):
            token = self.peek()
            self.at += 1
            if token.kind == "prime":
                primes += len(token.text)
            elif token.text == "_":
                if sub is not None:
                    raise Problem("a second subscript stands on the same thing", token.start)
                sub = self.script()
            elif self._primes_raised():
                primes += self._count_primes()
            else:
                if sup is not None:
                    raise Problem("a second superscript stands on the same thing", token.start)
                sup = self.script()
        if sub is not None or sup is not None or primes:
            base = Scripted(base, sub, sup, primes, self.span(start))
        return self._factorials(base, start)

    def _factorials(self, base: Node, start: int) -> Node:
        """`n!` is the call `factorial(n)`."""
        while self.kind() == "bang":
            bang = self.peek()
            self.at += 1
            if self.kind() == "bang":
                raise Problem("a double factorial cannot be read", bang.start)
            span = self.span(start)
            base = Product((Name("factorial", span=span), Group("(", base, span)), ("",), span)
        return base

    def _primes_raised(self) -> bool:
        i = self.at
        if self.kind() == "prime":
            return True
        return self.kind() == "lbrace" and all(t.kind == "prime" for t in self.tokens[i + 1 : self.partner[i]])

    def _count_primes(self) -> int:
        start = self.at
        self.at = self.partner[start] + 1 if self.kind() == "lbrace" else start + 1
        return sum(len(token.text) for token in self.tokens[start : self.at] if token.kind == "prime")

    def script(self) -> Node | None:
        """The argument of `_` or `^`; None where the braces are empty."""
        node = self.argument()
        return None if isinstance(node, Missing) else node

    def argument(self) -> Node:
        """What stands in braces after a command, or the one token after it."""
        token = self.peek()
        if token.kind == "lbrace":
            i = self.at
            node = self._bare(i + 1) if self.partner[i] == i + 2 else None
            if node is None:
                node = self.within(i + 1, self.partner[i], "argument", self.listing)
            self.at = self.partner[i] + 1
            return node
        bare = self._bare(self.at)
        if bare is not None:
            self.at += 1
            return bare
        if token.kind == "num":
            return self.first_digit(token)
        if token.kind in ("open", "bar") or token.kind not in _STARTS:
            raise unexpected(token, self.text)
        with self.deeper():
            return names.name(self, token) if token.kind == "name" else self._other_factor_or_dots(token)

    def _other_factor_or_dots(self, token: Token) -> Node:
        if token.kind == "dots":
            self.at += 1
            return Ellipsis_(Span(token.start, token.end))
        return self._other_factor(token)

    def _bare(self, i: int) -> Node | None:
        r"""An operator that stands alone as a script: `x^*`, `A^+`, `0^-`."""
        token = self.tokens[i] if i < len(self.tokens) else self.peek()
        if token.kind in ("op", "sign"):
            return Name(token.text, span=Span(token.start, token.end))
        return None

    def first_digit(self, token: Token) -> Number:
        r"""Without braces an argument is one digit: `x^23` is x²3, `\frac12` is a half."""
        digit = Number(token.text[0], Span(token.start, token.start + 1))
        if len(token.text) > 1:
            self.tokens[self.at] = Token("num", token.text[1:], token.start + 1, token.end)
        else:
            self.at += 1
        return digit

    # Lists

    def listing(self) -> Node:
        """Everything inside a bracket: items with separators between them."""
        start = self.peek().start
        items, separators = [self._item()], []
        while self.at < self.end:
            separator = self._separator()
            if separator is None:
                raise unexpected(self.peek(), self.text)
            separators.append(separator)
            items.append(self._item())
        if not separators:
            return items[0]
        return build_listing(items, separators, self.span(start))

    def _item(self) -> Node:
        while self.kind() == "quad":
            self.at += 1
        token = self.peek()
        if token.kind in ("op", "stop") and (self.at + 1 == self.end or self.kind(1) in ("comma", "mid")):
            self.at += 1  # the placeholder of `\sigma(\cdot)`
            return Missing(Span(token.start, token.end))
        if token.kind in ("end", "comma", "mid"):
            return Missing(Span(token.start, token.start))
        return self.chain()

    def _separator(self) -> str | None:
        r"""The separator at hand, with the spaces around it: `,`, `;`, `|` or `:`."""
        found = None
        while True:
            token = self.peek()
            if token.kind in ("comma", "mid") and found in (None, ","):
                separator = self._colon() if token.text == ":" else token.text
                found = separator if found is None or separator != "," else found
            elif token.kind == "bar" and found is None:
                found = "|"
            elif token.kind in ("row", "quad"):
                found = found or ","
            elif token.kind == "words" and found in (None, ",") and token.text.strip(" ,") in _LIST_WORDS:
                found = _LIST_WORDS[token.text.strip(" ,")]
            else:
                return found
            self.at += 1
            if token.kind in ("comma", "mid", "bar") and self.kind() not in ("row", "quad", "words"):
                return found

    def _colon(self) -> str:
        r"""`(c: c = w_t)` is a remark, `\{x : x > 0\}` a condition, `x_{1:t}` a range."""
        return {"{": "|", "argument": ":"}.get(self.bracket, ",")
