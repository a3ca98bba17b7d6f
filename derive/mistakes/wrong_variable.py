r"""Wrong variable: another name of the same kind stands there.

What it is
    `v_w` for `u_w`, `\mu` for `m`, a derivative by the wrong variable.

Why it matters
    Both names are declared and have the same shape, so that nothing looks wrong.

Example
    `\frac{\partial}{\partial u} u^\top v = u`.

Instead
    `v`: say aloud what each letter stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.meaning.names.scope import spelled
from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import NOWHERE, Spot, spots
from derive.reading.syntax import Derivative, Name, Node, Scripted


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """Other names of the same shape; other variables of a derivative."""
    node = spot.node
    if isinstance(node, Derivative) and len(node.by) == 1:
        yield from (Derivative(node.kind, node.of, (v,), node.order, NOWHERE) for v in around.variables if v != node.by[0])
    if not isinstance(node, Name | Scripted) or spot.role in ("by", "sub"):
        return
    yield from members(node, around)
    value = around.value(node)
    if value is None:
        return
    own = spelled(node)
    for name, other in around.names.items():
        declared = around.scope.values.get(name)
        if name != own and declared is not None and declared.axes == value.axes:
            yield other


def members(node: Node, around: Surroundings) -> Iterator[Node]:
    """For a member of a family (`u_o`) those of another family of its shape that stand in the step (`v_c`)."""
    value = around.value(node.base) if isinstance(node, Scripted) and node.sub is not None and node.sup is None else None
    if value is None or not isinstance(node, Scripted):
        return
    found: list[Node] = []
    for other in (s.node for root in (around.root, around.other) for s in spots(root)):
        if isinstance(other, Scripted) and other.sub is not None and other.base != node.base:
            declared = around.value(other.base)
            plain = Scripted(other.base, other.sub, None, 0, NOWHERE)
            if declared is not None and declared.axes == value.axes and plain not in found:
                found.append(plain)
    yield from found
    for name in around.scope.families:
        declared = around.scope.values.get(name)
        if name != spelled(node.base) and declared is not None and declared.axes == value.axes and name in around.names:
            fixed = (i for i in around.indices if isinstance(i, Name) and i.text in around.scope.indices)
            yield from (m for i in fixed if (m := Scripted(around.names[name], i, None, 0, NOWHERE)) not in found)


def variables(variable: Node, around: Surroundings) -> Iterator[Node]:
    """What both sides may be differentiated by instead: another variable of the page, or the same entry of another family."""
    yield from (v for v in around.variables if v != variable)
    if isinstance(variable, Scripted) and variable.sup is None and isinstance(variable.base, Name):
        value = around.value(variable.base)
        for name, other in around.names.items():
            declared = around.scope.values.get(name)
            if value is not None and declared is not None and declared.axes == value.axes and other != variable.base:
                yield Scripted(other, variable.sub, None, 0, NOWHERE)


MISTAKE = Mistake("wrong variable", repairs, throughout=variables)
