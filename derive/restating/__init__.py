"""Terms in the language that people know: to SymPy and back, and how each step was read. The only folder that imports SymPy."""
