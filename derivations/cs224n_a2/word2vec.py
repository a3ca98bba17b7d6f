"""NumPy implementation of the homework: sigmoid, softmax, the two losses with their gradients, skip-gram.

Comes in: arrays of floats (d: length of a word vector, V: size of the vocabulary, K: number of samples). Goes out: losses and gradients
of the same shapes as what they are taken by. Stable for scores of any size; the formulas are those of corrected.md, whose parts are
named in the docstrings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]
Loss = Callable[[Array, int, Array], tuple[Any, Array, Array]]


def sigmoid(x: ArrayLike) -> Array:
    """1 / (1 + e^-x), elementwise (part d). The exponential is only taken of numbers that are not positive."""
    x = np.asarray(x)
    small = np.exp(np.where(np.real(x) < 0, x, -x))
    return np.asarray(np.where(np.real(x) < 0, small, 1) / (1 + small))


def log_sigmoid(x: ArrayLike) -> Array:
    """log sigmoid(x), elementwise: -log(1 + e^-x) for x >= 0 and x - log(1 + e^x) for x < 0."""
    x = np.asarray(x)
    return np.asarray(np.where(np.real(x) < 0, x, 0) - np.log1p(np.exp(np.where(np.real(x) < 0, x, -x))))


def softmax(z: Array) -> Array:
    """e^z / sum e^z over the last axis; the largest score is taken off first, which changes nothing but the size of numbers."""
    shifted = np.exp(z - np.max(np.real(z), axis=-1, keepdims=True))
    return np.asarray(shifted / np.sum(shifted, axis=-1, keepdims=True))


def log_softmax(z: Array) -> Array:
    """log softmax(z) over the last axis, without the logarithm of a probability that rounds to 0."""
    shifted = z - np.max(np.real(z), axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True)))


def naive_softmax_loss_and_gradient(v_c: Array, o: int, U: Array) -> tuple[Any, Array, Array]:
    """J = -log softmax(U v_c)_o and its gradients (parts a to c).

    v_c: (d,) center vector; o: index of the outside word; U: (V, d) outside vectors as rows.
    Returns J, dJ/dv_c = U^T (yhat - y) of shape (d,), dJ/dU = (yhat - y) v_c^T of shape (V, d).
    """
    z = U @ v_c
    delta = softmax(z)
    delta[o] -= 1
    return -log_softmax(z)[o], U.T @ delta, np.outer(delta, v_c)


def neg_sampling_loss_and_gradient(v_c: Array, o: int, U: Array, samples: Sequence[int] | Array) -> tuple[Any, Array, Array]:
    """L = -log s(u_o^T v_c) - sum_k log s(-u_k^T v_c), s the sigmoid, and its gradients (part e); samples may repeat, and may be o.

    v_c: (d,); o: index of the outside word; U: (V, d); samples: K indices.
    Returns L, dL/dv_c of shape (d,), dL/dU of shape (V, d), to which every sample adds its own term.
    """
    words = np.concatenate(([o], np.asarray(samples, dtype=np.int64)))
    signs = np.concatenate(([1.0], -np.ones(len(words) - 1)))
    scores = signs * (U[words] @ v_c)
    slopes = -signs * sigmoid(-scores)
    by_U = np.zeros(U.shape, dtype=np.result_type(U, slopes, v_c))
    np.add.at(by_U, words, np.outer(slopes, v_c))
    return -np.sum(log_sigmoid(scores)), U[words].T @ slopes, by_U


def skipgram(c: int, window: Sequence[int] | Array, v: Array, U: Array, loss: Loss) -> tuple[Any, Array, Array]:
    """F = sum of the loss over the outside words of a window, and its gradients (part f).

    c: index of the center word; window: indices of the outside words, the center left out (possibly none, possibly repeated);
    v: (V, d) center vectors as rows; U: (V, d); loss(v_c, o, U) gives a loss with its gradients.
    Returns F, dF/dv of shape (V, d) (zero but for row c), dF/dU of shape (V, d).
    """
    total: Any = 0.0
    numbers = np.result_type(v, U, np.float64)  # whole or complex vectors too
    by_v, by_U = np.zeros(v.shape, dtype=numbers), np.zeros(U.shape, dtype=numbers)
    for o in window:
        value, by_center, by_outside = loss(v[c], int(o), U)
        total = total + value
        by_v[c] += by_center
        by_U += by_outside
    return total, by_v, by_U
