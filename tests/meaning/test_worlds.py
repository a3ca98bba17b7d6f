"""What a context may leave to the page: spellings that two functions share, subscripts through a sequence, words without backslash."""

from __future__ import annotations

import pytest

from derive.checking import check_text

LOSSES = r"""**Given** $V$ a finite set; $x_w \in \mathbb{R}$ for $w \in V$; $a \in V$; $t \in \mathbb{R}$; $n \in \mathbb{N}$

- $q = \operatorname{softmax}(x)$
- $J_{\text{soft}}(x, a) = -\log q_a$, also written $J$ and $L$
- $s_k \in V$ for $k = 1, \dots, n$; $s_i \neq s_j$ for $i \neq j$
- $x_k = x_{s_k}$ for $k = 1, \dots, n$
- $J_{\text{log}}(x, a) = -\log \sigma(x_a) - \sum_{k=1}^n \log \sigma(-x_k)$, also written $J$ and $L$
- $F(x) = \sum_{w \in V} J(x, w)$
- $\operatorname{CE}(x, a) = -\log q_a$
- $s_{t+j} \in V$ for $-n \le j \le n$

"""

CASES = (
    # what the formula speaks of
    (r"(a) $J = -\log q_a$", ["proved"]),
    (r"(a) $J = -\log \sigma(x_a) - \sum_{k=1}^n \log \sigma(-x_k)$", ["proved"]),
    (r"(a) $L = -\log \sigma(x_a) - \sum_{k=1}^n \log \sigma(-x_{s_k})$", ["proved"]),
    (r"(a) $J_{\text{log}} = J$ and $J_{\text{soft}} = J$", ["proved", "proved"]),
    (r"(a) $J = CE(x, a)$ and $CE(x, a) = -\log q_a$", ["proved", "proved"]),
    # what the part has spoken of; another part begins anew
    ("(a) $J_{\\text{log}} = J$\n\n(b) " + r"$F = \sum_{w \in V} J(x, w)$", ["proved", "proved"]),
    (r"(a) $J_{\text{log}} = J$ so $F = \sum_{w \in V} J_{\text{log}}(x, w)$", ["proved", "proved"]),
    (r"(a) $J_{\text{log}} = J$ so $F = \sum_{w \in V} J_{\text{soft}}(x, w)$", ["proved", "proved"]),
    # subscripts through the sequence: k by its own set, by a sum, by another place where it stands
    (r"(a) $\frac{\partial}{\partial x_k} \sum_{i=1}^n \log \sigma(-x_i) = -\sigma(x_k)$", ["proved"]),
    (r"(a) $\frac{\partial}{\partial x_k} \sum_{k=1}^n \log \sigma(-x_k) = -\sigma(x_k)$", ["proved"]),
    (r"(a) $\frac{\partial}{\partial x_k} \sum_{i=1}^n \log \sigma(-x_i) = -\sum_{i=1}^n \sigma(x_i)$", ["refuted"]),
    (r"(a) $\frac{\partial J_{\text{soft}}}{\partial x_k} = q_k - [k = a]$", ["proved"]),
    (r"(a) $\sum_{k=1}^n x_k = \sum_{i=1}^n x_{s_i}$", ["proved"]),
    (r"(a) $\sum_{k=1}^n x_k = \sum_{w \in V} x_w$", ["refuted"]),
)


@pytest.mark.parametrize(("text", "verdicts"), CASES)
def test_what_the_page_means(text: str, verdicts: list[str]) -> None:
    checked = check_text(LOSSES + text)
    assert not checked.notes
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]
