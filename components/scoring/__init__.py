"""The two scorers behind the classifier and what turns their scores into probabilities. Nothing here knows Rasa."""
