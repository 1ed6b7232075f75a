"""A believable register of invented children: for the demo, for tests, for measures. Nobody in it exists.

``people`` makes households by naming customs and family life, ``slips`` writes a child down again with the slips of
real offices and keeps the truth, ``writing`` puts sets of rows into the tables, ``demo`` fills the demo world.
"""
