r"""Expressions: a Pratt parser from tokens to the nodes of `syntax`.

Comes in: a stretch of bracketed tokens. Goes out: one node, or Problem. Binding strengths, loosest first: lists (`;`, `|`,
`,`), relations, signs, products and `/`, scripts. It does not know which names are functions, indices or matrices.
"""

from __future__ import annotations

from derive.reading import arguments, arrays, derivatives, inside, names, operators, scripts, slashed
from derive.reading.beyond import VALUE, beyond
from derive.reading.cursor import STARTS, Cursor, unexpected
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
    Span,
)
from derive.reading.tokens import Token
from derive.reading.vocabulary import CLOSING_TEXT


class Reader(Cursor):
    """The parser of expressions; `statement` is the door."""

    def statement(self, start: int, end: int) -> Node:
        """The tokens start..end-1 as one node. Raises Problem."""
        self.reset(start, end)
        if end == start + 1 and self.kind() in ("op", "sign", "rel", "partial"):
            return self.mentioned()
        if self.kind() == "partial" and self.kind(1) == "name" and end == start + 2:
            return self._differential()
        node = self.chain()
        if self.at < self.end:
            raise unexpected(self.peek(), self.text)
        return node

    def mentioned(self) -> Name:
        r"""An operator or relation that is only spoken of: "the product $\odot$"."""
        token = self.peek()
        self.at += 1
        return Name(token.text, span=Span(token.start, token.end))

    def _differential(self) -> Name:
        r"""`\partial w` alone: a differential that is only spoken of."""
        start = self.mentioned().span.start
        name = self.peek()
        self.at += 1
        return Name(name.text, ("partial",), name.font, self.span(start))

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
            boxed = self.text[self.tokens[self.at - 1].end : self.peek().start].strip()
            if self.kind() == "rel" and self.peek().text == relations[-1] and boxed:
                self.at += 1  # `= \boxed{= x}`: the sign written again inside the box says nothing more
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
        signed = self.kind() == "sign"
        signs = [self._sign() or "+"]
        terms = [self.signed_factor() if self.kind() == "sign" else self.product()]
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
            elif kind == "bar" and self.kind(1) == "script" and not self.bar:
                whole = first if len(factors) == 1 else Product(tuple(factors), tuple(operators), self.span(start))
                self.at += 1
                first = self._value(whole, start)
                factors, operators = [first], []
            elif kind in STARTS or (kind == "bar" and self._bar_opens()):
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
            if token.kind in STARTS or token.kind == "bad" or (token.kind == "bar" and not self.bar):
                return self.product()
        return Missing(Span(token.start, token.start))

    # Factors

    def factor(self) -> Node:
        """One factor with its scripts."""
        while self.kind() == "quad":  # inside brackets, after an operator
            self.at += 1
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
            node = self.special_factor(token)
        if self.kind() in ("script", "prime", "bang"):
            return scripts.scripted(self, node, token.start)
        return node

    def special_factor(self, token: Token) -> Node:
        """A factor that begins with a command."""
        if token.kind == "frac":
            return derivatives.fraction(self, token)
        if token.kind == "big":
            return operators.big(self, token)
        if token.kind == "partial":
            return slashed.partial(self, token)
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
        if token.kind == "words" and self.kind(1) in ("end", "comma", "mid", "rel", "script"):
            return self.mentioned()  # a value in words: `\{ \text{young adult}, .. \}`
        if token.kind in ("root", "binom", "note", "stack", "substack"):
            return operators.with_arguments(self, token)
        raise unexpected(token, self.text)

    def _braces(self, token: Token) -> Node:
        """Braces that carry a script; around a sum or product the script would seem to belong to the last factor."""
        node = self.argument()
        if isinstance(node, Product) and _is_call(node):
            return Group("(", node, node.span)
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
        if kind == "@":
            return self._value(body, token.start)
        if kind in ("(", "[") and isinstance(body, Matrix):
            return Matrix(body.rows, span)
        return Group(kind, body, span)

    def _value(self, of: Node, start: int) -> Node:
        r"""`f |_{x = 0}`, `\left. f \right|_a^b`: the reader stands behind the bar."""
        bounds: dict[str, Node | None] = {}
        while self.kind() == "script" and self.peek().text not in bounds:
            side = self.peek().text
            self.at += 1
            bounds[side] = self.script()
        return beyond(VALUE, (of, bounds.get("_"), bounds.get("^")), self.span(start))

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

    # The door for the other modules

    def argument(self) -> Node:
        """What stands in braces after a command, or the one token after it."""
        return arguments.argument(self)

    def script(self) -> Node | None:
        """The argument of `_` or `^`; None where the braces are empty."""
        node = arguments.argument(self)
        return None if isinstance(node, Missing) else node

    def listing(self) -> Node:
        """Everything inside a bracket: items with separators between them."""
        return inside.listing(self)


def _is_call(node: Product) -> bool:
    r"""`\text{softmax}(\theta)`, `\sigma(x)`: a word before a bracket. A script on the braces around it can only mean the whole call."""
    match node:
        case Product((Name(text), Group("(")), ("",)):
            return len(text) > 1
    return False
