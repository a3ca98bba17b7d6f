"""Broken copies of word2vec.py, each a small edit of its source, are caught by `evaluate`, and the true one passes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from derive.implementing.comparing import TOLERANCE, Result
from derive.implementing.evaluation import Evaluated, evaluate

HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2"
NAIVE, NEGATIVE = "naive_softmax_loss_and_gradient", "neg_sampling_loss_and_gradient"

# name: (text, what stands for it, the function that is named, the formulas that differ)
BROKEN = {
    "sign of the residual": ("delta[o] -= 1", "delta[o] += 1", NAIVE, "v_c U"),
    "missing transpose": ("U.T @ delta", "U[: len(v_c), :].T @ delta[: len(v_c)]", NAIVE, "v_c"),
    "outer product the wrong way round": ("np.outer(delta, v_c)", "np.outer(v_c, delta)", NAIVE, "U"),
    "+= on repeated indices": ("np.add.at(by_U, words, np.outer(slopes, v_c))", "by_U[words] += np.outer(slopes, v_c)", NEGATIVE, "U"),
    "-= on repeated indices": ("np.add.at(by_U, words, np.outer(slopes, v_c))", "by_U[words] -= np.outer(-slopes, v_c)", NEGATIVE, "U"),
    "assignment to repeated indices": (
        "np.add.at(by_U, words, np.outer(slopes, v_c))", "by_U[words] = np.outer(slopes, v_c)", NEGATIVE, "U",
    ),
    "softmax without the shift": ("np.exp(z - np.max(np.real(z), axis=-1, keepdims=True))", "np.exp(z)", "softmax", "hat"),
    "log softmax of a softmax": ("-log_softmax(z)[o]", "-np.log(softmax(z)[o])", NAIVE, "J"),
    "log sigmoid of a sigmoid": ("-np.sum(log_sigmoid(scores))", "-np.sum(np.log(sigmoid(scores)))", NEGATIVE, "L"),
    "sigmoid that overflows": (
        "np.asarray(np.where(np.real(x) < 0, small, 1) / (1 + small))", "np.exp(x) / (np.exp(x) + 1)", "sigmoid", "sigma",
    ),
    "window without its last word": ("for o in window:", "for o in list(window)[:-1]:", "skipgram", "F"),
    "window without repeated words": ("for o in window:", "for o in set(map(int, window)):", "skipgram", "F"),
    "gradient of the wrong word": ("by_v[c] += by_center", "by_v[int(o)] += by_center", "skipgram", "v"),
    "wrong index in the loss": ("-log_softmax(z)[o]", "-log_softmax(z)[o - 1]", NAIVE, "J"),
    "one sample missing": ("np.asarray(samples, dtype=np.int64)", "np.asarray(samples, dtype=np.int64)[1:]", NEGATIVE, "L"),
    "repeated samples once": ("np.asarray(samples, dtype=np.int64)", "np.unique(np.asarray(samples, dtype=np.int64))", NEGATIVE, "L"),
    "sign of the samples": ("-np.ones(len(words) - 1)", "np.ones(len(words) - 1)", NEGATIVE, "L"),
    "sigmoid of the wrong sign": ("slopes = -signs * sigmoid(-scores)", "slopes = -signs * sigmoid(scores)", NEGATIVE, "v_c U"),
    "mean instead of sum": ("-np.sum(log_sigmoid(scores))", "-np.mean(log_sigmoid(scores))", NEGATIVE, "L"),
    "only the last word's gradient": ("by_U += by_outside", "by_U = by_outside", "skipgram", "U"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("given.md", "corrected.md", "word2vec.py"):
        shutil.copy(HOMEWORK / name, tmp_path / name)
    return tmp_path


def formulas(evaluated: Evaluated) -> list[Result]:
    return [r for r in evaluated.results if r.kind == "formula"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_copy_is_caught(name: str, folder: Path) -> None:
    text, wrong, function, differing = BROKEN[name]
    module = folder / "word2vec.py"
    source = module.read_text()
    assert source.count(text) == 1
    module.write_text(source.replace(text, wrong))
    evaluated = evaluate(str(folder / "corrected.md"), steps=False)
    assert not evaluated.ok
    assert evaluated.status == 1
    found = [r for r in formulas(evaluated) if r.status == "differs" and r.id == function]
    assert all(any(part in r.what for r in found) for part in differing.split())
    assert all(r.error > TOLERANCE and r.place and r.values for r in found)
    assert f"✗ {function} " in evaluated.render()


def test_the_true_copy_passes() -> None:
    evaluated = evaluate(str(HOMEWORK / "corrected.md"))
    assert evaluated.ok
    assert evaluated.status == 0
    assert {r.id for r in formulas(evaluated)} == {
        "sigmoid", "log_sigmoid", "softmax", "log_softmax", NAIVE, NEGATIVE, "skipgram",
    }  # fmt: skip
    for r in evaluated.results:
        assert r.status == "agrees" or r.reason == "given"
        assert r.status != "agrees" or (r.models >= 20 and r.error <= TOLERANCE)


def test_the_sizes_include_empty_windows_no_samples_and_one_word() -> None:
    results = formulas(evaluate(str(HOMEWORK / "corrected.md"), steps=False))
    by_U = next(r for r in results if r.id == NEGATIVE and "U" in r.what)
    window = next(r for r in results if r.id == "skipgram" and "U" in r.what)
    assert any("K = 0" in sizes for sizes in by_U.per_sizes)
    assert any("m = 0" in sizes for sizes in window.per_sizes)
    assert any("|V| = 1" in sizes for sizes in window.per_sizes)
    assert any("large" in sizes for sizes in window.per_sizes)
    assert all(r.gradients for r in results if "partial" in r.what)


def test_a_wrong_gradient_is_shown_with_sizes_values_and_entry(folder: Path) -> None:
    module = folder / "word2vec.py"
    module.write_text(module.read_text().replace("delta[o] -= 1", "delta[o] += 1"))
    report = evaluate(str(folder / "corrected.md"), steps=False).render()
    line = next(s for s in report.splitlines() if f"✗ {NAIVE} \\partial J / \\partial U DIFFERS" in s)
    assert "|V| = " in line and "entry [" in line
    assert "    implementation = " in report and "    formula = " in report and "    v_c = [" in report


def test_the_homework_as_it_was_handed_in() -> None:
    evaluated = evaluate(str(HOMEWORK / "handwritten.md"))
    status = {r.id: r.status for r in evaluated.results}
    assert evaluated.ok
    assert [i for i, s in status.items() if s == "expected"] == ["b.3", "b.7", "f.8"]
