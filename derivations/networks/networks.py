"""Forward and backward passes in NumPy: two layers (two_layers.md), batch, layer and RMS norm (normalisation.md), recurrent.md."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def two_layers(x: Array, t: Array, W: Array, b: Array, U: Array, c: Array) -> tuple[Any, Array, Array, Array, Array, Array]:
    """|U tanh(W x + b) + c - t|^2 / 2 and its gradients by W, b, U, c and x."""
    s = np.tanh(W @ x + b)
    error = U @ s + c - t
    delta = (U.T @ error) * (1 - s**2)
    return error @ error / 2, np.outer(delta, x), delta, np.outer(error, s), error, W.T @ delta


def normalise(x: Array, g: Array, gamma: float, beta: float, epsilon: float) -> tuple[Array, Array, Any, Any]:
    """gamma (x - mean) / sqrt(variance + epsilon) + beta, and with g sent back the gradients by x, gamma and beta."""
    deviation = np.sqrt(np.var(x) + epsilon)
    h = (x - np.mean(x)) / deviation
    by_x = gamma / deviation * (g - np.mean(g) - h * np.mean(g * h))
    return gamma * h + beta, by_x, g @ h, np.sum(g)


def rms_norm(x: Array, g: Array, epsilon: float) -> tuple[Array, Array]:
    """x / sqrt(mean square + epsilon), and with g sent back the gradient by x."""
    r = np.sqrt(np.mean(x**2) + epsilon)
    k = x / r
    return k, (g - k * np.mean(g * k)) / r


def two_steps(w: float, u: float, h: Array, x: Array, y: Array) -> tuple[Any, Any, Any, Any]:
    """|h_2 - y_2|^2 / 2 after two steps h_t = w h_(t-1) + u x_t from h_0 = h[0], and what is sent back to w, u and h_0."""
    first = w * h[0] + u * x[0]
    error = w * first + u * x[1] - y[1]
    by_first = error * w
    return error**2 / 2, error * first + by_first * h[0], error * x[1] + by_first * x[0], by_first * w
