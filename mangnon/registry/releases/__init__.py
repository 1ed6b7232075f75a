"""Long lists of children leave with a second person: asked for with a reason, said yes to by somebody else."""
