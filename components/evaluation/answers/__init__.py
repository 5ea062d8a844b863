"""How well the right answer is found, or refused, from example questions: `python -m components.evaluation.answers`."""
