"""What a name stands for: scopes, definitions, and the many ways to spell one."""
