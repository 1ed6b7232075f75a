"""Law as data: dated definitions with citation and period of force, and the register of documents they rest on."""
