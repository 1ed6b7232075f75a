"""The calendar of working days: public holidays, swapped and local days, and what falls due by them."""
