r"""Proof files whose names would make a true statement look like a false one are not said to prove it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derive.checking import check_text
from derive.reporting.naming import is_plain
from derive.reporting.proofs import rechecked, write_proofs

PLAIN = ("x", "V", r"\hat{y}", "W^{(1)}", "J_{naive-softmax}", "theta", "x'", "w^*", r"\mathbf{x}", "Vocab", "u_o", "z°", "0", "θ",
         "Zeichen", "neg samples", r"\bar{x}_{n}", "단어")  # fmt: skip
LOOKS_LIKE_MORE = ("x+1", "-x", "2 x", "0 = 1", r"\log", "log", r"\sum", r"\frac{1}{x}", "x,", "", "(x)", "x}", "x\n", "a\u202eb", "x y",
                   "1/2", "x; given y", "|x|", "sin", "x{", "x<y", r"\emptyset", r"\varnothing")  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_a_name(name: str) -> None:
    assert is_plain(name)


@pytest.mark.parametrize("name", LOOKS_LIKE_MORE)
def test_what_reads_as_more_than_a_name(name: str) -> None:
    assert not is_plain(name)


@pytest.mark.parametrize(("name", "taken"), [("x", True), (r"\hat{s}", True), ("a+1", False), ("7", False), (r"\log", False), ("y", False)])
def test_a_renamed_variable(name: str, taken: bool, tmp_path: Path) -> None:
    """`y` is the name of the other variable."""
    checked = check_text("**Given**\n- $x, y \\in \\mathbb{R}$\n\n(a) $x y - y x = 0$")
    assert write_proofs([checked], str(tmp_path)) == 1
    (file,) = tmp_path.iterdir()
    assert [found for found, _ in rechecked([str(file)])] == [True]
    body = json.loads(file.read_text(encoding="ascii"))
    body["symbols"] = [[name if s[0] == "x" else s[0], *s[1:]] for s in body["symbols"]]
    if name == "y":
        body["symbols"] = [[s[0], s[1], "integer" if n else s[2], s[3]] for n, s in enumerate(body["symbols"])]
    file.write_text(json.dumps(body), encoding="ascii")
    assert [found for found, _ in rechecked([str(file)])] == [taken]
