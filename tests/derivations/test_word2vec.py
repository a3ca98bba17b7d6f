"""word2vec.py by itself: against mpmath at scores of ±1000, and its gradients against complex steps of its own losses."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import mpmath
import numpy as np
import pytest

PATH = Path(__file__).parents[2] / "derivations" / "cs224n_a2" / "word2vec.py"
SCORES = [-1000.0, -745.5, -40.0, -1.0, 0.0, 1e-9, 3.0, 37.0, 710.0, 1000.0]
STEP = 1e-30


@pytest.fixture(scope="module")
def word2vec() -> ModuleType:
    spec = importlib.util.spec_from_file_location("word2vec_of_the_homework", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def close(found: Any, expected: Any) -> bool:
    """To 1e-12, relative; where the right result is below the smallest float, 0."""
    return bool(np.isfinite(found)) and abs(mpmath.mpf(float(found)) - expected) <= 1e-12 * abs(expected) + mpmath.mpf(10) ** -307


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("x", SCORES)
def test_sigmoid_at_large_scores(word2vec: ModuleType, x: float) -> None:
    with mpmath.workdps(1000):
        expected = 1 / (1 + mpmath.exp(-mpmath.mpf(x)))
        assert close(word2vec.sigmoid(x), expected)
        assert close(word2vec.log_sigmoid(x), mpmath.log(expected))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("z", [[1000.0, -1000.0, 0.0], [1000.0, 999.0, 1000.0], [-1000.0, -1000.0], [1000.0]])
def test_softmax_at_large_scores(word2vec: ModuleType, z: list[float]) -> None:
    with mpmath.workdps(1000):
        exponentials = [mpmath.exp(mpmath.mpf(s)) for s in z]
        expected = [e / mpmath.fsum(exponentials) for e in exponentials]
        assert all(map(close, word2vec.softmax(np.array(z)), expected))
        assert all(map(close, word2vec.log_softmax(np.array(z)), map(mpmath.log, expected)))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("o", [0, 1, 2])
def test_losses_at_large_scores(word2vec: ModuleType, o: int) -> None:
    v_c, U, samples = np.array([10.0]), np.array([[100.0], [-100.0], [0.5]]), [0, 1, 1, o]
    loss, by_v, by_U = word2vec.naive_softmax_loss_and_gradient(v_c, o, U)
    sampled, by_v_too, by_U_too = word2vec.neg_sampling_loss_and_gradient(v_c, o, U, samples)
    with mpmath.workdps(1000):
        scores = [mpmath.mpf(float(s)) for s in U @ v_c]
        total = mpmath.fsum(map(mpmath.exp, scores))
        assert close(loss, mpmath.log(total) - scores[o])
        delta = [mpmath.exp(s) / total - (w == o) for w, s in enumerate(scores)]
        assert close(by_v[0], mpmath.fsum(d * float(u) for d, u in zip(delta, U[:, 0], strict=True)))
        assert all(close(by_U[w, 0], 10 * d) for w, d in enumerate(delta))

        def sigmoid(x: Any) -> Any:
            return 1 / (1 + mpmath.exp(-x))

        signed = [(o, 1), *((s, -1) for s in samples)]
        assert close(sampled, -mpmath.fsum(mpmath.log(sigmoid(a * scores[w])) for w, a in signed))
        slopes = [(w, -a * sigmoid(-a * scores[w])) for w, a in signed]
        assert close(by_v_too[0], mpmath.fsum(g * float(U[w, 0]) for w, g in slopes))
        assert all(close(by_U_too[k, 0], 10 * mpmath.fsum(g for w, g in slopes if w == k)) for k in range(3))


def complex_step(loss: Callable[[np.ndarray[Any, Any]], Any], at: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The gradient of a loss by numbers alone: Im loss(x + ih) / h for each entry."""
    found = np.zeros(at.shape)
    for place in np.ndindex(*at.shape):
        moved = at.astype(np.complex128)
        moved[place] += STEP * 1j
        found[place] = np.imag(loss(moved)) / STEP
    return found


def agree(found: Any, expected: Any) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("seed", range(20))
def test_gradients_agree_with_complex_steps(word2vec: ModuleType, seed: int) -> None:
    random = np.random.default_rng(seed)
    words, length, samples = 1 + seed % 5, 1 + seed % 3, seed % 7  # size 1, no samples, more samples than words
    U, v = random.normal(size=(words, length)), random.normal(size=(words, length))
    o, c = int(random.integers(words)), int(random.integers(words))
    drawn = random.integers(words, size=samples)
    window = [] if seed % 4 == 0 else [c, o, o, *random.integers(words, size=seed % 3)]
    naive = word2vec.naive_softmax_loss_and_gradient

    def negative(v_c: Any, o: int, U: Any) -> Any:
        return word2vec.neg_sampling_loss_and_gradient(v_c, o, U, drawn)

    for loss in (naive, negative):
        _, by_v, by_U = loss(v[c], o, U)
        agree(by_v, complex_step(lambda x, loss=loss: loss(x, o, U)[0], v[c]))  # type: ignore[misc]
        agree(by_U, complex_step(lambda x, loss=loss: loss(v[c], o, x)[0], U))  # type: ignore[misc]
        total, by_v, by_U = word2vec.skipgram(c, window, v, U, loss)
        agree(total, sum(loss(v[c], w, U)[0] for w in window))
        agree(by_v, complex_step(lambda x, loss=loss: word2vec.skipgram(c, window, x, U, loss)[0], v))  # type: ignore[misc]
        agree(by_U, complex_step(lambda x, loss=loss: word2vec.skipgram(c, window, v, x, loss)[0], U))  # type: ignore[misc]


def test_arguments_stay_as_they_are_and_may_be_whole_numbers(word2vec: ModuleType) -> None:
    v, U = np.array([[1, 2], [0, -1]]), np.array([[2, 1], [1, 1]])
    before = v.copy(), U.copy()
    _, by_v, by_U = word2vec.skipgram(0, [1, 1], v, U, word2vec.naive_softmax_loss_and_gradient)
    assert by_v.dtype == by_U.dtype == np.float64
    assert (v == before[0]).all() and (before[1] == U).all()
