"""The fuzzer's target on its seeds, on pieces of them cut up and put together again, and on documents grown from a grammar."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.target import check, read

SEEDS = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "seeds").iterdir())}
PIECES = sorted({piece for seed in SEEDS.values() for piece in seed.decode().replace("$", " $ ").split(" ")})


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_are_read(name: str) -> None:
    check(SEEDS[name])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(SEEDS)), st.data())
def test_a_seed_with_a_cut_and_a_paste(name: str, data: st.DataObject) -> None:
    seed = SEEDS[name]
    start, end = sorted(data.draw(st.tuples(*[st.integers(1, len(seed))] * 2)))
    at = data.draw(st.integers(1, len(seed)))
    check(seed[:at] + seed[start:end] + seed[at:] if data.draw(st.booleans()) else seed[:start] + seed[end:])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from([".md", ".tex"]))
def test_pieces_of_seeds(pieces: list[str], suffix: str) -> None:
    read(" ".join(pieces), suffix)


_ATOMS = st.sampled_from(
    ["x", "y_w", r"\hat{y}_o", "2", r"\sigma(x)", r"\bu_o^\top", "u_1, \\dots, u_n", r"\text{if } x > 0", "log z", r"\p{a}"]
)


def _fragments(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{} = {}".format, inner, inner),
        st.builds("{} + {}".format, inner, inner),
        st.builds("{} \\\\ &= {}".format, inner, inner),
        st.builds(r"\frac{{{}}}{{{}}}".format, inner, inner),
        st.builds(r"\frac{{\partial {}}}{{\partial {}}}".format, inner, inner),
        st.builds(r"\sum_{{{}}}^{{{}}} {}".format, inner, _ATOMS, inner),
        st.builds(r"\left({}\right)".format, inner),
        st.builds(r"\begin{{cases}} {} & {} \\ {} \end{{cases}}".format, inner, inner, inner),
        st.builds(r"\begin{{bmatrix}} {} & {} \end{{bmatrix}}".format, inner, inner),
        st.builds("({}".format, inner),
        st.builds("{}}}".format, inner),
        st.builds(r"\left. {} \right|_{{{}}}".format, inner, _ATOMS),
        st.builds(r"\newcommand{{\p}}[1][{}]{{{}}}".format, _ATOMS, inner),
    )


_FORMULAS = st.recursive(_ATOMS, _fragments, max_leaves=10)
_BLOCKS = st.one_of(
    st.builds("${}$".format, _FORMULAS),
    st.builds("$$\n{}\n$$".format, _FORMULAS),
    st.builds("\\begin{{align}} {} \\end{{align}}".format, _FORMULAS),
    st.builds("> $$\n> {}\n> $$".format, _FORMULAS),
    st.builds("- (b) if ${}$, then ${}$".format, _FORMULAS, _FORMULAS),
    st.builds("**Given** ${}$".format, _FORMULAS),
    st.builds("\\item[(a)] \\[{}\\]".format, _FORMULAS),
    st.sampled_from(["# (a)", "<!-- refuted -->", "```math", "$", "\\input{b}", "| a | $b$ |", "---"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_BLOCKS, max_size=6), st.sampled_from(["\n\n", "\n", " "]), st.sampled_from([".md", ".tex"]))
def test_documents_from_a_grammar(blocks: list[str], glue: str, suffix: str) -> None:
    read(glue.join(blocks), suffix)
