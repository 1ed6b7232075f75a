"""Tests of law as data and of the register of documents."""
