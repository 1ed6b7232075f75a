"""Look-alikes: which records may be the same child, how sure that is and why, and what becomes of them."""
