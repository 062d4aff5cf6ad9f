"""What the public gives. For now its letters: asking to consult, pointing out an error, a question."""
