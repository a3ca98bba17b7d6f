"""A page into steps: what it claims, supposes, defines, or only mentions."""
