"""`derive assumptions`: which facts the proofs used, which were never used, which contradict each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.command import main

PAGES: dict[str, tuple[str, list[str]]] = {
    "used and not used": (
        "**Given** $x > 0$, $y > 0$\n\n(a) $x / x = 1$\n",
        ["a.1 uses $x > 0$", "$y > 0$ is declared and no proof uses it"],
    ),
    "a contradiction of two among three": (
        "**Given** $x > 1$, $y > 0$, $x < 0$\n\n(a) $x + x = 2 x$\n",
        ["$1 < x$ is declared", "no example was found in which all of these hold: $1 < x$, $x < 0$;"],
    ),
    "taken up and not needed": (
        "**Given** $n \\in \\mathbb{N}$; $a \\in \\mathbb{R}^n$; $p > 0$; $q > 1$\n\n(a) $p (q + 1) / p = q + 1$\n\n"
        "(b) $a^\\top a / q = a^\\top a q^{-1}$\n",
        ["a.1 uses $p > 0$\n", "b.1 uses $1 < q$\n", "$n \\geq 0$ is declared and no proof uses it"],
    ),
    "one of two suffices": (
        "**Given** $x > 1$, $x \\neq 0$\n\n(a) $x / x = 1$\n",
        ["a.1 uses $x \\neq 0$\n", "$1 < x$ is declared and no proof uses it"],
    ),
    "nothing declared": ("**Given** $x \\in \\mathbb{R}$\n\n(a) $x + x = 2 x$\n", ["a.1 uses no declared fact"]),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_facts_of_a_page(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, expected = PAGES[name]
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    assert main(["assumptions", str(path)]) == 0
    out = capsys.readouterr().out
    assert all(e in out for e in expected), out
    assert ("contradict" in name) is ("no example was found" in out)
