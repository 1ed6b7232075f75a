"""The door for staff: home with its worklist, palette, search. No rules, no tables."""
