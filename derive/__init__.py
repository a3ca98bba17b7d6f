"""`derive`: a verifier of handwritten derivations. Every step is proved, refuted with a witness, or honestly something else."""

__version__ = "0.1.0"
