"""What a Given only sets out to show is no fact: no step may use it. What it states beside that is one."""

from __future__ import annotations

import pytest

from derive.checking import check_text

STEP = "\n\n(a) $u - v = 0$"
GOALS = (
    "**Given** $u, v \\in \\mathbb{R}$. Prove that $u = v$.",
    "**Given** $u, v \\in \\mathbb{R}$. **Show:** $u = v$.",
    "**Given** $u, v \\in \\mathbb{R}$. It is to be shown that $u v = v u$ and $u = v$.",
    "**Given** $u, v \\in \\mathbb{R}$. Theorem: $u = v$.",
    "**Given** $u, v \\in \\mathbb{R}$. Find $v$ such that $u - v = 0$.",
    "**Given** $u, v \\in \\mathbb{R}$. Solve $u = v$.",
    "**Given** $u, v \\in \\mathbb{R}$. We claim that $u v = v u$, and that $u = v$.",
    "**Given**\n- $u, v \\in \\mathbb{R}$\n- Goal: $u = v$\n\n## 1",
    "**Given**\n- $u, v \\in \\mathbb{R}$\n- zu zeigen: $u = v$\n\n## 1",
    "**주어진 것**\n- $u, v \\in \\mathbb{R}$\n- $u = v$임을 보이시오\n\n## 1",
    "**주어진 것**\n- $u, v \\in \\mathbb{R}$\n- 보일 것: $u = v$\n\n## 1",
    # nor what holds somewhere, or may hold
    "**Given** $u, v \\in \\mathbb{R}$; $u = v$ is allowed.",
    "**Given** $u, v \\in \\mathbb{R}$. Initially $u = v$.",
    "**Given** $u, v \\in \\mathbb{R}$. In the limit, $u = v$.",
    "**Given** $u, v \\in \\mathbb{R}$. The derivative at $u = v$ is wanted.",
    "**Given** $u, v \\in \\mathbb{R}$. The null hypothesis is $u = v$.",
    "**Given** $u, v \\in \\mathbb{R}$. Some authors take $u = v$.",
)
FACTS = (
    "**Given** $u, v \\in \\mathbb{R}$ with $u = v$. Prove that $u^2 = v^2$.",
    "**Given** $u, v \\in \\mathbb{R}$. We want to minimize $f(t) = t^2$. Here $u = v$.",
    "**Given** $u, v \\in \\mathbb{R}$. We show how to fit $q \\in \\mathbb{R}$. Assume $u = v$.",
    "**주어진 것**\n- $u, v \\in \\mathbb{R}$, $u = v$이다\n\n## 1",
)


@pytest.mark.parametrize("given", GOALS)
def test_goals_are_no_facts(given: str) -> None:
    assert [j.verdict.value for j in check_text(given + STEP).judgements] == ["undecided"]


@pytest.mark.parametrize("given", FACTS)
def test_facts_beside_goals(given: str) -> None:
    assert [j.verdict.value for j in check_text(given + STEP).judgements] == ["proved"]
