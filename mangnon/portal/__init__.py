"""The public site: pages of the province for everybody, and the door by which anybody reports harm. No tables."""
