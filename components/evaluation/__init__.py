"""How well comments are understood, measured on somebody's own labelled comments: `python -m components.evaluation`."""
