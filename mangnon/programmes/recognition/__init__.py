"""Recognition: communes suitable for children by the criteria in force, scored by themselves, checked, decided."""
