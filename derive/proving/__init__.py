"""Two terms in, a proof out, or nothing; and the kernel that re-checks proofs."""
