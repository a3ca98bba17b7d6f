"""German, French and Spanish pages, judged as the same page in English is."""

from __future__ import annotations

import pytest

from derive.checking import check_text
from derive.reading.tongues import tongue_of

PAGES = {
    r"""Gegeben sei eine symmetrische Matrix $S \in \mathbb{R}^{n \times n}$ und ein Vektor $b \in \mathbb{R}^n$. Wir betrachten
$$f(x) = x^\top S x - b^\top x, \quad x \in \mathbb{R}^n.$$ Dann gilt $\nabla f(x) = 2 S x - b$, und für $t > 0$ ist $\sqrt{t^2} = t$.

Falls $a = 1$, so gilt $a^2 = a$. Im Allgemeinen gilt $a^2 = a$ nicht für alle $a$.""": [
        "given",
        "proved",
        "proved",
        "proved",
        "refuted",
    ],
    r"""Soit $E$ un ensemble fini, $p_e > 0$ pour $e \in E$ avec $\sum_{e \in E} p_e = 1$. On pose $q_e = 2 p_e$. Alors
$\sum_{e \in E} q_e = 2$.

Soit $S$ une matrice symétrique de taille $n$ et $u \in \mathbb{R}^n$, $S u = \lambda u$ et $\lambda > 0$. Alors
$u^\top S u = \lambda u^\top u$, donc $u^\top S u = u^\top u$. Si $a = 1$, on a $a^3 = a$.""": [
        "given",
        "proved",
        "proved",
        "refuted",
        "proved",
    ],
    r"""Sea $f(x) = \frac{1}{2} x^\top A x - b^\top x$ con $A \in \mathbb{R}^{n \times n}$ simétrica y $b, x \in \mathbb{R}^n$.
El gradiente es $\nabla f(x) = A x - b$ y la hessiana es $\nabla^2 f(x) = 2 A$.

Si $a = 1$, entonces $a^2 = a$. Supongamos que $t > 0$; entonces se tiene $\sqrt{t^2} = t$. La igualdad $a^2 = a$ no es cierta.""": [
        "given",
        "proved",
        "refuted",
        "proved",
        "proved",
        "refuted",
    ],
}
WORDS = {
    "es": (
        "Sea la matriz de los vectores que es simétrica para el caso y por un lado con una base",
        {"para todo": "for all", "Sean": "Let", "donde": "where", "matriz invertible": "matrix invertible", "por lo tanto": "thus"},
    ),
    "de": (
        "Die Matrix ist symmetrisch und es gilt der Satz, wenn die Zahl positiv ist",
        {"für alle": "for all", "Sei": "Let", "wobei": "where", "invertierbare Matrix": "invertible Matrix", "also": "thus"},
    ),
    "fr": (
        "Soit la matrice et le vecteur, pour que les lois soient vraies dans le cas où on a une base",
        {"pour tout": "for all", "Soient": "Let", "où": "where", "matrice inversible": "matrix invertible", ", soit": ", soit"},
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_pages(page: str) -> None:
    found = check_text(f"{page}\n").judgements
    assert [str(j.verdict.value) for j in found] == PAGES[page], [j.reason for j in found]


@pytest.mark.parametrize("name", WORDS)
def test_words(name: str) -> None:
    prose, phrases = WORDS[name]
    read = tongue_of(prose)
    assert {old: read(old) for old in phrases} == phrases


def test_the_letters_of_formulas_tell_no_language() -> None:
    shown = "$$\\|x\\| = y$$"
    page = f"Soit la matrice. {shown} et le vecteur pour que {shown} les lois sont vraies. $y$ et $y$, $y$, $y$, $y$, $y$, $y$"
    assert tongue_of(page)("pour tout") == "for all"


def test_english_is_left_as_it_is() -> None:
    read = tongue_of("Let the matrix be symmetric, and also set on the pour of the die, since we are done")
    assert read("also set on die mit") == "also set on die mit"
