"""These pages are judged once, by `tests/test_soundness.py`, and not as documents besides."""

collect_ignore_glob = ["*.md"]
