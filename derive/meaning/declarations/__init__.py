"""A Given into a scope: declarations, the facts stated with them, and whose declaration counts."""
