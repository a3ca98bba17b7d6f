"""A Given for a page that has none: what its formulas and words let one infer."""
