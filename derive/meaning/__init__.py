"""From syntax and the Given to typed terms: every index carries its set, every array its axes."""
