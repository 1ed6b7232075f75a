"""Boards: the interagency boards of each level and the commune's standing group, their people, rules and meetings."""
