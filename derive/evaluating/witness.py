"""A witness in words that a person can check: sizes, indices and exact values by name, and both sides in decimals.

Comes in: a model of one sample and the two values there. Goes out: a `Witness`. Knows nothing of the claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from derive.evaluating.arithmetic import Array
from derive.evaluating.model import Model
from derive.terms.term import Symbol

DIGITS = (6, 10, 15, 25, 40, 80, 160, 320)
LONGEST_FRACTION = 24


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """Named sets are numbered from 0; the entries of lists over a range a..b stand for a, a+1, ..., b. reals hold "p/q" strings, nested
    by axis, and polynomials for unknown functions; left and right are exact fractions, or decimals with enough digits to differ."""

    sizes: dict[str, int]
    indices: dict[str, int]
    integers: dict[str, int]
    elements: dict[str, Any]
    reals: dict[str, Any]
    left: str
    right: str
    model: Model


def written(point: Model, left: Any, right: Any) -> Witness:
    """Raises nothing; the values are fmpq or finite arb that differ."""
    left_text, right_text = digits(left, right)
    return Witness(
        sizes={name: int(n) for name, n in point.sizes.items()},
        indices=named((i.tag[0], int(v[0])) for i, v in sorted(point.indices.items(), key=lambda p: (p[0].tag[0], p[0].key))),
        integers=named((s.name, int(n)) for s, n in point.integers.items()),
        elements=named((s.name, t.values[..., 0].tolist()) for s, t in point.elements.items()),
        reals=named((s.name, shown(s, t.values[..., 0])) for s, t in point.reals.items()),
        left=left_text,
        right=right_text,
        model=point,
    )


def named(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A name that plays several parts gets a number from its second part on."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        number, label = 1, name
        while label in found:
            number += 1
            label = f"{name}~{number}"
        found[label] = value
    return found


def shown(symbol: Symbol, values: Array) -> Any:
    """The values of a variable; a function as the polynomial that it is here."""
    return polynomial(values) if symbol.sort == "function" else texts(values)


def polynomial(coefficients: Array) -> str:
    """`t -> 2 t^2 - 1/2 t + 1`, `(s, t) -> s t^2`: by falling powers."""
    letters = {1: "t", 2: "s t", 3: "r s t"}.get(coefficients.ndim, " ".join(f"t{k + 1}" for k in range(coefficients.ndim))).split()
    text = ""
    for powers in list(np.ndindex(*coefficients.shape))[::-1]:
        c = coefficients[powers]
        factors = [x if e == 1 else f"{x}^{e}" for x, e in zip(letters, powers, strict=True) if e]
        if c:
            size = [] if abs(c) == 1 and factors else [str(abs(c))]
            text += (" - " if c < 0 else " + ") + " ".join([*size, *factors])
    text = "0" if not text else text[3:] if text.startswith(" + ") else f"-{text[3:]}"
    return f"{letters[0] if len(letters) == 1 else '(' + ', '.join(letters) + ')'} -> {text}"


def texts(values: Array | Any) -> Any:
    """Fractions as strings, nested like the array."""
    listed = values.tolist() if hasattr(values, "tolist") else values
    return [texts(v) for v in listed] if isinstance(listed, list) else str(listed)


def digits(left: Any, right: Any) -> tuple[str, str]:
    """Both values, with as many digits as tell their decimals apart."""
    number = next((n for n in DIGITS if decimals(left, n) != decimals(right, n)), DIGITS[-1])
    return text(left, number), text(right, number)


def text(value: Any, number: int) -> str:
    from flint import fmpq

    exact = str(value) if isinstance(value, fmpq) else ""
    return exact if 0 < len(exact) <= LONGEST_FRACTION else decimals(value, number)


def decimals(value: Any, number: int) -> str:
    from flint import arb

    return str(arb(value).str(number, radius=False))
