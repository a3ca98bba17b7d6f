"""The mistakes that `derive` knows: one file each, whose docstring is its page in the catalogue.

Comes in: a place in a formula. Goes out: what could stand there instead. TIERS lists them in the order in which they are tried: what is
a slip of the pen before what changes the meaning, what fits only one way before what almost always fits. Knows nothing of verdicts.
"""

from __future__ import annotations

from dataclasses import replace
from inspect import cleandoc
from types import ModuleType

from derive.mistakes import (
    another_value,
    bound_variable_outside,
    component_for_vector,
    elementwise_product,
    exchanged,
    inherited_error,
    joint_for_conditional,
    lost_brackets,
    lost_exp,
    lost_hat,
    lost_log,
    lost_minus,
    lost_sigma,
    lost_sum,
    missing_factor,
    missing_term,
    odd_one_out,
    outer_product_order,
    power,
    product_for_sum,
    quotient_rule_sign,
    sign_inside_sigma,
    spurious_function,
    spurious_hat,
    spurious_minus,
    sum_bounds,
    sum_kept,
    transpose,
    vector_for_component,
    wrong_derivative_on_the_left,
    wrong_index,
    wrong_variable,
)
from derive.mistakes.mistake import Mistake

NEIGHBOURS: tuple[ModuleType, ...] = (inherited_error, odd_one_out)
SLIPS: tuple[ModuleType, ...] = (
    lost_hat, spurious_hat, wrong_derivative_on_the_left, sign_inside_sigma, quotient_rule_sign, lost_minus, spurious_minus, transpose,
    outer_product_order, vector_for_component, component_for_vector, sum_kept, bound_variable_outside, wrong_index,
)  # fmt: skip
OTHERS: tuple[ModuleType, ...] = (
    spurious_function, lost_exp, lost_log, lost_sigma, elementwise_product, joint_for_conditional, power, lost_brackets, sum_bounds,
    lost_sum, wrong_variable, exchanged, product_for_sum, missing_factor, missing_term, another_value,
)  # fmt: skip


def documented(modules: tuple[ModuleType, ...]) -> tuple[Mistake, ...]:
    """The mistakes of these files with their pages."""
    return tuple(replace(m.MISTAKE, document=cleandoc(m.__doc__ or "")) for m in modules)


TIERS: tuple[tuple[Mistake, ...], ...] = (documented(SLIPS), documented(OTHERS))
MISTAKES: tuple[Mistake, ...] = documented((*NEIGHBOURS, *SLIPS, *OTHERS))
