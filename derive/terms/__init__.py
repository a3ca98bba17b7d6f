"""Typed terms: the one language in which meaning, proofs and witnesses speak."""
