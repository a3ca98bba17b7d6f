"""The corpus: texts that others wrote, with what is known of them, against what derive says. The texts stand in a folder outside of the
project and are only run on."""
