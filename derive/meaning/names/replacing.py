"""Syntax with some of its nodes replaced, from the inside out.

Comes in: a node, or a formula, and a function of nodes. Goes out: the same in which each node is what the function makes of it; what
does not change stays the very same object. Knows nothing of meaning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from derive.reading.syntax import Node, Span

T = TypeVar("T")


def replaced(node: T, make: Callable[[Node], Node]) -> T:
    """The node with each node in it, and itself, replaced by what `make` gives for it."""
    found: T = _walk(node, make)
    return found


def _walk(part: Any, make: Callable[[Node], Node]) -> Any:
    if isinstance(part, tuple):
        items = tuple(_walk(p, make) for p in part)
        return part if all(a is b for a, b in zip(items, part, strict=True)) else items
    if not is_dataclass(part) or isinstance(part, Span | type) or not hasattr(part, "span"):
        return part
    changed = {}
    for f in fields(part):
        old = getattr(part, f.name)
        new = _walk(old, make) if isinstance(old, tuple) or is_dataclass(old) else old
        if new is not old:
            changed[f.name] = new
    whole = replace(part, **changed) if changed else part
    return make(whole)  # type: ignore[arg-type]
