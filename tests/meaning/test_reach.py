r"""How far a slash, a function without brackets and a product reach: where two readings differ in their verdict, neither is given."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""## Given

- $n \in \mathbb{N}$; $u, v \in \mathbb{R}^n$; $M \in \mathbb{R}^{n \times n}$; $s, t > 0$

## (a)

"""
CASES = {
    # a dot behind a number may end an argument
    r"$\log s \cdot t = t \log s$": "ambiguous",
    r"$\log s \cdot t = \log(s t)$": "ambiguous",
    r"$\cos s \cdot s = s \cos s$": "ambiguous",
    r"$\exp s \cdot \frac{1}{t} = \frac{e^s}{t}$": "ambiguous",
    r"$\log s \cdot \log t = \log t \cdot \log s$": "proved",
    r"$\log(s) \cdot t = t \log s$": "proved",
    r"$\log s t = \log s + \log t$": "proved",
    r"$\sin s \cdot t = \sin(s + t)$": "refuted",
    r"$\exp u^\top \cdot v = \exp(u^\top v)$": "proved",
    # an operator that binds the same letter again
    r"$\prod_i u_i v_i = \prod_i u_i \prod_i v_i$": "ambiguous",
    r"$\prod_k v_k \cdot \prod_k u_k = \prod_k (u_k v_k)$": "ambiguous",
    r"$\max_i u_i \max_i v_i = (\max_i u_i)(\max_j v_j)$": "ambiguous",
    r"$\prod_i u_i \prod_j v_j = \prod_i u_i v_i$": "refuted",
    r"$\sum_i u_i \sum_i v_i = (\sum_i u_i)(\sum_j v_j)$": "proved",
    r"$(\prod_i u_i) \cdot 2 = 2 \prod_i u_i$": "proved",
    # e to the power of an array, and inner products
    r"$e^{u + v} = e^u \odot e^v$": "proved",
    r"$e^{u} = u$": "refuted",
    r"$e^{M} = I$": "undecided",
    r"$\langle u, M v \rangle = \langle M^\top u, v \rangle$": "proved",
    r"$\langle u, M v \rangle = \langle M u, v \rangle$": "refuted",
    r"$\langle u, u \rangle = \|u\|^2$": "proved",
    r"$\langle M, M \rangle_F = \|M\|_F^2$": "proved",
    r"$\langle u, v \rangle^2 = (v^\top u)^2$": "proved",
    r"$\langle u, M \rangle = 1$": "ill-typed",
    r"$\langle u, v \rangle_M = u^\top v$": "undecided",
    r"$\langle s \rangle = s$": "undecided",
    r"We define another inner product $\langle u, v \rangle = u^\top M v$": "undecided",
}


@pytest.mark.parametrize(("text", "verdict"), CASES.items())
def test_the_reach_of_an_operator(text: str, verdict: str) -> None:
    (found,) = check_text(GIVEN + text).judgements
    assert found.verdict.value == verdict, found.reason
