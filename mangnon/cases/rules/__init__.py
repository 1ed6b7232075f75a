"""Pure rules of cases: which act is allowed where, what is due when."""
