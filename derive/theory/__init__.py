"""What is true, as data: functions with their derivatives and domains, and named equations with their conditions."""
