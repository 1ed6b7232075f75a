"""Reads on training: courses with their people, one's own trainings, who still needs which."""
