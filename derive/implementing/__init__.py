"""Numbers beside the proofs: steps, implementations and gradients compared at random models (`derive evaluate`)."""
