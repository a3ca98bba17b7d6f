"""Syntax trees as one line of text, for tests and for people.

Comes in: a node. Goes out: an s-expression without spans. It does not know LaTeX.
"""

from __future__ import annotations

from derive.reading import syntax as s


def describe(node: s.Node | None) -> str:
    """The node as an s-expression: `(= J (+ -(log y)))`."""
    match node:
        case None:
            return "none"
        case s.Number():
            return node.text
        case s.Name():
            return "'".join((node.text, *node.marks))
        case s.Scripted():
            sub = f"_{describe(node.sub)}" if node.sub is not None else ""
            sup = f"^{describe(node.sup)}" if node.sup is not None else ""
            return f"{describe(node.base)}{sub}{sup}{'′' * node.primes}"
        case s.Product():
            pairs = zip(("", *node.operators), node.factors, strict=True)
            return "(* " + " ".join(f"{op} {describe(f)}".strip() for op, f in pairs) + ")"
        case s.Additive():
            return "(+ " + " ".join(f"{sign}{describe(t)}" for sign, t in zip(node.signs, node.terms, strict=True)) + ")"
        case s.Fraction():
            return f"(frac {describe(node.numerator)} {describe(node.denominator)})"
        case s.Root():
            return f"(root {describe(node.body)} {describe(node.degree)})"
        case _:
            return _describe_more(node)


def _describe_more(node: s.Node) -> str:
    match node:
        case s.Group():
            return f"[{node.kind} {describe(node.body)}]"
        case s.Listing():
            return f"(list{node.separator} " + " ".join(describe(item) for item in node.items) + ")"
        case s.Chain():
            rest = (f" {r} {describe(o)}" for r, o in zip(node.relations, node.operands[1:], strict=True))
            return f"<{describe(node.operands[0])}{''.join(rest)}>"
        case s.Big():
            return f"({node.operator} {describe(node.sub)} {describe(node.sup)} {describe(node.body)})"
        case s.Derivative():
            by = " ".join(describe(variable) for variable in node.by)
            return f"({node.kind}{node.order} {describe(node.of)} by {by})"
        case s.Matrix():
            return "(matrix " + " / ".join(" ".join(describe(cell) for cell in row) for row in node.rows) + ")"
        case s.Cases():
            return "(cases " + " / ".join(f"{describe(v)} if {describe(c)}" for v, c in node.branches) + ")"
        case s.Decorated():
            return f"(note {describe(node.body)} {node.note!r})"
        case s.Ellipsis_():
            return "..."
        case _:
            return "?"


def describe_formula(formula: s.Formula) -> list[str]:
    """One line for each statement: opener, words, and the node or the reason why there is none."""
    lines = []
    for item in formula.statements:
        if isinstance(item, s.Unreadable):
            lines.append(f"!! {item.reason}")
        else:
            before = " ".join(part for part in (item.opener, f'"{item.words}"' if item.words else "") if part)
            lines.append(f"{before}: {describe(item.node)}" if before else describe(item.node))
    return lines
