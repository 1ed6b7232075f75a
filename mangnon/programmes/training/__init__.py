"""Training: curricula, courses with their sessions, who came, what they learnt, certificates, who still needs it."""
