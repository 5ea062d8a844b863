"""Finding the answer that a query asks for, from example questions of each answer, or refusing. Nothing here knows Rasa."""
