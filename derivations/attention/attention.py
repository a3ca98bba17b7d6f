"""Scaled dot-product attention in NumPy, forward and backward: the formulas of attention.md."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def attention(Q: Array, K: Array, V: Array, G: Array) -> tuple[Array, Array, Array, Array]:
    """softmax(Q K^T / sqrt d) V of shape (n, q), and with G (n, q) sent back the gradients by Q (n, d), K (m, d) and V (m, q)."""
    scale = 1 / np.sqrt(Q.shape[1])
    S = scale * Q @ K.T
    A = np.exp(S - np.max(S, axis=1, keepdims=True))
    A = A / np.sum(A, axis=1, keepdims=True)
    B = G @ V.T
    D = A * (B - np.sum(A * B, axis=1, keepdims=True))
    return A @ V, scale * D @ K, scale * D.T @ Q, A.T @ G
