"""These pages are judged once, by the tests that stand here, and not as documents besides."""

collect_ignore_glob = ["*.md", "*.tex"]
