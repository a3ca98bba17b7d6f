r"""Names of their own that look like something else: `Z_2`, `L_{KD}`, `\delta_a`, \pi, I, \sigma; and conditions on letters alone."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $X \in \mathbb{R}^{n \times d}$; $P \in \mathbb{R}^{d \times h}$; $Q \in \mathbb{R}^{h \times k}$;
$s \in \mathbb{R}^h$; $A$ a finite set, $B$ a finite set; $\alpha_a > 0$ for $a \in A$; $\beta_b > 0$ for $b \in B$; $o \in A$

## 1

"""
CASES = [
    (r"$Z_1 = X P$, $Y_1 = \sigma(Z_1)$, $Z_2 = Y_1 Q$, $Z_{2,ij} = \sum_l Y_{1,il} Q_{lj}$, $Z_{2,ij} = Z_{2,ji}$",
     ["given", "given", "given", "proved", "ill-typed"]),
    (r"$L = \sum_i s_i$, $L_{KD} = \sum_i s_i^2$, $L_{KD} = L$, $\frac{\partial L_{KD}}{\partial s_i} = 2 s_i$",
     ["given", "given", "refuted", "proved"]),
    (r"$H_A = \sum_a \alpha_a$, $H_B = \sum_b \beta_b$, $H_A = H_B$, $H_{AB} = H_A H_B$, $H_{AB} = H_A$",
     ["given", "given", "refuted", "given", "refuted"]),
    (r"$c = 2 s$, $E = \sum_i c_i^2$, $\delta_c = \frac{\partial E}{\partial c}$, $\delta_c = 2 c$, $\delta_c = c$",
     ["given", "given", "given", "proved", "refuted"]),
    (r"$y_w = \delta_o$", ["ill-typed"]),
    (r"$\pi = \operatorname{softmax}(s)$, $\sum_k \pi_k = 1$, $\pi_1 = 3$", ["given", "proved", "refuted"]),
    (r"$2 \pi s_1 = \pi (s_1 + s_1)$, $\pi > 3$", ["proved", "undecided"]),
    ("$$I = \\sum_a \\alpha_a$$\n\n$I = \\sum_{a \\in A} \\alpha_a$, $I = 1$", ["given", "proved", "refuted"]),
    (r"$M_{ij} = s_i s_j$, $M_{ij} = M_{ji}$, $M = s s^\top$, $M_{ii} = s_i$", ["given", "proved", "proved", "refuted"]),
    (r"$\mu = \frac{1}{h} \sum_{i=1}^h s_i$, $\sigma^2 = \frac{1}{h} \sum_{i=1}^h (s_i - \mu)^2$,"
     r" $\hat s_i = \frac1\sigma \left(s_i - \mu\right)$, $\sum_i \hat s_i = 0$", ["given", "given", "given", "proved"]),
    (r"If $i = j$, then $$\frac{\partial s_i}{\partial s_j} = 1$$ If $i \neq j$, then $\frac{\partial s_i}{\partial s_j} = 0$.",
     ["proved", "proved"]),
    (r"$i = j$ 인 경우, $$\frac{\partial s_i}{\partial s_j} = 1$$", ["proved"]),
    (r"Since it is 0 everywhere except at $w = o$, $\sum_w \alpha_w = \sum_a \alpha_a$", ["proved"]),
    (r"If $s_i = 1$, then $\sum_i s_i = h$.", ["undecided"]),  # of every i, or of one
    (r"If $s_i = 1$ for all $i$, then $\sum_i s_i = h$.", ["proved"]),
    (r"If $s_i = 2$, then $s_i^2 = 5$.", ["refuted"]),
    (r"If we also want the sum (for later use, say), $\sum_i s_i = \sum_j s_j$.", ["proved"]),
    (r"$o = a$ 일 때 $\alpha_o = \alpha_a$ 이고 $o \neq a$ 일 때 $\alpha_o = \beta_o$", ["proved", "ill-typed"]),
    (r"$\operatorname{diag}(s_1, \dots, s_h) = \operatorname{diag}(s)$", ["proved"]),
    (r"$\sum_{r=1}^h \alpha_{w_r} = h \alpha_{w_r}$", ["undecided"]),  # over what w runs is not said
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdicts"), CASES)
def test_names_and_letters(text: str, verdicts: list[str]) -> None:
    judgements = check_text(GIVEN + text).judgements
    assert [j.verdict.value for j in judgements] == verdicts, [j.reason for j in judgements]
