"""Proof files: every proof of the homework is re-checked from its file alone; what is no proof file is refused with a sentence, soon."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from derive.checking import check_file, room_to_nest
from derive.command import main
from derive.proving.proof_file import NotAProof, recheck, written

HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2" / "handwritten.md"


@pytest.fixture(scope="module")
def files() -> list[str]:
    judged = [j for j in check_file(str(HOMEWORK)).judgements if j.proof is not None and j.step.claim is not None]
    texts = []
    for j in judged:
        assert j.proof is not None and j.step.claim is not None
        text = written(j.step.claim, j.conditions, j.proof)
        statement = recheck(text)
        assert statement.claim == j.step.claim and statement.conditions == j.conditions
        texts.append(text)
    assert len(texts) == 24
    return texts


def doubled(body: Any) -> None:
    """Forty terms, each the sum of the one before it and itself: a tree of 2 ** 40 leaves in forty rows."""
    first = len(body["terms"])
    body["terms"] += [["num", [], "1"], *(["add", [first + n, first + n], None] for n in range(40))]
    body["claim"][1] = first + 40


def deep(body: Any) -> None:
    first = len(body["terms"])
    body["terms"] += [["num", [], "1"], *(["exp", [first + n], None] for n in range(9_000))]
    body["claim"][1] = first + 9_000


def circular(body: Any) -> None:
    body["symbols"].append(["q", [], "defined", None])
    n, k = len(body["terms"]), len(body["symbols"]) - 1
    body["terms"] += [["symbol", [], k], ["defined", [], k]]
    body["given"][0].append([k, n + 1])


def put(key: str, value: Any) -> Callable[[Any], None]:
    return lambda body: body.__setitem__(key, value)


def row(value: Any) -> Callable[[Any], None]:
    return lambda body: body["terms"].append(value)


def lemma(value: Any) -> Callable[[Any], None]:
    return lambda body: body["lemmas"].append(value)


HOSTILE: dict[str, Callable[[Any], None]] = {
    "1/0": row(["num", [], "1/0"]),
    "1E9999999": row(["num", [], "1E9999999"]),
    "a float": row(["num", [], 0.5]),
    "a thousand digits and one more": row(["num", [], "1" * 1001]),
    "an operator that is a list": row([["add"], [], None]),
    "an operator that is an object": row([{}, [], None]),
    "no such operator": row(["eval", [], "1"]),
    "a negative number of a term": row(["add", [-1, -1], None]),
    "true for a number": row(["add", [True, True], None]),
    "a term that comes later": row(["add", [10**6], None]),
    "a negative symbol": row(["real", [], -1]),
    "a symbol that is a string": row(["real", [], "x"]),
    "a huge bound index": row(["bound", [], 10**12]),
    "a set without a name": row(["set", [], ["V"]]),
    "arguments that are no list": row(["add", 3, None]),
    "a row of two": row(["add", []]),
    "no rows": put("terms", None),
    "an object for lemmas": put("lemmas", {}),
    "no lemmas": put("lemmas", []),
    "another format": put("format", "derive proof 2"),
    "a key too many": put("more", 1),
    "an argument without a kind": lemma(["refl", [3], []]),
    "an argument of no kind": lemma(["refl", [["path", "/etc/passwd"]], []]),
    "a premise that is a fraction": lemma(["sym", [], ["0"]]),
    "a premise of itself": lemma(["sym", [], [10**6]]),
    "a premise before the first": lemma(["sym", [], [-1]]),
    "no such rule": lemma(["__class__", [], []]),
    "a literal for a term": lemma(["refl", [["word", "x"]], []]),
    "lists in lists": lemma(["refl", [["list", [["list", [["list", [["list", [["list", [["list", [["list", [["list", [["list", []]]
        ]]]]]]]]]]]]]]]], []]),
    "a tree of 2^40 leaves": doubled,
    "a term 9,000 deep": deep,
    "a circular definition": circular,
}  # fmt: skip

TEXTS = {
    "empty": "",
    "no JSON": "{",
    "a list": "[]",
    "a number": "1",
    "infinity": '{"format": Infinity}',
    "nested lists": "[" * 100_000,
    "five thousand digits": "1" * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_proof_is_refused(name: str, files: list[str]) -> None:
    body = json.loads(files[0])
    HOSTILE[name](body)
    start = time.process_time()
    with pytest.raises(NotAProof) as refusal, room_to_nest():
        recheck(json.dumps(body))
    assert time.process_time() - start < 3 and 0 < len(str(refusal.value)) < 300 and "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_no_proof_file(name: str) -> None:
    with pytest.raises(NotAProof) as refusal, room_to_nest():
        recheck(TEXTS[name])
    assert str(refusal.value).startswith("it is no proof file")


def test_a_key_twice(files: list[str]) -> None:
    with pytest.raises(NotAProof, match="twice"):
        recheck(files[0].replace("{", '{"format": "derive proof 1", ', 1))


def test_files_have_names_of_their_own_making(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--proofs DIR` writes one file a proved step, `recheck` accepts each of them, and refuses one with another statement."""
    assert main(["check", str(HOMEWORK), "--proofs", str(tmp_path / "proofs")]) == 1
    paths = sorted((tmp_path / "proofs").iterdir())
    assert len(paths) == 24 and paths[0].name == "1-0001-a-1.json"
    capsys.readouterr()
    assert main(["recheck", *map(str, paths)]) == 0
    assert capsys.readouterr().out.count(": proves, by ") == 24
    body = json.loads(paths[0].read_text())
    body["claim"][1], body["claim"][2] = body["claim"][2], body["claim"][1]
    paths[0].write_text(json.dumps(body))
    assert main(["recheck", str(paths[0])]) == 1
    assert main(["recheck", str(tmp_path / "nothing.json")]) == 2


def test_a_contradiction_proves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file whose facts contradict each other is a table that the kernel accepts, and no proof."""
    (tmp_path / "page.md").write_text("**Given** $x > 0$\n\n(a) $x / x = 1$\n", encoding="utf-8")
    assert main(["check", str(tmp_path / "page.md"), "--proofs", str(tmp_path)]) == 0
    (path,) = tmp_path.glob("*.json")
    body = json.loads(path.read_text())
    fact = body["given"][1][0]
    body["terms"].append(["lt", body["terms"][fact][1][::-1], None])
    body["given"][1].append(len(body["terms"]) - 1)
    path.write_text(json.dumps(body))
    capsys.readouterr()
    assert main(["recheck", str(path)]) == 1
    assert "no example was found" in capsys.readouterr().out
