"""Syntax into typed values: what a formula means, decided by the types of its parts."""
