"""Reads of the room: the book, the names of its subjects, the state of the chain."""
