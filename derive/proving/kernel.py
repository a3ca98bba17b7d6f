"""The kernel: the only place where theorems are made. Each rule computes its conclusion from its arguments and premises.

Comes in: rule applications, from the prover or from a proof table. Goes out: theorems `H |- c` about a Given, in the total semantics
of `terms.term`. No search, no floats, no canonical naming; a refusal carries the name of the rule. Trusted, together with
`proving.theorem`, `proving.rules`, `terms` (term, polynomial) and `theory`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derive.proving.rules import RULES
from derive.proving.theorem import FUEL, SEAL, Refused, Theorem, require
from derive.terms import wellformed
from derive.terms.term import Symbol, Term
from derive.theory.calculus import NotDifferentiable


class Kernel:
    """The rules, for one set of definitions. `theorem = kernel.apply(rule, args, premises)`; the prover's shorthand is
    `kernel("rule", *args_and_premises)`."""

    def __init__(self, definitions: Mapping[Symbol, Term]) -> None:
        self.definitions = definitions
        self.fixed: frozenset[Any] = frozenset().union(*(d.atoms for d in definitions.values()))
        self.fuel = FUEL
        check_acyclic(definitions)
        for symbol, value in definitions.items():
            check_definition(symbol, value)

    def __call__(self, rule: str, *parts: Any) -> Theorem:
        args: list[Any] = []
        premises: list[Theorem] = []
        for part in parts:
            (premises if type(part) is Theorem else args).append(part)
        return self.apply(rule, tuple(args), tuple(premises))

    def apply(self, rule: str, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Theorem:
        """The theorem that the rule makes; raises Refused with the rule's name in front."""
        if type(rule) is not str or rule not in RULES:
            raise Refused(f"{rule}: no such rule")
        for p in premises:
            if type(p) is not Theorem or p.kernel is not self:
                raise Refused(f"{rule}: a premise is no theorem of this kernel")
        try:
            wellformed.check(args)
            hyps, concl = RULES[rule](self, args, premises)
            wellformed.check((concl, *hyps))
        except Refused as why:
            raise Refused(f"{rule}: {why}") from None
        except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError) as why:
            raise Refused(f"{rule}: not applicable ({why})") from None
        except NotDifferentiable as why:
            raise Refused(f"{rule}: not applicable ({why})") from why
        for c in (concl, *hyps):
            if c.loose:
                raise Refused(f"{rule}: a bound index escapes")
        return Theorem(SEAL, self, hyps, concl, rule, args, premises)


def check_definition(symbol: Symbol, value: Term) -> None:
    """A definition binds one index for each axis and no more. Raises Refused."""
    try:
        wellformed.check((symbol, value))
    except ValueError as why:
        raise Refused(f"the definition of {symbol.name} is not well-formed ({why})") from None
    require(symbol.sort == "defined", f"the definition of {symbol.name}, which is no defined name")
    require(value.loose <= len(symbol.axes), f"the definition of {symbol.name} has an index too many")


def check_acyclic(definitions: Mapping[Symbol, Term]) -> None:
    """Raises Refused where a definition leads back to itself."""
    done: set[Symbol] = set()

    def visit(symbol: Symbol, above: tuple[Symbol, ...]) -> None:
        require(symbol not in above, f"the definition of {symbol.name} is circular")
        if symbol not in done:
            for other in definitions[symbol].atoms:
                if isinstance(other, Symbol) and other in definitions:
                    visit(other, (*above, symbol))
            done.add(symbol)

    for symbol in definitions:
        visit(symbol, ())
