"""Plans: programme, objective, indicator, task; the cascade, progress with evidence, adoption in local plans."""
