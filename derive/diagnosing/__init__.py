"""From a failed step to the mistake that explains it: the first repair that is proved."""
