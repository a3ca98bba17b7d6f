r"""First-order conditions: `\frac{\partial L}{\partial w} = A w - b = 0` where the page goes on to `w = A^{-1} b`, and what stands where a
page says when a gradient is zero.

Comes in: chains with the statements and the text around them. Goes out: whether a zero is asked for, and not claimed for all values.
Knows nothing of truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from derive.reading.syntax import Break, Chain, Derivative, Event, Formula, Name, Node, Number, Product, Scripted, Statement, Words

# `the gradient is zero when $A = B$`, `the condition for a vanishing gradient is $A = B$`: of the derivative itself more is claimed
_SLOPE = r"\b(?:gradients?|derivatives?|slope|jacobian|partials?|updates?)\b"
_ZERO = r"(?:\b(?:zero|0|null|vanish(?:es|ing)?)\b)"
WHEN_ZERO = re.compile(
    rf"(?:{_SLOPE}|\b(?:it|this)\b)[^.;]{{0,60}}{_ZERO}[^.;]{{0,30}}"
    r"\b(?:when(?:ever)?|if|iff|only if|where|for|at|once|means?|requires?|implies|exactly)\b[^.;]{0,30}$"
    rf"|\b(?:condition|equation|requirement|case)\b[^.;]{{0,40}}"
    rf"(?:{_SLOPE}[^.;]{{0,40}}{_ZERO}|{_ZERO} {_SLOPE})[^.;]{{0,20}}$"
    rf"|\b(?:for|make)\b[^.;]{{0,20}}{_SLOPE}[^.;]{{0,20}}\bto (?:be (?:zero|0)|vanish)\b[^.;]{{0,30}}$"
    r"|(?:梯度|导数)[^。；]{0,20}(?:为|等于|是)\s*(?:零|0)[^。；]{0,20}(?:当|条件|方程)[^。；]*$"
    r"|(?:梯度|导数)(?:为|等于)\s*(?:零|0)的(?:条件|时候)[^。；]*$"
    r"|(?:기울기|그래디언트|미분)[^.;]{0,20}(?:0|영)(?:이 되는|이 되려면|일 때|인 (?:때|조건|경우))[^.;]*$",
    re.I,
)
ASKED_WHEN = re.compile(
    rf"(?:\b(?:when|where|for (?:which|what))\b[^.?!\n]{{0,80}}{_ZERO}[^?!\n]{{0,60}}[?？]"
    r"|(?:梯度|导数)[^。？?\n]{0,20}(?:零|0)[^。？?\n]{0,10}[？?]|(?:기울기|그래디언트|미분)[^.?\n]{0,20}(?:0|영)[^.?\n]{0,20}[?？])",
    re.I,
)
LEADS_TO = re.compile(
    r"^\s*[,.;]?\s*(?:and )?(?:so|hence|thus|therefore|which (?:gives|yields|implies|means|leads to)|giving|yielding|i\.e\.|that is"
    r"|we (?:then )?(?:get|obtain|find|have)|(?:and )?solv\w+)\b[^.;$]{0,40}$"
    r"|^\s*[，,。]?\s*(?:所以|因此|从而|于是|得到?|解得|可得|따라서|그러므로|이므로)[^。.;$]{0,20}$",
    re.I,
)
LONGEST_QUESTION = 300
POINT = re.compile(r"\b(?:at|for|when|if|where|with|case|point)\s*$", re.I)  # `... = 0$ at $x = 1$`
OTHER_QUESTION = re.compile(r"[?？]|\n\s*#|\n\s*(?:\*\*)?\(\w{1,3}\)")


def when_zero(sentence: str, before: str, chain: Chain) -> bool:
    """Whether the words say, or were asked, when a gradient is zero, and the chain is no claim about the gradient itself."""
    if is_derivative(chain.operands[0]):
        return False
    if WHEN_ZERO.search(sentence):
        return True
    end = max(map(before.rfind, "?？")) + 1  # of the last question of the page so far
    asked = list(ASKED_WHEN.finditer(before, max(0, end - LONGEST_QUESTION), end))
    return bool(asked) and asked[-1].end() == end and not OTHER_QUESTION.search(before, end)


def solved_further_on(chain: Chain, following: Iterable[Node]) -> bool:
    r"""`\frac{\partial L}{\partial w} = \dots = 0` where a statement further on says what w is: the zero is asked for."""
    if not is_zero(chain.operands[-1]) or not is_derivative(chain.operands[0]):
        return False
    variables = [v for node in _by(chain.operands[0]) if (v := _variable(node)) is not None]
    solutions = (_variable(f.operands[0]) for f in following if isinstance(f, Chain) and f.relations[0] == "=")
    return any(s is not None and _same(v, s) for s in solutions for v in variables)


def leads_on(chain: Chain, formula: Formula, words: str, after: Node | None) -> bool:
    r"""`\nabla L = 0 \Rightarrow A = B`; `\nabla L = A w - b = 0, so $A w = b$`: what is concluded from a zero makes it an equation."""
    if not is_zero(chain.operands[-1]) or not is_derivative(chain.operands[0]):
        return False
    behind = [s for s in formula.statements if isinstance(s, Statement) and s.node.span.start > chain.span.start]
    if behind:
        return behind[0].opener == "therefore" and _equation(behind[0].node)
    return len(chain.operands) > 2 and LEADS_TO.match(words) is not None and after is not None and _equation(after)


def _equation(node: Node) -> bool:
    return isinstance(node, Chain) and node.relations[0] == "=" and not is_derivative(node.operands[0])


def statements_after(events: Sequence[Event], n: int, chain: Chain) -> Iterable[Node]:
    """The statements of the n-th event behind the chain, and those of the part that follow, to the next heading or list item."""
    part = events[n].part
    for k in range(n, len(events)):
        what = events[k].what
        if events[k].part != part or (k > n and isinstance(what, Break) and what.kind in ("heading", "item")):
            return
        before = events[k - 1].what if k > n else None
        point = isinstance(before, Words) and POINT.search(before.text) is not None
        if isinstance(what, Formula) and not point:
            yield from (s.node for s in what.statements if isinstance(s, Statement) and (k > n or s.node.span.start > chain.span.start))


def _variable(node: Node) -> tuple[str, str] | None:
    r"""A name and its index, without what marks a solution: (w, ) of `\hat w`, `w^*` and `w_{\text{MLE}}`, (w, j) of `w_j`."""
    match node:
        case Name(text):
            return text, ""
        case Scripted(Name(text), sub, sup, 0) if sup is None or isinstance(sup, Number | Name):
            power = f"^{sup.text}" if isinstance(sup, Number) else ""
            letter = sub.text if isinstance(sub, Name) and len(sub.text) == 1 else ""
            return text + power, letter
    return None


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or "" in (one[1], other[1]))


def _by(node: Node) -> tuple[Node, ...]:
    match node:
        case Derivative(by=by):
            return by
        case Product((Derivative(by=by), *_), _):
            return by
    return ()


def is_derivative(node: Node) -> bool:
    match node:
        case Derivative():
            return True
        case Product(factors, _):
            return isinstance(factors[0], Derivative)
    return False


def is_zero(node: Node) -> bool:
    return (isinstance(node, Number) and node.text in ("0", "\\mathbf{0}")) or (isinstance(node, Name) and node.text == "0")
