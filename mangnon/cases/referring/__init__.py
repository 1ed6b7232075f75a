"""Referral of a case to a service of the directory: what is asked, on which ground, what is sent, what came of it."""
