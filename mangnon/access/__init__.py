"""Who may do what: Actor, action catalogue, guarded managers, see() and take(). No tables."""
