"""Entropy, cross-entropy and divergence in NumPy, with gradients: the formulas of entropy.md and diagonal_gaussians.md.

Comes in: scores (n,) of distributions over a finite set, which are softmax of them; means and log-deviations (d,) of Gaussians.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def log_softmax(z: Array) -> Array:
    shifted = z - np.max(z)
    return np.asarray(shifted - np.log(np.sum(np.exp(shifted))))


def entropy(z: Array) -> tuple[Any, Array]:
    """-sum p log p for p = softmax(z), and its gradient by z."""
    log_p = log_softmax(z)
    p = np.exp(log_p)
    value = -p @ log_p
    return value, -p * (log_p + value)


def cross_entropy(z: Array, s: Array) -> tuple[Any, Array]:
    """-sum p log q for p = softmax(z), q = softmax(s), and its gradient by s."""
    p, log_q = np.exp(log_softmax(z)), log_softmax(s)
    return -p @ log_q, np.exp(log_q) - p


def divergence(z: Array, s: Array) -> tuple[Any, Array, Array]:
    """sum p log(p / q), and its gradients by z and by s."""
    log_p, log_q = log_softmax(z), log_softmax(s)
    p = np.exp(log_p)
    value = p @ (log_p - log_q)
    return value, p * (log_p - log_q - value), np.exp(log_q) - p


def policy_gradient(z: Array, f: Array) -> Array:
    """The gradient by z of the mean of f under softmax(z)."""
    p = np.exp(log_softmax(z))
    return np.asarray(p * (f - p @ f))


def diagonal_gaussians(mu: Array, rho: Array, m: Array, tau: Array) -> tuple[Any, Array, Array]:
    """The divergence of N(m, e^{2 tau}) from N(mu, e^{2 rho}), and its gradients by mu and by rho."""
    ratio, distance = np.exp(2 * (rho - tau)), np.exp(-tau) * (mu - m)
    value = np.sum(tau - rho + (ratio + distance**2 - 1) / 2)
    return value, np.exp(-tau) * distance, ratio - 1


def to_standard_normal(mu: Array, rho: Array) -> tuple[Any, Array, Array]:
    """The divergence from N(0, 1), and its gradients by mu and by rho."""
    return diagonal_gaussians(mu, rho, np.zeros_like(mu), np.zeros_like(rho))
